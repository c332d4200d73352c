import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { dnsLoad, type Load } from './dns-load'
import { benchZone } from './dns-zone'
import { type Figure, perSecond, times } from './figure'
import type { Lab } from './lab'
import { median } from './measure'
import { hasNamed, named } from './named'

const part = 'DNS over UDP: our authoritative server beside BIND, the same zone, the same asker'
const load = { count: 20_000, inFlight: 64 }
const rounds = 5

async function ours(lab: Pick<Lab, 'onClose'>): Promise<number> {
  const program = fileURLToPath(new URL('./dns-inside.ts', import.meta.url))
  const child = fork(program, [], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  lab.onClose(() => child.connected && child.disconnect())
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return port
}

const middle = (loads: readonly Load[]): Load => ({
  perSecond: median(loads.map((one) => one.perSecond)),
  p99: median(loads.map((one) => one.p99)),
})

/** Answers a second and the slowest of a hundred. Both servers are asked in turn; the asker is one Node process. */
export async function dnsAnswers(lab: Pick<Lab, 'onClose'>): Promise<Figure[]> {
  if (!hasNamed()) {
    console.log('dns: SKIPPED, since named (BIND) is not on the PATH of this computer.')
    return []
  }
  const bind = await named([benchZone()])
  lab.onClose(bind.close)
  const port = await ours(lab)
  const taken = { our: [] as Load[], their: [] as Load[] }
  for (let round = 0; round <= rounds; round++) {
    const [our, their] = [await dnsLoad(port, load), await dnsLoad(bind.port, load)]
    // The first round warms both up.
    if (round === 0) continue
    taken.our.push(our)
    taken.their.push(their)
  }
  const [our, their] = [middle(taken.our), middle(taken.their)]
  return [
    {
      part,
      what: `answers, ${load.inFlight} questions on their way`,
      ours: perSecond(our.perSecond),
      beside: perSecond(their.perSecond),
      compared: their.perSecond / our.perSecond,
      unit: 'ratio',
    },
    times(part, 'p99 of one answer', [our.p99, their.p99]),
  ]
}
