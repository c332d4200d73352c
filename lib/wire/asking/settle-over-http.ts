import { request } from 'node:http'
import type { WireMap } from '../wire-map'

/** Null: another program has that port now. */
function readMap(bytes: Buffer): WireMap | null {
  try {
    return JSON.parse(bytes.toString()) as WireMap
  } catch {
    return null
  }
}

/** The other end of `openControl`: rejects when the process does not answer within ten seconds. */
export function settleOverHttp(url: string, token: string): () => Promise<WireMap> {
  return () =>
    new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}` }
      const signal = AbortSignal.timeout(10_000)
      const asked = request(`${url}/settle`, { method: 'POST', headers, signal }, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('error', reject)
        response.on('end', () => {
          const map = response.statusCode === 200 ? readMap(Buffer.concat(parts)) : null
          if (map) resolve(map)
          else reject(new Error(`The simulated network answered ${response.statusCode}, and not by a map`))
        })
      })
      asked.on('error', reject)
      asked.end()
    })
}
