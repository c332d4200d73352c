import { canonicalName, exchangeHostNames, isWithin, type Zone } from '@/lib/network'
import { command, present } from '@/lib/shell'
import type { Finding } from '../checklist'
import type { NetworkFacts } from '../facts'
import { noAnswerInside } from './answer-rows'

export type SplitFacts = Pick<NetworkFacts, 'description' | 'network' | 'zones' | 'servers'>

/** The zones inside that take over names of the Internet domain; the Active Directory domain's own is none of them. */
function overlappingZones({ description, zones }: SplitFacts): readonly Zone[] {
  return zones.filter(
    ({ view, domain }) =>
      view === 'inside' &&
      domain !== canonicalName(description.localDomain) &&
      isWithin(domain, description.internetDomain),
  )
}

function addZone(host: string): NonNullable<Finding['repair']> {
  return {
    label: `Create the zone ${host}`,
    command: command('Add-DnsServerPrimaryZone', {
      Name: host,
      ReplicationScope: 'Domain',
      DynamicUpdate: 'Secure',
    }),
  }
}

/** How many records would go with the zone, where that is known. */
function withRecords(wide: Zone | undefined): string {
  if (!wide) return ''
  return ` with its ${wide.records.length === 1 ? '1 record' : `${wide.records.length} records`}`
}

function tooWide(facts: SplitFacts, domain: string, host: string, exact: boolean): Finding {
  const zone = overlappingZones(facts).find((one) => one.domain === domain)
  const records = withRecords(zone)
  return {
    found: [domain],
    state: 'error',
    verdict: 'Zone too wide',
    reason: `A zone named ${domain} answers inside for every name of the domain: www.${domain} and all that is only at your provider does not exist for the office any more.`,
    action: `Name the zone ${host}, and remove ${domain}${records}.`,
    repair: exact
      ? {
          label: `Remove the zone ${domain}${records}`,
          command: command('Remove-DnsServerZone', { Name: domain, Force: present }),
        }
      : addZone(host),
  }
}

function missing(facts: SplitFacts, host: string): Finding {
  const wanted = exchangeHostNames(facts.description)
  const others = overlappingZones(facts)
    .map((one) => one.domain)
    .filter((name) => !wanted.includes(name))
  return others.length > 0
    ? {
        found: others,
        state: 'error',
        verdict: 'Another name',
        reason: `Computers ask for ${host}; a zone of another name does not answer for it.`,
        action: `Name the zone exactly ${host}.`,
        repair: addZone(host),
      }
    : {
        found: [],
        state: 'pending',
        verdict: 'Not found yet',
        reason: 'The DNS server on the Essentials server has no such zone.',
        action: 'Create it in DNS Manager: New Zone, all pages as proposed, with this name.',
        repair: addZone(host),
      }
}

/**
 * A zone shows in its SOA record, which stands at the zone's own name and nowhere else (RFC 1034 §4.2.1). For a zone of
 * the whole domain the SOA inside is another one than outside.
 */
export async function findZone(facts: SplitFacts, host: string): Promise<Finding> {
  const { description, network } = facts
  const domain = canonicalName(description.internetDomain)
  const dns = description.essentials.address
  const startOf = async (name: string, from: 'inside' | 'internet') => {
    const answer = await network.lookup(name, 'SOA', from, from === 'inside' ? dns : undefined)
    const own = answer.records.find((one) => one.type === 'SOA' && canonicalName(one.name) === name)
    return { answer, primary: own ? canonicalName(own.data.split(' ')[0] ?? '') : null }
  }
  const [exact, inner, outer] = await Promise.all([
    startOf(host, 'inside'),
    startOf(domain, 'inside'),
    startOf(domain, 'internet'),
  ])
  const unanswered = noAnswerInside(exact.answer, facts)
  if (unanswered) return unanswered
  const isOffice = domain === canonicalName(description.localDomain)
  const wide = host !== domain && !isOffice && inner.primary !== null && inner.primary !== outer.primary
  if (wide) return tooWide(facts, domain, host, exact.primary !== null)
  return exact.primary === null ? missing(facts, host) : { found: [host], state: 'ok', verdict: 'Matches' }
}
