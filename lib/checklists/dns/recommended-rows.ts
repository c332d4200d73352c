import { ownerName, providerZone, publicAddressOf, reverseNameOf, type ZoneRecord } from '@/lib/network'
import { command } from '@/lib/shell'
import { type AskedRow, asked, type Expectation, type Finding } from '../checklist'
import { judgeDkim } from './dkim'
import { expectedDmarc, judgeDmarc } from './dmarc'
import { dataOf, doubled, mend, recordsAt, unlessOldAnswer } from './finding'
import type { RecordFacts } from './record-row'
import { judgeReverseName, type ReverseQuestion } from './reverse-name'

/** What receivers of today ask besides the seed's four records. */
function recommended(
  id: string,
  name: string,
  note: string,
  type: string,
  ...expected: string[]
): Expectation {
  return { id, name, note, expected, cells: { type }, requirement: 'Recommended' }
}

async function findDmarc(facts: RecordFacts, wanted: ZoneRecord): Promise<Finding> {
  const { network, description } = facts
  const domain = description.internetDomain
  const owner = ownerName(wanted.name, domain)
  const [truth, seen, doubledTruth] = await Promise.all([
    network.authoritative(owner, 'TXT'),
    network.lookup(owner, 'TXT', 'internet'),
    network.authoritative(doubled(owner, domain), 'TXT'),
  ])
  const judged = judgeDmarc({ domain, truth, doubledTruth })
  const finding = unlessOldAnswer(judged, truth, seen)
  if (judged.state === 'ok') return finding
  const zone = providerZone(facts, domain)
  const there = recordsAt(zone, [owner, doubled(owner, domain)], ['TXT', 'CNAME'])
  const repair = mend(zone, wanted, there)
  return { ...finding, ...(repair && { repair }) }
}

export function dmarcRecord(domain: string): ZoneRecord {
  return { id: 'dmarc', name: '_dmarc', type: 'TXT', ttl: 3600, data: expectedDmarc(domain) }
}

/** What receivers are to do with mail that fails SPF and DKIM, and where they tell of it (RFC 7489). */
export function dmarcRow(facts: RecordFacts): AskedRow {
  const wanted = dmarcRecord(facts.description.internetDomain)
  return asked(recommended('dmarc', '_dmarc', 'DMARC', 'TXT', wanted.data), findDmarc(facts, wanted))
}

/** Selectors that signing programs propose; which ones a domain has cannot be asked (RFC 6376 §3.6.2.1). */
const usualSelectors = ['default', 'dkim', 'mail', 'selector1', 'selector2', 's1', 'k1'] as const

async function findDkim({ network, description }: RecordFacts): Promise<Finding> {
  const parent = `_domainkey.${description.internetDomain}`
  const [above, ...keys] = await Promise.all(
    [parent, ...usualSelectors.map((selector) => `${selector}.${parent}`)].map((name) =>
      network.authoritative(name, 'TXT'),
    ),
  )
  return judgeDkim(
    above,
    keys.flatMap((truth, index) =>
      truth.wildcard
        ? []
        : dataOf(truth, 'TXT').map((text) => ({ selector: usualSelectors[index] ?? '', text })),
    ),
  )
}

/** Exchange signs nothing by itself, so that the row says what there is and asks for nothing. */
export function dkimRow(facts: RecordFacts): AskedRow {
  return asked(recommended('dkim', 'selector._domainkey', 'DKIM', 'TXT'), findDkim(facts))
}

async function askReverse({ network, description }: RecordFacts, address: string): Promise<ReverseQuestion> {
  const name = reverseNameOf(address)
  const [truth, seen] = await Promise.all([
    network.authoritative(name, 'PTR'),
    network.lookup(name, 'PTR', 'internet'),
  ])
  const names = dataOf(truth, 'PTR').map((data) => data.replace(/\.$/, '').toLowerCase())
  const answers = await Promise.all(names.map((one) => network.authoritative(one, 'A')))
  const confirmed = names.filter((_, index) => {
    const answer = answers[index]
    return answer !== undefined && dataOf(answer, 'A').includes(address)
  })
  return { address, mail: description.exchange.internetName.toLowerCase(), truth, seen, names, confirmed }
}

async function findReverse(facts: RecordFacts, address: string): Promise<Finding> {
  const question = await askReverse(facts, address)
  const judged = judgeReverseName(question)
  if (judged.state === 'ok') return unlessOldAnswer(judged, question.truth, question.seen)
  const isSet = question.names.length === 1 && question.names[0] === question.mail
  if (isSet || !facts.router || question.truth.status === 'TIMEOUT') return judged
  const repair = {
    label: 'The provider sets the name',
    command: command('Set-Router', { ReverseName: question.mail }),
  }
  return { ...judged, repair }
}

/** The name that receivers find for the address that mail comes from; the Internet Service Provider sets it. */
export function reverseNameRow(facts: RecordFacts): AskedRow {
  const address = publicAddressOf(facts.description, 'exchange')
  return asked(
    recommended(
      'reverse-name',
      address,
      'Reverse name, at your Internet provider',
      'PTR',
      facts.description.exchange.internetName,
    ),
    findReverse(facts, address),
  )
}
