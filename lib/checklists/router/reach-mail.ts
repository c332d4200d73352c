import type { Met, NoAnswer } from '@/lib/network'
import type { NetworkFacts } from '../facts'
import { showBanner, showCertificate, showHttp } from '../met/show'
import type { ExpectedForward } from './expected-forwards'

/** Somebody who is the right server or is not. */
export interface Answerer {
  readonly right: boolean
  readonly found: readonly string[]
  /** Who answered, as far as it told. */
  readonly who: string
  readonly reason?: string
}

/** What was met at a port. */
export type Reached =
  | { readonly met: NoAnswer }
  /** Somebody answers, and no encrypted connection comes about: why. */
  | { readonly tlsProblem: string }
  | Answerer

type Answered = Extract<Met, { kind: 'answered' }>

/** RFC 5321 §3.1, RFC 1939 §3, RFC 9051 §7.1.5. */
const greetings: Readonly<Record<number, { readonly begins: RegExp; readonly protocol: string }>> = {
  25: { begins: /^220[ -]/, protocol: 'SMTP' },
  110: { begins: /^\+OK/, protocol: 'POP3' },
  995: { begins: /^\+OK/, protocol: 'POP3' },
  143: { begins: /^\* OK/, protocol: 'IMAP' },
  993: { begins: /^\* OK/, protocol: 'IMAP' },
}

function shown({ banner, tls, http }: Answered): readonly string[] {
  return [
    ...(banner ? [showBanner(banner)] : []),
    ...(http ? [showHttp(http.status, http.headers)] : []),
    ...(tls?.ok ? [showCertificate(tls.certificate)] : []),
  ]
}

/** The connector's own name, the mail host's, or the computer's: Exchange greets with one of them. */
function greetsAsExchange(name: string, { exchange }: NetworkFacts['description']): boolean {
  const lower = name.toLowerCase()
  const computer = exchange.name.toLowerCase()
  return (
    lower === exchange.internetName.toLowerCase() || lower === computer || lower.startsWith(`${computer}.`)
  )
}

function judgeSmtp(facts: NetworkFacts, found: readonly string[], banner: string): Reached {
  const name = /^220[ -](\S+)/.exec(banner)?.[1] ?? ''
  const mail = facts.description.exchange.internetName
  if (!greetsAsExchange(name, facts.description)) return { right: false, found, who: name || 'a mail server' }
  return name.toLowerCase() === mail.toLowerCase()
    ? { right: true, found, who: name }
    : {
        right: true,
        found,
        who: name,
        reason: `It greets as ${name}, which nobody outside can look up. The FQDN of the receive connector says the name; ${mail} is the one.`,
      }
}

/** Connects, and reads the greeting of the protocol that the port is for. */
export async function reachMail(facts: NetworkFacts, wanted: ExpectedForward): Promise<Reached> {
  const { publicAddress, port, hostName } = wanted
  const met = await facts.network.connect(publicAddress, port, 'internet', hostName)
  if (met.kind !== 'answered') return { met }
  if (met.tls && !met.tls.ok) return { tlsProblem: met.tls.problem }
  const found = shown(met)
  const greeting = greetings[port]
  if (!met.banner || !greeting?.begins.test(met.banner))
    return { right: false, found, who: `something that does not speak ${greeting?.protocol ?? 'it'}` }
  return port === 25 ? judgeSmtp(facts, found, met.banner) : { right: true, found, who: wanted.server }
}
