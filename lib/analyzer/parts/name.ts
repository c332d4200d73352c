import { type Answer, addressScope, type Network, type Vantage, whyNotPublic } from '@/lib/network'
import type { Examined } from '../examined'
import { type Asked, type Cause, cause, fail, pass, type Step, warn } from '../step'
import { fromWhere, list, printAnswer } from './words'

export interface FoundName {
  readonly step: Step
  /** Where to go on; null when there is nowhere to go. */
  readonly address: string | null
  readonly answer: Answer
}

interface Wanted {
  readonly host: string
  readonly from: Vantage
  /** Where it has to lead; null when any address will do. */
  readonly to: string | null
  /** The page whose records it stands in. */
  readonly href?: string
}

export function addressesIn({ records }: Answer): readonly string[] {
  return records.filter(({ type }) => type === 'A').map(({ data }) => data)
}

export function minutes(seconds: number): string {
  if (seconds < 90) return `${seconds} seconds`
  return seconds < 5400 ? `${Math.round(seconds / 60)} minutes` : `${Math.round(seconds / 3600)} hours`
}

function silent(server: string, from: Vantage): Cause {
  return from === 'inside'
    ? cause(
        'dns-service-stopped',
        `The DNS server inside (${server}) does not answer: the service DNS Server on the Essentials server is stopped, or the server is off.`,
        'Start the service DNS Server.',
        '/devices',
      )
    : cause(
        'name-servers-silent',
        `No name server answers for this name (${server}).`,
        'Look at the domain at the domain name provider: whether it is paid for, and which name servers it has.',
        '/network/provider',
      )
}

function missing({ host, from, to, href }: Wanted): Cause {
  return cause(
    'address-missing',
    `There is no address (A record) for ${host}${from === 'inside' ? ' inside' : ''}.`,
    to ? `Create the A record ${host} with the address ${to}.` : `Create the A record ${host}.`,
    href ?? (from === 'inside' ? '/network/split-dns' : '/network/dns'),
  )
}

/** The address is another one than it should be: an old answer, a catch-all, a private one, or simply wrong. */
async function wrong(network: Network, { host, from, to, href }: Wanted, answer: Answer): Promise<Cause> {
  const found = addressesIn(answer)
  const page = href ?? (from === 'inside' ? '/network/split-dns' : '/network/dns')
  const truth = from === 'internet' && to ? addressesIn(await network.authoritative(host, 'A')) : []
  if (to && truth.includes(to))
    return cause(
      'old-answer',
      `The record is right by now; resolvers still give the old address ${list(found)}${answer.cachedForSeconds ? `, for ${minutes(answer.cachedForSeconds)} more` : ''}.`,
      'Wait until the old answer has run out.',
      page,
    )
  if (answer.wildcard)
    return cause(
      'catch-all',
      `There is no record ${host}; the catch-all record * answers for every name and leads to ${list(found)}.`,
      `Remove the catch-all record, or create ${host} itself.`,
      '/network/provider',
    )
  const [first = ''] = found
  if (from === 'internet' && addressScope(first) !== 'public')
    return cause(
      'address-private',
      `${host} leads to ${first}. ${whyNotPublic(first)}`,
      to ? `Let the record lead to ${to}.` : 'Let the record lead to the public address.',
      page,
    )
  return cause(
    'address-wrong',
    `${host} leads to ${list(found)}; the site’s address is ${to}.`,
    `Let the A record of ${host} lead to ${to}.`,
    page,
  )
}

/** Asks for the address of a host, and compares it with where it has to lead. */
export async function findName(
  { network }: Examined,
  wanted: Wanted,
  id = `${wanted.host}/name`,
): Promise<FoundName> {
  const { host, from, to } = wanted
  const asked: Asked = {
    id,
    title: `The name ${host} has an address`,
    asked: `A ${host}, ${fromWhere(from)}`,
  }
  const answer = await network.lookup(host, 'A', from)
  const answered = printAnswer(answer)
  if (answer.status === 'TIMEOUT' || answer.status === 'SERVFAIL' || answer.status === 'REFUSED')
    return { answer, address: null, step: fail(asked, answered, [silent(answer.server, from)]) }
  const found = addressesIn(answer)
  const [first] = found
  if (!first) return { answer, address: null, step: fail(asked, answered, [missing(wanted)]) }
  if (to === null || (found.length === 1 && first === to))
    return { answer, address: first, step: pass(asked, answered) }
  if (found.includes(to))
    return {
      answer,
      address: to,
      step: warn(asked, answered, [
        cause(
          'address-wrong',
          `${host} has several addresses, and only ${to} is the site’s: every second connection goes astray.`,
          `Remove the other records of ${host}.`,
          '/network/provider',
        ),
      ]),
    }
  const why = await wrong(network, wanted, answer)
  return { answer, address: first, step: fail(asked, answered, [why]) }
}
