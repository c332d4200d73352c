/** What a reply means to whoever types (RFC 5321 §4.2.3, RFC 4954 §6), by its code. */
const meanings: Readonly<Record<string, string>> = {
  '220': 'The server is there and ready. Say EHLO and your name.',
  '221': 'It takes leave and closes the connection.',
  '235': 'You are signed in.',
  '250': 'Done.',
  '251': 'The recipient is elsewhere, and the message will be passed on.',
  '252': 'It does not say whether this mailbox exists, and will try.',
  '334': 'It waits for the next part of the sign-in, as base64.',
  '354': 'It waits for the message: header, an empty line, the text. A line with a single dot ends it.',
  '421': 'It is not available now and closes the connection. Other servers try again later.',
  '450': 'Not now: the mailbox is busy or you are unknown. Other servers try again later.',
  '451': 'Not now: something failed there. Other servers try again later.',
  '452': 'Not now: too many recipients or too little room there.',
  '500': 'It does not know this command.',
  '501': 'It knows the command, and not what stands behind it.',
  '502': 'It does not have this command.',
  '503': 'The commands come in the wrong order.',
  '504': 'It does not have what stands behind the command.',
  '530': 'You have to sign in first. A Receive connector that takes strangers has Anonymous users ticked.',
  '535': 'The user name or the password is wrong.',
  '550': 'Refused for good: the recipient is unknown, or you may not send there.',
  '552': 'Refused for good: the message is too large, or the mailbox is full.',
  '553': 'Refused for good: the address is not valid.',
  '554': 'Refused for good.',
}

const commands: readonly (readonly [RegExp, string])[] = [
  [/^(ehlo|helo)\b/i, 'The server tells what it can do: each line is one of its extensions.'],
  [/^mail from:/i, 'The sender of the envelope is accepted. Reports go there.'],
  [/^rcpt to:/i, 'The recipient is accepted. Say RCPT TO again for others, or DATA.'],
  [/^rset/i, 'Sender and recipients are forgotten.'],
  [/^noop/i, 'It is still there.'],
  [/^\.$/, 'The message is kept: from now on this server answers for it.'],
]

/** A reply in a sentence. @param said the line that it answers; empty for the greeting */
export function meaningOf(said: string, reply: string): string {
  const code = /^\d{3}/.exec(reply)?.[0] ?? ''
  if (code === '250') return commands.find(([line]) => line.test(said))?.[1] ?? meanings['250'] ?? ''
  return meanings[code] ?? (code.startsWith('5') ? 'Refused for good.' : '')
}

/** RFC 3463, where the reply has one that tells of a failure. */
export function codeIn(reply: string): string | null {
  return /^[45]\d\d[ -]([45]\.\d{1,3}\.\d{1,3})\b/.exec(reply)?.[1] ?? null
}

/** RFC 5321 §4.2.1: 4 and 5 as the first digit; the line has not been carried out. */
export function isRefusal(reply: string): boolean {
  return /^[45]/.test(reply)
}

/** The Message-ID that Exchange gives with its last reply; null in every other. */
export function messageIdIn(reply: string): string | null {
  return /^250 2\.6\.0 (<[^<>\s]+>)/.exec(reply)?.[1] ?? null
}

/** What is usually said next. @param said the lines that were not refused */
export function nextLines(
  said: readonly string[],
  expects: 'command' | 'message' | 'nothing',
  { sender, recipient }: { readonly sender: string; readonly recipient: string },
): readonly string[] {
  const did = (line: RegExp) => said.some((one) => line.test(one))
  if (expects === 'nothing') return []
  if (expects === 'message') return ['Subject: A test message', '', 'Hello.', '.']
  if (!did(/^(ehlo|helo)/i)) return ['EHLO test.example', 'HELO test.example', 'QUIT']
  if (!did(/^mail from:/i)) return [`MAIL FROM:<${sender}>`, 'MAIL FROM:<>', 'QUIT']
  if (!did(/^rcpt to:/i)) return [`RCPT TO:<${recipient}>`, 'RSET', 'QUIT']
  return ['DATA', `RCPT TO:<${recipient}>`, 'RSET', 'QUIT']
}
