import type { Zone, ZoneRecord } from '@/lib/network'
import { command, present } from '@/lib/shell'
import type { Finding } from '../checklist'
import { dataOf } from '../dns/finding'
import { noAnswerInside } from './answer-rows'
import type { SplitFacts } from './zone-row'

function removeRecord(zone: string, { name, type, data }: ZoneRecord): NonNullable<Finding['repair']> {
  return {
    label: 'Remove the other record',
    command: command('Remove-DnsServerResourceRecord', {
      ZoneName: zone,
      Name: name,
      RRType: type,
      RecordData: data,
      Force: present,
    }),
  }
}

function wrongRecord(zone: Zone, wrong: ZoneRecord, expected: string): Finding {
  const isBlank = wrong.name === '@'
  return {
    found: [`${isBlank ? '(blank)' : wrong.name} ${wrong.data}`],
    state: 'error',
    verdict: isBlank ? 'Wrong address' : 'Name not blank',
    reason: isBlank
      ? `Inside, the name has to lead to the intranet address ${expected}.`
      : `The record stands for ${wrong.name}.${zone.domain}. With a blank name it stands for ${zone.domain} itself.`,
    action: `Leave the name blank and enter ${expected}.`,
    repair: removeRecord(zone.domain, wrong),
  }
}

/** Why the zone does not answer with the address, by what stands in it. */
function explain(zone: Zone, expected: string): Finding {
  const records = zone.records.filter(({ type }) => type === 'A' || type === 'CNAME')
  const right = records.find(({ name, type, data }) => name === '@' && type === 'A' && data === expected)
  const wrong =
    records.find((record) => record !== right && record.name === '@') ?? (right ? undefined : records[0])
  if (wrong) return wrongRecord(zone, wrong, expected)
  return {
    found: [],
    state: 'pending',
    verdict: 'Not found yet',
    reason: 'The zone has no record for its own name.',
    action: 'New Host (A): leave the name blank.',
    repair: {
      label: 'Add the record',
      command: command('Add-DnsServerResourceRecordA', {
        ZoneName: zone.domain,
        Name: '@',
        IPv4Address: expected,
      }),
    },
  }
}

/** The zone's one record, asked at the DNS server that keeps it. */
export async function findRecord(facts: SplitFacts, host: string): Promise<Finding> {
  const { description, network, zones } = facts
  const [inner, dns] = [description.exchange.address, description.essentials.address]
  const answer = await network.lookup(host, 'A', 'inside', dns)
  const unanswered = noAnswerInside(answer, facts)
  if (unanswered) return unanswered
  const found = dataOf(answer, 'A')
  if (found.length === 1 && found[0] === inner) return { found, state: 'ok', verdict: 'Matches' }
  const zone = zones.find(({ view, domain }) => view === 'inside' && domain === host)
  return zone
    ? explain(zone, inner)
    : { found: [], state: 'pending', verdict: 'Not yet', reason: 'Create the zone first.' }
}
