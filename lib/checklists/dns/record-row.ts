import {
  type Answer,
  ownerName,
  providerZone,
  publicAddressOf,
  type RecordType,
  readMx,
  type Zone,
  type ZoneRecord,
} from '@/lib/network'
import { type AskedRow, asked, type Finding } from '../checklist'
import type { NetworkFacts } from '../facts'
import { judgeSrv } from './autodiscover'
import { doubled, mend, recordsAt, unlessOldAnswer } from './finding'
import { judgeHost } from './host'
import { judgeMx } from './mail-exchanger'
import { judgeSpf } from './sender-policy'

export type RecordFacts = Pick<NetworkFacts, 'description' | 'network' | 'zones' | 'router'>

/** One record that should be, with all that its row needs. */
interface Question {
  readonly facts: RecordFacts
  readonly record: ZoneRecord
  /** Its full name. */
  readonly owner: string
  readonly domain: string
  readonly zone: Zone | null
  readonly truth: Answer
  readonly doubledTruth: Answer
}

async function ask(facts: RecordFacts, record: ZoneRecord): Promise<Question & { readonly seen: Answer }> {
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
      return judgeSpf({ truth, address, outcome: await network.spf(domain, address) })
    }
    case 'SRV': {
      const target = await network.authoritative(mail, 'A')
      return judgeSrv({ domain, name: owner, mail, truth, target, doubledTruth })
    }
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

async function find(facts: RecordFacts, record: ZoneRecord): Promise<Finding> {
  const question = await ask(facts, record)
  const truth = await judge(question)
  const finding = unlessOldAnswer(truth, question.truth, question.seen)
  const repair = truth.state === 'ok' ? undefined : mend(question.zone, record, candidates(question))
  return { ...finding, ...(repair && { repair }) }
}

/** One record of the seed's four. */
export function recordRow(facts: RecordFacts, record: ZoneRecord): AskedRow {
  const expectation = {
    id: record.id,
    name: record.name,
    note: record.type === 'TXT' ? 'SPF' : ownerName(record.name, facts.description.internetDomain),
    expected: [record.data.replace(/\.$/, '')],
    cells: { type: record.type },
    requirement: 'Required' as const,
  }
  return asked(expectation, find(facts, record))
}
