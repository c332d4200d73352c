import type { SmtpReply } from '../mail'

/** As much of a reply as is kept. */
const longestText = 1024

/**
 * Reads what a server answered: `550 5.1.1 User unknown`, its lines as one. A code without an enhanced status code
 * stands for its class alone (`5.0.0`, RFC 3463 §3.1); what is no reply at all counts as a failure of now.
 */
export function readReply(text: string): SmtpReply {
  const [first = '', ...others] = text.split(/\r?\n/)
  const begin = /^([245]\d\d)[ -]?(?:([245]\.\d{1,3}\.\d{1,3})(?: |$))?(.*)$/.exec(first)
  if (!begin) return { code: 451, status: '4.5.0', text: plain(text) || 'The server answered nothing' }
  const [, digits = '451', status, rest = ''] = begin
  const repeated = new RegExp(`^${digits}[ -]?${status ? `(?:${status.replaceAll('.', '\\.')} )?` : ''}`)
  const lines = [rest, ...others.map((line) => line.replace(repeated, ''))]
  return { code: Number(digits), status: status ?? `${digits[0]}.0.0`, text: plain(lines.join(' ')) }
}

/** One line without control characters: it is shown in lists, logs and reports. */
function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
    .slice(0, longestText)
}
