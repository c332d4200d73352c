/** A message of plain text, before it has a header. */
export interface PlainMessage {
  /** Addresses; a name stands before one in angle brackets: `Hanna Moos <hanna.moos@…>`. */
  readonly from: string
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
  /** Date field (RFC 5322 §3.3). */
  readonly date: string
  /** Without angle brackets. */
  readonly messageId: string
  /** Further fields; their values are ASCII. */
  readonly more?: Readonly<Record<string, string>>
}

/** Bytes of one encoded word: 75 characters with `=?utf-8?B?` and `?=` (RFC 2047 §2). */
const wordBytes = 45

const oneLine = (value: string) => value.replace(/\p{Cc}+/gu, ' ').trim()

/** A header's text: as it is in ASCII, else as encoded words, no character divided between two. */
function encodedText(value: string): string {
  const line = oneLine(value)
  if (/^[\x20-\x7e]*$/.test(line) && line.length < 900 && !line.includes('=?')) return line
  const words: string[] = ['']
  for (const character of line) {
    const longer = `${words.at(-1)}${character}`
    if (Buffer.byteLength(longer) > wordBytes) words.push(character)
    else words[words.length - 1] = longer
  }
  return words.map((word) => `=?utf-8?B?${Buffer.from(word).toString('base64')}?=`).join('\r\n ')
}

/** The message as bytes, its text as UTF-8 in base64, so that no line is too long and none begins with a dot. */
export function composeText({
  from,
  to,
  subject,
  text,
  date,
  messageId,
  more = {},
}: PlainMessage): Uint8Array {
  const fields = {
    From: oneLine(from),
    To: to.map(oneLine).join(',\r\n '),
    Subject: encodedText(subject),
    Date: date,
    'Message-ID': `<${oneLine(messageId)}>`,
    ...Object.fromEntries(Object.entries(more).map(([name, value]) => [name, oneLine(value)])),
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Transfer-Encoding': 'base64',
  }
  const header = Object.entries(fields).map(([name, value]) => `${name}: ${value}`)
  const body = Buffer.from(text.replace(/\r?\n/g, '\r\n')).toString('base64')
  const lines = body.match(/.{1,76}/g) ?? []
  return Buffer.from([...header, '', ...lines, ''].join('\r\n'))
}
