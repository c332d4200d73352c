import type { Network } from '@/lib/network'
import { settleOverHttp, type WireMap, wireNetwork } from '@/lib/wire/client'

/** For how long a check waits for an address that stays silent; connections to this computer take microseconds. */
const timeoutMs = 2000

function settle(): Promise<WireMap> {
  const { WIRE_URL, WIRE_TOKEN } = process.env
  if (!WIRE_URL || !WIRE_TOKEN)
    return Promise.reject(new Error('WIRE_URL is not set: start with `npm start`, which sets it'))
  return settleOverHttp(WIRE_URL, WIRE_TOKEN)()
}

let shared: Network | undefined

/** The simulated world, in the process beside this one. */
export function siteNetwork(): Network {
  shared ??= wireNetwork({ settle, timeoutMs })
  return shared
}

/** Where the simulated world listens; null while its process is not there. */
export function wireMap(): Promise<WireMap | null> {
  return settle().catch(() => null)
}
