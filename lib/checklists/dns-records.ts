import {
  type Answer,
  autodiscoverHost,
  evaluateSpf,
  exchangeHostNames,
  expectedRecords,
  ownerName,
  providerZone,
  publicAddressOf,
  type RecordType,
  readMx,
  type Zone,
  type ZoneRecord,
} from '@/lib/network'
import { type Checklist, checklistDone, type Row } from './checklist'
import { judgeCertificateNames, judgeSrv, judgeStrayHost } from './dns/autodiscover'
import { doubled, type Finding, mend, recordsAt, remove, unlessOldAnswer } from './dns/finding'
import { judgeHost } from './dns/host'
import { judgeMx } from './dns/mail-exchanger'
import { judgeSpf } from './dns/sender-policy'
import type { NetworkFacts } from './facts'

type Facts = Pick<NetworkFacts, 'description' | 'network' | 'zones'>

/** One record that should be, with all that its row needs. */
interface Question {
  readonly facts: Facts
  readonly record: ZoneRecord
  /** Its full name. */
  readonly owner: string
  readonly domain: string
  readonly zone: Zone | null
  readonly truth: Answer
  readonly doubledTruth: Answer
}

async function ask(facts: Facts, record: ZoneRecord): Promise<Question & { readonly seen: Answer }> {
  const { description, network } = facts
  const domain = description.internetDomain
  const owner = ownerName(record.name, domain)
  const [truth, seen, doubledTruth] = await Promise.all([
    network.authoritative(owner, record.type),
    network.lookup(owner, record.type, 'internet'),
    network.authoritative(doubled(owner, domain), record.type),
  ])
  return { facts, record, owner, domain, zone: providerZone(facts, domain), truth, seen, doubledTruth }
}

async function judge(question: Question): Promise<Finding> {
  const { facts, record, owner, domain, truth, doubledTruth } = question
  const { description, network } = facts
  const mail = description.exchange.internetName
  switch (record.type) {
    case 'MX': {
      const first = truth.records.find(({ type }) => type === 'MX')
      const target = await network.authoritative(first ? readMx(first.data).host || mail : mail, 'A')
      return judgeMx({ domain, mail, truth, target, doubledTruth })
    }
    case 'TXT': {
      const address = publicAddressOf(description, 'exchange')
      return judgeSpf({ truth, address, result: await evaluateSpf(network, domain, address) })
    }
    case 'SRV':
      return judgeSrv({
        domain,
        name: owner,
        mail,
        truth,
        target: await network.authoritative(mail, 'A'),
        doubledTruth,
      })
    default:
      return judgeHost({
        host: owner,
        domain,
        expected: record.data,
        truth,
        doubledTruth,
        isTarget: record.id === 'mail',
      })
  }
}

/** The records at the provider that stand for this one, rightly or wrongly. */
function candidates({ zone, record, owner, domain }: Question): readonly ZoneRecord[] {
  const types: readonly RecordType[] = record.type === 'A' ? ['A', 'CNAME'] : [record.type]
  const found = recordsAt(zone, [owner, doubled(owner, domain)], types)
  return record.type === 'TXT' ? found.filter(({ data }) => /spf/i.test(data)) : found
}

function rowOf(
  { record, owner }: Pick<Question, 'record' | 'owner'>,
  more: Finding & Pick<Row, 'repair'>,
): Row {
  return {
    id: record.id,
    name: record.name,
    note: record.type === 'TXT' ? 'SPF' : owner,
    expected: [record.data.replace(/\.$/, '')],
    cells: { type: record.type },
    required: true,
    ...more,
  }
}

async function recordRow(facts: Facts, record: ZoneRecord): Promise<Row> {
  const question = await ask(facts, record)
  const truth = await judge(question)
  const finding = unlessOldAnswer(truth, question.truth, question.seen)
  const wanted = truth.state === 'ok' ? undefined : mend(question.zone, record, candidates(question))
  return rowOf(question, { ...finding, ...(wanted && { repair: wanted }) })
}

/** Only where there is something that should not be: an address at autodiscover beside the SRV record. */
async function strayHostRow(facts: Facts): Promise<readonly Row[]> {
  const { description, network } = facts
  const host = autodiscoverHost(description)
  const truth = await network.authoritative(host, 'A')
  const [address] = truth.records.filter(({ type }) => type === 'A')
  const finding = judgeStrayHost(
    host,
    truth,
    address
      ? await network.connect(address.data, 443, 'internet', host)
      : { kind: 'timeout', reason: 'The name has no address.' },
  )
  if (!finding) return []
  const zone = providerZone(facts, host)
  const names = truth.wildcard ? [`*.${description.internetDomain}`] : [host]
  const [stray] = recordsAt(zone, names, ['A', 'AAAA', 'CNAME'])
  const repair = zone && stray ? remove(zone, stray) : undefined
  const row = {
    id: 'autodiscover-host',
    name: 'autodiscover',
    note: host,
    expected: [],
    cells: { type: 'A' },
  }
  return [{ ...row, required: true, ...finding, ...(repair && { repair }) }]
}

/** With the A record: the certificate's names, and an SRV record that is left over. */
async function hostAlternativeRows(facts: Facts): Promise<readonly Row[]> {
  const { description, network } = facts
  const names = exchangeHostNames(description)
  const address = publicAddressOf(description, 'exchange')
  const name = `_autodiscover._tcp.${description.internetDomain}`
  const [met, srv] = await Promise.all([
    network.connect(address, 443, 'internet', autodiscoverHost(description)),
    network.authoritative(name, 'SRV'),
  ])
  const certificate: Row = {
    id: 'autodiscover-certificate',
    name: 'Certificate',
    note: 'Subject alternative names',
    expected: names,
    cells: { type: 'SAN' },
    required: true,
    ...judgeCertificateNames(names, met),
  }
  const found = srv.records.filter(({ type }) => type === 'SRV').map(({ data }) => data.replace(/\.$/, ''))
  if (found.length === 0) return [certificate]
  const zone = providerZone(facts, name)
  const [stray] = recordsAt(zone, [name], ['SRV'])
  const repair = zone && stray ? remove(zone, stray) : undefined
  return [
    certificate,
    {
      id: 'autodiscover-srv',
      name: '_autodiscover._tcp',
      note: name,
      expected: [],
      found,
      cells: { type: 'SRV' },
      state: 'warning',
      verdict: 'SRV and A both',
      reason: 'Outlook connects to the autodiscover host and never comes to this record.',
      action: 'Keep one way: remove this record, or use it instead of the A record.',
      required: false,
      ...(repair && { repair }),
    },
  ]
}

/** The records at the domain name provider, each looked up at the domain's own name servers and from outside. */
export async function dnsRecordsChecklist(facts: Facts): Promise<Checklist> {
  const { description } = facts
  const [records, others] = await Promise.all([
    Promise.all(expectedRecords(description).map((record) => recordRow(facts, record))),
    description.autodiscover === 'srv' ? strayHostRow(facts) : hostAlternativeRows(facts),
  ])
  const rows = [...records, ...others]
  return {
    id: 'dns-records',
    title: `DNS records for ${description.internetDomain}`,
    lead: 'Create these records at your domain name provider. Each one is looked up at the domain’s own name servers, from outside your network.',
    columns: {
      name: 'Record',
      expected: 'Set it to',
      found: 'Found',
      more: [{ id: 'type', title: 'Type' }],
      nothing: 'no record',
    },
    rows,
    done: checklistDone(rows),
  }
}
