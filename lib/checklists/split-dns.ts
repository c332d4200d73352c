import {
  type Answer,
  canonicalName,
  exchangeHostNames,
  isWithin,
  publicAddressOf,
  type Zone,
  type ZoneRecord,
} from '@/lib/network'
import { command, present } from '@/lib/shell'
import { type Checklist, checklistDone, type Row } from './checklist'
import type { NetworkFacts } from './facts'

type Facts = Pick<NetworkFacts, 'description' | 'network' | 'zones'>
type Judgement = Pick<Row, 'found' | 'state' | 'verdict' | 'reason' | 'action' | 'repair'>

/** The zones inside that take over names of the Internet domain; the Active Directory domain's own is none of them. */
function overlappingZones({ description, zones }: Facts): readonly Zone[] {
  return zones.filter(
    ({ view, domain }) =>
      view === 'inside' &&
      domain !== canonicalName(description.localDomain) &&
      isWithin(domain, description.internetDomain),
  )
}

function tooWide(wide: Zone, host: string, exact: boolean): Judgement {
  const count = wide.records.length === 1 ? '1 record' : `${wide.records.length} records`
  return {
    found: [wide.domain],
    state: 'error',
    verdict: 'Zone too wide',
    reason: `A zone named ${wide.domain} answers inside for every name of the domain: www.${wide.domain} and all that is only at your provider does not exist for the office any more.`,
    action: `Name the zone ${host}, and remove ${wide.domain} with its ${count}.`,
    repair: exact
      ? {
          label: `Remove the zone ${wide.domain} with its ${count}`,
          command: command('Remove-DnsServerZone', { Name: wide.domain, Force: present }),
        }
      : addZone(host),
  }
}

function addZone(host: string): NonNullable<Row['repair']> {
  return {
    label: `Create the zone ${host}`,
    command: command('Add-DnsServerPrimaryZone', {
      Name: host,
      ReplicationScope: 'Domain',
      DynamicUpdate: 'Secure',
    }),
  }
}

function judgeZone(facts: Facts, host: string): Judgement {
  const domain = canonicalName(facts.description.internetDomain)
  const zones = overlappingZones(facts)
  const exact = zones.some((one) => one.domain === host)
  const wide = zones.find((one) => one.domain === domain && one.domain !== host)
  if (wide) return tooWide(wide, host, exact)
  if (exact) return { found: [host], state: 'ok', verdict: 'Matches' }
  const others = zones
    .map((one) => one.domain)
    .filter((name) => !exchangeHostNames(facts.description).includes(name))
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

function removeRecord(host: string, { name, type, data }: ZoneRecord): NonNullable<Row['repair']> {
  return {
    label: 'Remove the other record',
    command: command('Remove-DnsServerResourceRecord', {
      ZoneName: host,
      Name: name,
      RRType: type,
      RecordData: data,
      Force: present,
    }),
  }
}

function wrongRecord(zone: Zone, wrong: ZoneRecord, expected: string): Judgement {
  const shown = `${wrong.name === '@' ? '(blank)' : wrong.name} ${wrong.data}`
  return {
    found: [shown],
    state: 'error',
    verdict: wrong.name === '@' ? 'Wrong address' : 'Name not blank',
    reason:
      wrong.name === '@'
        ? `Inside, the name has to lead to the intranet address ${expected}.`
        : `The record stands for ${wrong.name}.${zone.domain}. With a blank name it stands for ${zone.domain} itself.`,
    action: `Leave the name blank and enter ${expected}.`,
    repair: removeRecord(zone.domain, wrong),
  }
}

function judgeRecord(zone: Zone | undefined, expected: string): Judgement {
  if (!zone) return { found: [], state: 'pending', verdict: 'Not yet', reason: 'Create the zone first.' }
  const records = zone.records.filter(({ type }) => type === 'A' || type === 'CNAME')
  const right = records.find(({ name, type, data }) => name === '@' && type === 'A' && data === expected)
  const wrong =
    records.find((record) => record !== right && record.name === '@') ?? (right ? undefined : records[0])
  if (wrong) return wrongRecord(zone, wrong, expected)
  if (right) return { found: [expected], state: 'ok', verdict: 'Matches' }
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

function judgeAnswer(answer: Answer, expected: string, where: 'inside' | 'outside'): Judgement {
  const found = answer.records.filter(({ type }) => type === 'A').map(({ data }) => data)
  if (found.length === 1 && found[0] === expected) return { found, state: 'ok', verdict: 'Matches' }
  if (answer.status === 'TIMEOUT')
    return { found, state: 'error', verdict: 'No answer', reason: `${answer.server} does not answer.` }
  if (found.length === 0)
    return {
      found,
      state: 'pending',
      verdict: 'Not found yet',
      ...(where === 'outside' && { action: 'See the DNS records checklist.' }),
    }
  return where === 'inside'
    ? {
        found,
        state: 'pending',
        verdict: 'Public address',
        reason:
          'A computer in the office goes out to the router and, unless that leads it back in, gets no answer.',
      }
    : { found, state: 'error', verdict: 'Wrong address', action: 'See the DNS records checklist.' }
}

async function hostRows(facts: Facts, host: string): Promise<readonly Row[]> {
  const { description, network, zones } = facts
  const [inner, outer] = [description.exchange.address, publicAddressOf(description, 'exchange')]
  const zone = zones.find(({ view, domain }) => view === 'inside' && domain === host)
  const [inside, outside] = await Promise.all([
    network.lookup(host, 'A', 'inside'),
    network.lookup(host, 'A', 'internet'),
  ])
  return [
    {
      id: `zone-${host}`,
      name: `Zone ${host}`,
      note: 'primary, in Active Directory',
      expected: [host],
      required: true,
      ...judgeZone(facts, host),
    },
    {
      id: `record-${host}`,
      name: 'Host (A), name left blank',
      note: `in the zone ${host}`,
      expected: [inner],
      required: true,
      ...judgeRecord(zone, inner),
    },
    {
      id: `inside-${host}`,
      name: 'Asked from inside',
      note: host,
      expected: [inner],
      required: true,
      ...judgeAnswer(inside, inner, 'inside'),
    },
    {
      id: `outside-${host}`,
      name: 'Asked from outside',
      note: host,
      expected: [outer],
      required: false,
      ...judgeAnswer(outside, outer, 'outside'),
    },
  ]
}

/** One name for Exchange inside and outside: a zone named exactly as the host, and its own address. */
export async function splitDnsChecklist(facts: Facts): Promise<Checklist> {
  const rows = (
    await Promise.all(exchangeHostNames(facts.description).map((host) => hostRows(facts, host)))
  ).flat()
  return {
    id: 'split-dns',
    title: 'Split DNS',
    lead: 'People use the same name everywhere: in the office it leads to the intranet address of Exchange, outside to the public one.',
    columns: { name: 'What', expected: 'Set it to', found: 'Found', nothing: 'nothing' },
    rows,
    done: checklistDone(rows),
  }
}
