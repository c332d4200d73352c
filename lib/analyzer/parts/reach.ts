import type { Met, Vantage } from '@/lib/network'
import type { Examined } from '../examined'
import { type Asked, fail, pass, type Step, skipped } from '../step'
import { judgeCertificate } from './certificate'
import { wrongForward } from './known-cause'
import { findName } from './name'
import { noAnswer } from './no-answer'
import { addressOf, whoseHost } from './site'
import { fromWhere } from './words'

export interface Reached {
  readonly address: string
  readonly met: Extract<Met, { kind: 'answered' }>
}

export interface Way {
  readonly host: string
  readonly port: number
  readonly from: Vantage
  /** Where the name has to lead; by default what the site's description says of it. */
  readonly to?: string | null
}

/** Ports that are looked at beside a silent one: whether the router lets anything in at all. */
function otherPorts(port: number): readonly number[] {
  return [443, 25].filter((other) => other !== port)
}

async function othersAnswer(
  { network }: Examined,
  address: string,
  port: number,
): Promise<{ step: Step; answer: boolean }> {
  const met = await Promise.all(
    otherPorts(port).map(async (other) => ({
      other,
      met: await network.connect(address, other, 'internet'),
    })),
  )
  const answering = met.filter((one) => ['answered', 'refused'].includes(one.met.kind))
  const asked: Asked = {
    id: `${address}:${port}/others`,
    title: 'Does anything answer at this address?',
    asked: `Connect to ${address}, port ${otherPorts(port).join(', ')}, from the Internet`,
  }
  const answer = answering.length > 0
  return {
    answer,
    step: answer
      ? pass(asked, `Yes, at port ${answering.map(({ other }) => other).join(', ')}: the router is reached`)
      : skipped(asked, 'No port answers: the router itself may not be reached at this address.'),
  }
}

/** Connects, and says whom it met or why nobody. */
export async function connectTo(
  examined: Examined,
  { host, port, from }: Way,
  address: string,
): Promise<{ step: Step; met: Reached['met'] | null }> {
  const asked: Asked = {
    id: `${host}:${port}/connection`,
    title: `Port ${port} of ${address} answers`,
    asked: `Connect to ${address}, port ${port}, ${fromWhere(from)}`,
  }
  const met = await examined.network.connect(address, port, from, host)
  const connection = { address, port, from }
  if (met.kind === 'answered') {
    const astray = wrongForward(examined, connection)
    const who = met.server ? `Connected: ${met.server}` : 'Connected'
    return { met, step: astray ? fail(asked, who, [astray]) : pass(asked, who) }
  }
  if (met.kind !== 'timeout' || from === 'inside' || examined.live)
    return { met: null, step: noAnswer(examined, asked, met, connection) }
  const others = await othersAnswer(examined, address, port)
  return {
    met: null,
    step: noAnswer(examined, asked, met, connection, {
      steps: [others.step],
      othersAnswer: others.answer,
    }),
  }
}

/** From a name to a connection, a step after the other: the name, then the port. */
export async function* reach(examined: Examined, way: Way): AsyncGenerator<Step, Reached | null> {
  const { host, from } = way
  const whose = whoseHost(examined, host)
  const to = way.to !== undefined ? way.to : whose && addressOf(examined, whose, from)
  const name = await findName(examined, { host, from, to })
  yield name.step
  const id = `${host}:${way.port}/connection`
  if (name.address === null) {
    yield skipped({ id, title: `Port ${way.port} answers`, asked: '' }, 'There is no address to connect to.')
    return null
  }
  const { step, met } = await connectTo(examined, way, name.address)
  yield step
  return met && { address: name.address, met }
}

/** The same over TLS: the name, port 443, and the certificate. */
export async function* reachWeb(
  examined: Examined,
  host: string,
  from: Vantage,
  to?: string | null,
): AsyncGenerator<Step, Reached | null> {
  const reached = yield* reach(examined, { host, port: 443, from, ...(to !== undefined ? { to } : {}) })
  if (!reached) {
    const asked = { id: `${host}/certificate`, title: `The certificate is good for ${host}`, asked: '' }
    yield skipped(asked, 'Nobody answered.')
    return null
  }
  yield judgeCertificate(examined, reached.met.tls, host)
  return reached
}

/** The steps of a walk at once, and where it came to. */
export async function collected<T>(
  walk: AsyncGenerator<Step, T>,
): Promise<{ readonly steps: readonly Step[]; readonly end: T }> {
  const steps: Step[] = []
  for (;;) {
    const { done, value } = await walk.next()
    if (done) return { steps, end: value }
    steps.push(value)
  }
}
