import { Dialogue } from '../testing/dialogue'
import type { MailSite } from './mail-site-for-tests'

/** A stranger's way to the text of a message. */
export const envelope: readonly string[] = [
  'EHLO mx.adatum.com',
  'MAIL FROM:<a@adatum.com>',
  'RCPT TO:<frankm@contoso.com>',
  'DATA',
]

/** One message, its bytes after DATA given, and what was said to them. */
export async function sendRaw(
  port: number,
  bytes: string,
  before: readonly string[] = envelope,
): Promise<string> {
  const dialogue = new Dialogue(port)
  await dialogue.hear()
  for (const line of before) await dialogue.say(line)
  dialogue.socket.write(Buffer.from(bytes, 'latin1'))
  const heard = await dialogue.hear()
  dialogue.socket.destroy()
  return heard
}

/** The greeting, and what was said to each line. */
export function sayTo(exchange: MailSite, lines: readonly string[], at = 25): Promise<readonly string[]> {
  return exchange.withExchange(async (port) => {
    const dialogue = new Dialogue(port)
    const heard = [await dialogue.hear()]
    for (const line of lines) heard.push(await dialogue.say(line))
    return heard
  }, at)
}
