import { type FailedRecipient, replyText } from '../mail'
import { readHeader } from '../receive'
import { adviceFor } from './advice'
import { oneLine } from './plain-words'
import type { ReportFacts } from './report-facts'
import { wordings } from './report-kind'

/** What people read, before it is text or HTML. */
export interface UserSection {
  readonly heading: string
  readonly recipients: readonly { readonly address: string; readonly lines: readonly string[] }[]
  readonly subject: string
  /** For administrators: the server that writes this, and what was said of each recipient. */
  readonly generatedBy: string
  readonly diagnostics: readonly { readonly address: string; readonly line: string }[]
  readonly headers: string
}

/** As much of the original header as somebody reads; the whole is in the message that comes back. */
const longestHeaders = 32 * 1024
const utf8 = new TextDecoder('utf-8')

export function userSection(facts: ReportFacts): UserSection {
  const { kind, mail, recipients, reporter } = facts
  const told = kind === 'failed' || kind === 'delayed'
  return {
    heading: wordings[kind].heading,
    recipients: recipients.map((one) => ({
      address: addressOf(one),
      lines: [...through(one), ...wordsFor(facts, one)],
    })),
    subject: oneLine(mail.subject, 300),
    generatedBy: reporter.fqdn,
    diagnostics: told
      ? recipients.map((one) => ({ address: addressOf(one), line: diagnostic(facts, one) }))
      : [],
    headers: told ? originalHeaders(mail.content) : '',
  }
}

const addressOf = ({ recipient }: FailedRecipient) => oneLine(recipient.address, 600)

/** The groups and forwards that led here: the sender may never have written this address. */
function through({ recipient }: FailedRecipient): readonly string[] {
  const named = recipient.history.at(-1)
  return named === undefined ? [] : [`Your message came here through ${oneLine(named, 300)}.`]
}

function wordsFor({ kind, mail, now, reporter }: ReportFacts, { reply }: FailedRecipient): readonly string[] {
  switch (kind) {
    case 'failed':
      return [oneLine(reporter.ownTexts.get(reply.status) ?? adviceFor(reply), 2000)]
    case 'delayed':
      return [
        'The message has not been delivered yet. There is no need to send it again.',
        `The server goes on trying for ${spanWords(mail.expiresAt.getTime() - now.getTime())}. If it does not succeed, you are told.`,
      ]
    default:
      return []
  }
}

/** `1 day, 20 hours and 0 minutes`. */
function spanWords(milliseconds: number): string {
  const minutes = Math.max(0, Math.round(milliseconds / 60_000))
  const count = (number: number, unit: string) => `${number} ${unit}${number === 1 ? '' : 's'}`
  const days = Math.floor(minutes / 1440)
  return `${days > 0 ? `${count(days, 'day')}, ` : ''}${count(Math.floor(minutes / 60) % 24, 'hour')} and ${count(minutes % 60, 'minute')}`
}

/**
 * The line by which administrators, and programs that read reports, know Exchange: up to 2010
 * `#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##`, since 2013 `Remote Server returned '550 5.1.1 …'`.
 */
function diagnostic({ reporter, now }: ReportFacts, { reply, remote }: FailedRecipient): string {
  const said = oneLine(replyText(reply), 700)
  const server = remote === null ? '' : oneLine(remote, 255)
  if (reporter.version === '2010') return `${server === '' ? '' : `${server} `}#${said} ##`
  return server === ''
    ? `Remote Server returned '${said}'`
    : `${clock(now)} - Remote Server at ${server} returned '${said}'`
}

/** As Exchange writes it in English: `11/22/2026 9:41:02 AM`. */
function clock(at: Date): string {
  return at.toLocaleString('en-US', { timeZone: 'UTC' }).replace(',', '').replace('\u202f', ' ')
}

function originalHeaders(content: Uint8Array): string {
  const bytes = content.subarray(0, Math.min(readHeader(content).end, longestHeaders))
  return utf8
    .decode(bytes)
    .split(/\r\n?|\n/)
    .map((line) => line.replace(/[^\P{Cc}\t]/gu, ' '))
    .join('\r\n')
    .trim()
}
