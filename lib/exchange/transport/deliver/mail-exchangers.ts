import type { SmtpReply } from '../mail'

/** An answer of DNS, as far as it counts here; see `Answer`. */
export interface DnsAnswer {
  readonly status: 'NOERROR' | 'NXDOMAIN' | 'SERVFAIL' | 'REFUSED' | 'TIMEOUT'
  readonly records: readonly { readonly type: string; readonly data: string }[]
}

/** Where mail for a domain goes. */
export type MailExchangers =
  /** Host names in the order in which they are tried. */
  | { readonly kind: 'hosts'; readonly hosts: readonly string[] }
  /** RFC 5321 §5.1: without MX records the domain itself is the host. */
  | { readonly kind: 'implicit' }
  | { readonly kind: 'failed'; readonly reply: SmtpReply }
  | { readonly kind: 'unknown' }

const failed = (status: string, text: string): MailExchangers => ({
  kind: 'failed',
  reply: { code: 550, status, text },
})

export const noSuchDomain: SmtpReply = {
  code: 550,
  status: '5.4.4',
  text: 'SMTPSEND.DNS.NonExistentDomain; nonexistent domain',
}

export const mxLoopback: SmtpReply = {
  code: 550,
  status: '5.4.4',
  text: 'SMTPSEND.DNS.MxLoopback; DNS records for this domain are configured in a loop',
}

/**
 * Reads the answer to a question for MX records (RFC 5321 §5.1, RFC 7505).
 * @param own whether a host name is one of ours: those of our preference and worse would send it in a circle
 * @param random from 0 up to 1: hosts of one preference are shuffled
 */
export function mailExchangers(
  { status, records }: DnsAnswer,
  own: (host: string) => boolean,
  random: () => number = Math.random,
): MailExchangers {
  if (status === 'NXDOMAIN') return { kind: 'failed', reply: noSuchDomain }
  if (status !== 'NOERROR') return { kind: 'unknown' }
  const found = records.filter(({ type }) => type === 'MX').flatMap(({ data }) => readExchanger(data))
  if (found.length === 0) return { kind: 'implicit' }
  if (found.every(({ host }) => host === '')) return failed('5.1.10', 'Recipient address has null MX')
  const sorted = found
    .map((one) => ({ ...one, order: random() }))
    .toSorted((one, other) => one.preference - other.preference || one.order - other.order)
  const ours = sorted.find(({ host }) => own(host))?.preference ?? Number.POSITIVE_INFINITY
  const better = sorted.filter(({ preference, host }) => host !== '' && preference < ours)
  return better.length === 0
    ? { kind: 'failed', reply: mxLoopback }
    : { kind: 'hosts', hosts: [...new Set(better.map(({ host }) => host))] }
}

/** `10 mail.fabrikam.com.`; the null MX is `0 .`. */
function readExchanger(data: string) {
  const [, preference, host] = /^(\d{1,5})\s+(\S*)$/.exec(data.trim()) ?? []
  return host === undefined
    ? []
    : [{ preference: Number(preference), host: host.replace(/\.$/, '').toLowerCase() }]
}
