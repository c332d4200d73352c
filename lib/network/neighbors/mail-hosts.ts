import type { Network } from '../door'
import { canonicalName } from '../names'
import { readMx } from '../record-data'

export type MailHosts =
  | { readonly ok: true; readonly addresses: readonly string[] }
  /** `status` is the reply's enhanced code (RFC 3463, RFC 7505). */
  | { readonly ok: false; readonly status: string; readonly reason: string }

const mostHosts = 8

/** Where mail for a domain goes, the best server first (RFC 5321 §5.1), as somebody on the Internet finds it. */
export async function findMailHosts(network: Pick<Network, 'lookup'>, domain: string): Promise<MailHosts> {
  const mx = await network.lookup(domain, 'MX', 'internet')
  if (mx.status === 'NXDOMAIN')
    return { ok: false, status: '5.4.4', reason: `There is no domain ${domain} in DNS.` }
  if (mx.status !== 'NOERROR')
    return { ok: false, status: '4.4.3', reason: `DNS does not answer for ${domain} (${mx.status}).` }
  const hosts = mx.records
    .flatMap(({ type, data }) => (type === 'MX' ? readMx(data) : []))
    .sort((a, b) => a.preference - b.preference)
    .map(({ host }) => canonicalName(host))
  if (hosts.length === 1 && hosts[0] === '')
    return { ok: false, status: '5.1.10', reason: `${domain} takes no mail: it has a null MX.` }
  const addresses: string[] = []
  for (const host of hosts.length === 0 ? [domain] : hosts.slice(0, mostHosts)) {
    const { records } = await network.lookup(host, 'A', 'internet')
    addresses.push(...records.flatMap(({ type, data }) => (type === 'A' ? data : [])))
  }
  return addresses.length > 0
    ? { ok: true, addresses }
    : { ok: false, status: '5.4.4', reason: `No mail server of ${domain} has an address.` }
}
