import { isIP } from 'node:net'
import {
  type Answer,
  canonicalName,
  isSpf,
  parseDomainName,
  parseSpf,
  readMx,
  type SpfOutcome,
  type SpfResult,
  shown,
} from '@/lib/network'
import { askAuthority } from './authoritative'
import type { Reach } from './reach'
import { mostLookups, mostVoidLookups, reasonFor } from './spf-reason'

/** The whole evaluation may take as long as so many slow answers. */
const slowAnswers = 10

export interface SpfQuestion {
  readonly domain: string
  readonly address: string
  readonly helo?: string | undefined
}

/** How mailauth is told that the evaluation ends here. */
class SpfEnds extends Error {
  readonly spfResult: { readonly error: 'permerror' | 'temperror'; text: string }
  constructor(error: 'permerror' | 'temperror', text: string) {
    super(text)
    this.spfResult = { error, text }
  }
}

/** How node's resolver says that there is none: mailauth counts these as void lookups. */
function nothing(code: 'ENOTFOUND' | 'ENODATA'): Error {
  return Object.assign(new Error(code), { code })
}

function dataOf({ records }: Answer, type: string): string[] {
  return records.flatMap((record) => (record.type === type ? record.data : []))
}

/** The whole record is read before any of it is tried (RFC 7208 §4.6), so a wrong word behind a match counts, too. */
function checkRecord(domain: string, texts: readonly string[]): void {
  const [record, second] = texts.filter(isSpf)
  if (second !== undefined)
    throw new SpfEnds(
      'permerror',
      `${domain} has more than one SPF record (RFC 7208 §4.5): join them to one.`,
    )
  const parsed = record === undefined ? null : parseSpf(record)
  if (parsed && !parsed.ok)
    throw new SpfEnds(
      'permerror',
      `"${parsed.word}" in the SPF record of ${domain} is nothing that SPF knows.`,
    )
}

type SpfRecords = Map<string, string>

/** Reads a domain's texts; those that are followed by include or redirect have to hold a record (RFC 7208 §5.2, §6.1). */
function readTexts(records: SpfRecords, domain: string, texts: readonly string[]): readonly string[][] {
  const followed = records.size > 0
  const [record = '', second] = texts.filter(isSpf)
  records.set(domain, second === undefined ? record : '')
  checkRecord(domain, texts)
  if (followed && record === '')
    throw new SpfEnds('permerror', `The record leads to ${domain}, which has no SPF record (RFC 7208 §5.2).`)
  // §7.2: the domain whose record is read. Mailauth takes the sender's throughout.
  return record === '' ? [] : [[record.replace(/%\{d\}/gi, domain)]]
}

function isAsked(type: string): type is 'A' | 'AAAA' | 'MX' | 'TXT' | 'PTR' {
  return ['A', 'AAAA', 'MX', 'TXT', 'PTR'].includes(type)
}

/** Answers mailauth as node's resolver would, from the zones' own servers. */
function resolverOver(reach: Reach, records: SpfRecords) {
  const answered = async (asked: string, type: string) => {
    const name = canonicalName(asked)
    if (!isAsked(type)) throw nothing('ENODATA')
    const { answer } = await askAuthority(reach, name, type)
    if (answer.status !== 'NOERROR' && answer.status !== 'NXDOMAIN')
      throw new SpfEnds('temperror', `The name servers of ${name} give no answer (${answer.status}).`)
    const data = dataOf(answer, type)
    const texts = type === 'TXT' ? readTexts(records, name, data) : null
    if (data.length === 0) throw nothing(answer.status === 'NXDOMAIN' ? 'ENOTFOUND' : 'ENODATA')
    if (texts) return [...texts]
    if (type === 'PTR') return data.map(canonicalName)
    if (type !== 'MX') return data
    return data.map(readMx).map(({ preference, host }) => ({ priority: preference, exchange: host }))
  }
  // Its type says texts alone; of MX it wants what node's resolver gives.
  return answered as (name: string, type: string) => Promise<string[]>
}

const nothingCounted = { lookups: 0, voidLookups: 0, record: null, includes: [] }

async function evaluate(reach: Reach, asked: SpfQuestion): Promise<SpfOutcome> {
  const { domain, address, helo = domain } = asked
  const records: SpfRecords = new Map()
  // Loaded when it is needed: it brings much with it that pages do not need.
  const { spf } = await import('mailauth/lib/spf/index.js')
  const sender = `postmaster@${domain}`
  const { status, lookups } = await spf({
    ...{ sender, ip: address, helo, mta: 'receiver.example' },
    ...{ maxResolveCount: mostLookups, maxVoidCount: mostVoidLookups },
    resolver: resolverOver(reach, records),
  })
  const result = status.result as SpfResult
  const text = /lookup of \S+: (.*)$/s.exec(String(status.comment ?? ''))?.[1] ?? ''
  const [own, ...others] = [...records.keys()]
  return {
    result,
    reason: reasonFor(result, asked, text),
    lookups: Math.min(lookups?.count ?? 0, mostLookups + 1),
    voidLookups: lookups?.void ?? 0,
    record: (own && records.get(own)) || null,
    includes: others,
  }
}

/** `Network.spf`. */
export async function evaluateSpf(reach: Reach, asked: SpfQuestion): Promise<SpfOutcome> {
  if (isIP(asked.address) === 0)
    return { result: 'none', reason: `"${shown(asked.address)}" is no IP address.`, ...nothingCounted }
  const domain = parseDomainName(asked.domain)
  if (!domain.ok) return { result: 'none', reason: domain.error.message, ...nothingCounted }
  const ms = reach.answerMs * slowAnswers
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<SpfOutcome>((resolve) => {
    const reason = `The name servers that ${domain.value} leads to answer too slowly.`
    timer = setTimeout(() => resolve({ result: 'temperror', reason, ...nothingCounted }), ms)
  })
  return Promise.race([evaluate(reach, { ...asked, domain: domain.value }), tooLate]).finally(() =>
    clearTimeout(timer),
  )
}
