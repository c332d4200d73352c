import type { Answer } from '@/lib/network'
import type { Finding } from '../checklist'
import { dataOf, doubledName, noAnswer, notFoundYet } from './finding'

/** Begins with watching: nothing is refused, and reports come in (RFC 7489 §6.3). */
export function expectedDmarc(domain: string): string {
  return `v=DMARC1; p=none; rua=mailto:postmaster@${domain}`
}

export interface DmarcQuestion {
  readonly domain: string
  readonly truth: Answer
  readonly doubledTruth: Answer
}

type Judgement = Omit<Finding, 'found' | 'repair'>
type Tags = ReadonlyMap<string, string>

/** Whether receivers read a text as DMARC at all: its first tag is exactly the version (RFC 7489 §6.6.3). */
function isDmarc(text: string): boolean {
  return /^v\s*=\s*DMARC1\s*(?:;|$)/.test(text)
}

/** The values that the tags may have (RFC 7489 §6.3); others are passed over by their readers. */
const values: Readonly<Record<string, RegExp>> = {
  p: /^(?:none|quarantine|reject)$/i,
  sp: /^(?:none|quarantine|reject)$/i,
  adkim: /^[rs]$/i,
  aspf: /^[rs]$/i,
  pct: /^(?:\d{1,2}|100)$/,
  ri: /^\d{1,10}$/,
  rua: /^mailto:[^\s,;!]+@[^\s,;!]+(?:!\d+[kmgt]?)?(?:\s*,\s*mailto:[^\s,;!]+@[^\s,;!]+(?:!\d+[kmgt]?)?)*$/i,
  ruf: /^mailto:[^\s,;!]+@[^\s,;!]+(?:!\d+[kmgt]?)?(?:\s*,\s*mailto:[^\s,;!]+@[^\s,;!]+(?:!\d+[kmgt]?)?)*$/i,
}

/** The tags of a record, or the first piece that is none. */
function parseTags(text: string): Tags | string {
  const tags = new Map<string, string>()
  for (const piece of text.split(';').map((one) => one.trim())) {
    if (piece === '') continue
    const [, name = '', value = ''] = /^([a-z][a-z0-9_]*)\s*=\s*(.+)$/i.exec(piece) ?? []
    const key = name.toLowerCase()
    if (key === '' || tags.has(key)) return piece
    if (values[key]?.test(value.trim()) === false) return piece
    tags.set(key, value.trim())
  }
  return tags
}

function judgePolicy(tags: Tags): Judgement {
  const policy = tags.get('p')?.toLowerCase()
  if (policy === undefined)
    return {
      state: 'warning',
      verdict: 'No policy',
      reason: 'Without p= receivers pass over the record, or only send their reports (RFC 7489 §6.6.3).',
      action: 'Put p=none after the version.',
    }
  if (policy !== 'none')
    return {
      state: 'ok',
      verdict: policy === 'reject' ? 'Refuses forgeries' : 'Sets forgeries aside',
      reason:
        'Mail that passes neither SPF nor DKIM in your name is not delivered as usual; forwarded mail may be hit, too.',
    }
  return tags.has('rua')
    ? {
        state: 'ok',
        verdict: 'Watches',
        reason:
          'Receivers report and deliver all the same. When the reports show only your own servers, p=quarantine protects the name.',
      }
    : {
        state: 'warning',
        verdict: 'No reports',
        reason: 'With p=none and no rua= the record neither protects nor tells anything.',
        action: 'Say with rua= where the reports are to go.',
      }
}

function judgeRecord(text: string, domain: string): Judgement {
  if (text.trim() === expectedDmarc(domain)) return { state: 'ok', verdict: 'Matches' }
  const tags = parseTags(text)
  return typeof tags === 'string'
    ? {
        state: 'warning',
        verdict: 'DMARC not readable',
        reason: `"${tags}" is no tag of DMARC (RFC 7489 §6.3).`,
        action: `Enter ${expectedDmarc(domain)}.`,
      }
    : judgePolicy(tags)
}

/** The domain's DMARC record (RFC 7489): one, readable, with a policy. */
export function judgeDmarc({ domain, truth, doubledTruth }: DmarcQuestion): Finding {
  const unanswered = noAnswer(truth)
  if (unanswered) return unanswered
  const texts = truth.wildcard ? [] : dataOf(truth, 'TXT')
  const records = texts.filter(isDmarc)
  const [only] = records
  if (only === undefined)
    return texts.length > 0
      ? {
          found: texts,
          state: 'warning',
          verdict: 'Not a DMARC record',
          reason:
            'The text has to begin with exactly "v=DMARC1" (RFC 7489 §6.3); receivers pass over this one.',
          action: `Enter ${expectedDmarc(domain)}.`,
        }
      : dataOf(doubledTruth, 'TXT').length > 0 && !doubledTruth.wildcard
        ? doubledName(`_dmarc.${domain}`, domain)
        : {
            ...notFoundYet,
            reason:
              'Large receivers trust a domain less that has none, and take no mass mail from it (RFC 7489).',
          }
  if (records.length > 1)
    return {
      found: records,
      state: 'warning',
      verdict: 'Two DMARC records',
      reason: 'Receivers apply none when there is more than one (RFC 7489 §6.6.3).',
      action: 'Remove one of them.',
    }
  return { found: records, ...judgeRecord(only, domain) }
}
