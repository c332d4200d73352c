import { ok, type Result, refuse } from '@/lib/shell'
import type { MailboxQuotas, Quota } from '../store'
import { quoted } from './quoted'

const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const
type Unit = (typeof units)[number]
type Limits = Omit<MailboxQuotas, 'useDatabaseQuotaDefaults'>

/** The largest quota that Exchange keeps, in bytes: just under 2 TB (Set-Mailbox). */
export const largestQuota = 2_199_023_254_528

/** What a new mailbox database sets for its mailboxes, in bytes (Set-MailboxDatabase). */
export const databaseQuotaDefaults: Limits = {
  issueWarningQuota: 2_039_480_320,
  prohibitSendQuota: 2_147_483_648,
  prohibitSendReceiveQuota: 2_469_396_480,
}

const sizeForm = /^(\d+(?:\.\d*)?|\.\d+)\s*(B|KB|MB|GB|TB)?(?:\s*\((\d{1,3}(?:,\d{3})*|\d+)\s*bytes\))?$/i

/**
 * `2GB`, `1.9 GB`, a bare number of bytes, or the form that Exchange prints: `2 GB (2,147,483,648 bytes)`, of
 * which the exact bytes count. Null for text of another form. Fractions of a byte are cut off, as .NET does.
 */
export function parseSize(text: string): number | null {
  const [, number, unit, exact] = sizeForm.exec(text.trim()) ?? []
  if (number === undefined) return null
  if (exact !== undefined) return Number(exact.replaceAll(',', ''))
  const power = units.indexOf((unit?.toUpperCase() ?? 'B') as Unit)
  return Math.floor(Number(number) * 1024 ** power)
}

/** As parseSize, and `unlimited` (any case) for no limit. Refuses more than largestQuota. */
export function parseQuota(text: string): Result<Quota> {
  if (text.trim().toLowerCase() === 'unlimited') return ok(null)
  const bytes = parseSize(text)
  if (bytes === null)
    return refuse(
      'InvalidData',
      'ParameterArgumentTransformationError',
      `Cannot convert value ${quoted(text)} to a size.`,
      { recommendedAction: 'Use a size such as 2 GB or 500 MB, or unlimited.' },
    )
  return bytes <= largestQuota
    ? ok(bytes)
    : refuse(
        'InvalidData',
        'QuotaTooLarge',
        `${quoted(text)} is more than the largest quota, ${printSize(largestQuota)}.`,
        { recommendedAction: 'Use a smaller size, or unlimited.' },
      )
}

/** `1.9 GB`: the largest unit of which there is one or more, with four significant digits (%.4g). */
export function printShortSize(bytes: number): string {
  const power = Math.max(
    0,
    units.findLastIndex((_, index) => bytes >= 1024 ** index),
  )
  return `${Number((bytes / 1024 ** power).toPrecision(4))} ${units[power]}`
}

/** `2 GB (2,147,483,648 bytes)`, as Exchange 2010 and later print a ByteQuantifiedSize. */
export function printSize(bytes: number): string {
  const known = printed.get(bytes)
  if (known !== undefined) return known
  const text = `${printShortSize(bytes)} (${bytes.toLocaleString('en-US')} bytes)`
  if (printed.size < mostPrinted) printed.set(bytes, text)
  return text
}

/** Of a hundred thousand mailboxes nearly all have the same few quotas. */
const printed = new Map<number, string>()
const mostPrinted = 1000

/** A quota as Get-Mailbox shows it. */
export function printQuota(quota: Quota): string {
  return quota === null ? 'Unlimited' : printSize(quota)
}

/** A quota as a command writes it: short where that says exactly this many bytes, in bytes where it does not. */
export function writeQuota(quota: Quota): string {
  if (quota === null) return 'unlimited'
  const short = printShortSize(quota)
  return parseSize(short) === quota ? short : `${quota} B`
}

/** The three quotas as Set-Mailbox takes them. */
export interface WrittenQuotas {
  readonly issueWarningQuota: string
  readonly prohibitSendQuota: string
  readonly prohibitSendReceiveQuota: string
}

/**
 * What "a mailbox of 2 GB" means. No source says what Essentials set, so this is our decision: a warning at
 * 1.9, no sending at 2 and no receiving at 2.3 of every 2 that are given. Null stands for not enforced.
 */
export function quotasFor(limitBytes: Quota): WrittenQuotas {
  const share = (part: number) =>
    limitBytes === null ? null : Math.min(largestQuota, Math.floor((limitBytes * part) / 2))
  return {
    issueWarningQuota: writeQuota(share(1.9)),
    prohibitSendQuota: writeQuota(share(2)),
    prohibitSendReceiveQuota: writeQuota(share(2.3)),
  }
}

const order = ['issueWarningQuota', 'prohibitSendQuota', 'prohibitSendReceiveQuota'] as const

/**
 * Warning ≤ no sending ≤ no receiving. The documentation only orders the first and the last; servers in the
 * field enforce all three, and so do we. Unlimited is no limit, so it is not compared. `target` is the
 * parameter that would have to be larger.
 */
export function checkQuotaOrder(quotas: Limits): Result<void> {
  let lower: (typeof order)[number] | null = null
  for (const upper of order) {
    if (quotas[upper] === null) continue
    if (lower !== null && (quotas[lower] ?? 0) > (quotas[upper] ?? 0)) return wrongOrder(quotas, lower, upper)
    lower = upper
  }
  return ok(undefined)
}

function wrongOrder(quotas: Limits, lower: keyof Limits, upper: keyof Limits): Result<never> {
  return refuse(
    'InvalidArgument',
    'InvalidQuotaOrder',
    `The value of property '${parameterOf(upper)}' must be greater than or equal to that of property '${parameterOf(lower)}'.`,
    {
      target: parameterOf(upper),
      recommendedAction: `${parameterOf(lower)} is ${printQuota(quotas[lower])}: use that or more.`,
    },
  )
}

function parameterOf(key: string): string {
  return `${key.charAt(0).toUpperCase()}${key.slice(1)}`
}

/** The quotas that count for a mailbox: its own, or its database's while it uses the defaults. */
export function effectiveQuotas(mailbox: MailboxQuotas, database: Limits): Limits {
  const { issueWarningQuota, prohibitSendQuota, prohibitSendReceiveQuota } = mailbox.useDatabaseQuotaDefaults
    ? database
    : mailbox
  return { issueWarningQuota, prohibitSendQuota, prohibitSendReceiveQuota }
}

export type StorageLimitStatus = 'BelowLimit' | 'IssueWarning' | 'ProhibitSend' | 'MailboxDisabled'

/** How full a mailbox of so many bytes is, in Get-MailboxStatistics' words. */
export function storageLimitStatus(bytes: number, quotas: Limits): StorageLimitStatus {
  const reached = (quota: Quota) => quota !== null && bytes >= quota
  if (reached(quotas.prohibitSendReceiveQuota)) return 'MailboxDisabled'
  if (reached(quotas.prohibitSendQuota)) return 'ProhibitSend'
  return reached(quotas.issueWarningQuota) ? 'IssueWarning' : 'BelowLimit'
}
