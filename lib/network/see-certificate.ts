import type { CertificateUse, Seen } from './certificates'
import type { Answer, Conversation, Met, Network, NoAnswer, TlsMet, Vantage } from './door'

const ports = { internet: 443, office: 443, smtp: 25, pop: 995, imap: 993 } as const

/**
 * The certificate that a client meets which uses this name there: the name is looked up, its address asked.
 * @param mailHost the name under which mail is delivered from the Internet; the connector greets with another
 */
export async function seeCertificate(
  { name, place }: CertificateUse,
  network: Network,
  mailHost: string,
): Promise<Seen> {
  const from: Vantage = place === 'office' ? 'inside' : 'internet'
  const host = place === 'smtp' ? mailHost : name
  const answer = await network.lookup(host, 'A', from)
  const address = answer.records.find(({ type }) => type === 'A')?.data
  if (!address) return { kind: 'none', reason: noAddress(host, answer, from) }
  const port = ports[place]
  const met =
    place === 'smtp'
      ? await network.converse(address, port, from, ['EHLO certificates.example', 'STARTTLS'])
      : await network.connect(address, port, from, name)
  return seen(met, `${address}, port ${port}`)
}

function noAddress(host: string, { status }: Answer, from: Vantage): string {
  const asked = from === 'inside' ? 'In the office' : 'On the Internet'
  return status === 'NOERROR' || status === 'NXDOMAIN'
    ? `${asked}, ${host} leads nowhere: there is no A record.`
    : `${asked}, nobody answers who ${host} is (${status}).`
}

function seen(met: Met | Conversation, where: string): Seen {
  if (met.kind !== 'answered') return { kind: 'none', reason: noAnswer(met, where) }
  return met.tls ? shown(met.tls, where) : { kind: 'none', reason: `${where} speaks without TLS.` }
}

function shown(tls: TlsMet, where: string): Seen {
  if (!tls.ok) return { kind: 'none', reason: `TLS fails at ${where}: ${tls.problem}` }
  return { kind: 'shown', certificate: tls.certificate }
}

function noAnswer(met: NoAnswer, where: string): string {
  if (met.kind === 'refused') return `Nothing listens at ${where}.`
  return `${where} does not answer. ${met.reason}`
}
