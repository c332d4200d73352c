import { type AnswerRecord, canonicalName, readMx, readSrv } from '@/lib/network'
import type { AskedType } from './asked-type'
import { type Reply, withoutRecords } from './reply'
import { findZone, type Step, type ZoneIndex } from './zone-index'

/** More aliases than this in a row are taken for a loop. */
const longestChain = 8

/** Null: who is asked does not know the name's zone, or does not hold it. */
export type Ask = (name: string, type: AskedType) => Step | null

function aliasIn({ records }: Step, type: AskedType): AnswerRecord | null {
  if (type === 'CNAME' || type === 'ANY') return null
  return records.find((record) => record.type === 'CNAME') ?? null
}

/**
 * Asks, and follows CNAMEs (RFC 1034 §3.6.2) as far as `ask` knows. The code is that of the last name (RFC 6604), the
 * AA bit says who owned the first.
 * @param inCircles what to say of aliases that lead round in a circle
 */
export function follow(ask: Ask, asked: string, type: AskedType, inCircles: 'SERVFAIL' | 'NOERROR'): Reply {
  const answers: AnswerRecord[] = []
  const seen = new Set<string>()
  let name = asked
  let authoritative = false
  for (;;) {
    const step = ask(name, type)
    if (!step && seen.size === 0) return withoutRecords('REFUSED')
    if (seen.size === 0) authoritative = step?.authoritative ?? false
    seen.add(name)
    answers.push(...(step?.records ?? []))
    const alias = step && aliasIn(step, type)
    const known = { authoritative, answers, additional: [] }
    if (!alias) return { ...known, code: step?.status ?? 'NOERROR', authority: step?.soa ? [step.soa] : [] }
    name = canonicalName(alias.data)
    if (!seen.has(name) && seen.size <= longestChain) continue
    return inCircles === 'SERVFAIL'
      ? withoutRecords('SERVFAIL')
      : { ...known, code: 'NOERROR', authority: [] }
  }
}

function targetOf({ type, data }: AnswerRecord): string | null {
  if (type === 'MX') return readMx(data).host
  if (type === 'SRV') return readSrv(data).target
  return type === 'NS' ? canonicalName(data) : null
}

/** The reply with the addresses of the servers that it names, where these zones have them (RFC 1034 §4.3.2, step 6). */
export function withAddresses(reply: Reply, index: ZoneIndex): Reply {
  const targets = new Set(reply.answers.map(targetOf).filter((target) => target !== null))
  const additional = [...targets].flatMap((target) =>
    (findZone(index, target)?.names.get(target) ?? []).filter(({ type }) => type === 'A' || type === 'AAAA'),
  )
  return additional.length > 0 ? { ...reply, additional } : reply
}
