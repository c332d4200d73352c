import { sendConnector } from '../../organization/send-connector'
import type { Site } from '../../store'

/** `SMTP:*.contoso.com;10` is for contoso.com and what is below it, `SMTP:*;1` for every domain. */
function covers(addressSpace: string, domain: string): boolean {
  const space = /^SMTP:([^;]+);/i.exec(addressSpace)?.[1]?.toLowerCase()
  if (space === undefined) return false
  const parent = space.startsWith('*.') ? space.slice(2) : null
  return space === '*' || space === domain || domain === parent || domain.endsWith(`.${parent}`)
}

/** Where mail for another organization goes, or why it goes nowhere. */
async function nextHops({ store, network }: Site, domain: string): Promise<readonly string[] | string> {
  const connectors = await store.list(sendConnector)
  const connector = connectors.find(
    ({ properties }) => properties.enabled && properties.addressSpaces.some((one) => covers(one, domain)),
  )
  if (!connector) return 'A matching connector cannot be found to route the external recipient.'
  const { smartHosts } = connector.properties
  if (smartHosts.length > 0) return smartHosts.map((host) => host.replace(/^\[|\]$/g, ''))
  const answer = await network.lookup(domain, 'MX', 'inside')
  const hosts = answer.records
    .filter(({ type }) => type === 'MX')
    .map(({ data }) => data.split(/\s+/))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, host = '']) => host.replace(/\.$/, ''))
  return hosts.length > 0 ? hosts : `451 4.4.0 DNS query failed: ${domain} has no MX record.`
}

async function addressOf({ network }: Site, host: string): Promise<string | null> {
  if (/^[\d.]+$/.test(host)) return host
  const { records } = await network.lookup(host, 'A', 'inside')
  return records.find(({ type }) => type === 'A')?.data ?? null
}

/** Talks to the next hop as far as the recipient, and sends nothing. Null when it would be taken; else why not. */
export async function tryRecipient(site: Site, server: string, recipient: string): Promise<string | null> {
  const domain = recipient.slice(recipient.lastIndexOf('@') + 1).toLowerCase()
  const hops = await nextHops(site, domain)
  if (typeof hops === 'string') return hops
  const host = hops[0] ?? domain
  const address = await addressOf(site, host)
  if (address === null) return `451 4.4.0 DNS query failed: ${host} has no address.`
  const lines = [`EHLO ${server}`, 'MAIL FROM:<>', `RCPT TO:<${recipient}>`]
  const talk = await site.network.converse(address, 25, 'inside', lines)
  if (talk.kind !== 'answered')
    return `451 4.4.0 Primary target IP address ${address} (${host}) didn't respond.`
  const reply = talk.exchanges.at(-1)?.reply ?? talk.broken ?? talk.greeting
  return talk.exchanges.length === lines.length && reply.startsWith('250') ? null : `${host}: ${reply}`
}
