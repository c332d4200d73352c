import { rootCertificates, TLSSocket } from 'node:tls'
import type { SMTPServerOptions } from 'smtp-server'
import { readTransportSettings } from '@/lib/exchange'
import { authorityRoots, certificateCovers } from '@/lib/network'
import type { ReceivingEnd } from './receiving-end'

/** What a connector with DomainSecureEnabled asks of TLS: the client's certificate, judged when it is there. */
export async function asksForCertificate({ site }: Pick<ReceivingEnd, 'site'>): Promise<SMTPServerOptions> {
  const ca = [...rootCertificates, ...(await authorityRoots(site))]
  return { requestCert: true, rejectUnauthorized: false, ca }
}

/** TLSReceiveDomainSecureList where the connector goes by it: domains whose mail needs a certificate. */
export async function secureDomains({
  site,
  server,
  connector,
}: Pick<ReceivingEnd, 'site' | 'server'> & Pick<ReceivingEnd, 'connector'>): Promise<readonly string[]> {
  const { more } = connector.properties as { readonly more?: Readonly<Record<string, unknown>> }
  if (more?.DomainSecureEnabled !== true) return []
  const { TLSReceiveDomainSecureList: list } = (await readTransportSettings(site, server)).organization
  return Array.isArray(list) ? list.map((one) => String(one).toLowerCase()) : []
}

const mostNames = 100

/** Those of the domains that the client's certificate proves: a trusted authority signed it, and it names them. */
export function provenDomains(socket: unknown, domains: readonly string[]): readonly string[] {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return []
  const { subject, subjectaltname = '' } = socket.getPeerCertificate()
  const alternative = [...subjectaltname.matchAll(/(?:^|, )DNS:([^,"]+)/g)].flatMap(([, name]) => name ?? [])
  const names = [...alternative, ...[subject?.CN ?? []].flat()].slice(0, mostNames)
  return domains.filter((domain) => certificateCovers(names, domain) || names.some(below(domain)))
}

const below = (domain: string) => (name: string) => name.toLowerCase().endsWith(`.${domain}`)
