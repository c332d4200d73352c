import { mailDate } from '@/lib/exchange'

/** What Send-MailMessage was told to write. */
export interface Writing {
  readonly from: string
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly subject: string
  readonly body: string
  readonly html: boolean
  readonly priority: 'Normal' | 'High' | 'Low'
  readonly at: Date
}

const utf8 = new TextEncoder()

function base64(text: string): string {
  return btoa(Array.from(utf8.encode(text), (byte) => String.fromCharCode(byte)).join(''))
}

/** RFC 2047 §2: words of at most 75 characters; 15 characters of any text make no more. */
function encoded(text: string): string {
  const plain = text.replace(/[\r\n]+/g, ' ')
  if (/^[\x20-\x7e]*$/.test(plain) && plain.length <= 900) return plain
  const parts = Array.from(plain).reduce<string[]>((words, letter, at) => {
    if (at % 10 === 0) words.push('')
    words.push((words.pop() ?? '') + letter)
    return words
  }, [])
  return parts.map((part) => `=?utf-8?B?${base64(part)}?=`).join('\r\n ')
}

const priorities = { High: '1 (Highest)', Low: '5 (Lowest)' } as const

/** A message of one part, in UTF-8, as .NET's SmtpClient writes it. */
export function writtenMessage({ from, to, cc, subject, body, html, priority, at }: Writing): Uint8Array {
  const lines = [
    `From: ${from}`,
    `To: ${to.join(',\r\n ')}`,
    ...(cc.length > 0 ? [`Cc: ${cc.join(',\r\n ')}`] : []),
    `Date: ${mailDate(at)}`,
    `Subject: ${encoded(subject)}`,
    ...(priority === 'Normal' ? [] : [`X-Priority: ${priorities[priority]}`]),
    'MIME-Version: 1.0',
    `Content-Type: text/${html ? 'html' : 'plain'}; charset=utf-8`,
    'Content-Transfer-Encoding: base64',
    '',
    ...(base64(body).match(/.{1,76}/g) ?? []),
    '',
  ]
  return utf8.encode(lines.join('\r\n'))
}
