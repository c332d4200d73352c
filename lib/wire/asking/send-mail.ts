import type { Conversation, MailUnderWay } from '@/lib/network'
import { internetBinding, officeBinding } from '../loopback-source'
import { begin, type Dialogue, greetedBy, say, takeLeave } from './converse'
import { dial } from './dial'
import type { Reach } from './reach'

/** Whoever takes a message writes it down first, so replies may take longer than those of a check. */
const patience = 5
/** The whole delivery may take as long as so many slow replies. */
const slowReplies = 10
const mostRecipients = 100

const taken = (reply: string | undefined) => /^[23]/.test(reply ?? '')

/** RFC 5321 §4.5.2: a line that begins with a dot gets one more. */
function transparent(content: Uint8Array): Buffer {
  const text = Buffer.from(content)
    .toString('latin1')
    .replace(/(^|\r\n)\./g, '$1..')
  return Buffer.from(`${text}${text.endsWith('\r\n') ? '' : '\r\n'}.\r\n`, 'latin1')
}

/** A path without anything that would end it. */
function path(address: string): string {
  return `<${address.replace(/[\p{Cc}<>]/gu, '')}>`
}

class Delivery {
  readonly #reach: Reach
  dialogue: Dialogue

  constructor(reach: Reach, dialogue: Dialogue) {
    this.#reach = reach
    this.dialogue = dialogue
  }

  /** @returns whether it went well: the reply is a good one */
  async say(line: string, bytes?: Uint8Array): Promise<boolean> {
    if (this.dialogue.broken) return false
    this.dialogue = await say(this.#reach, this.dialogue, line, bytes)
    return !this.dialogue.broken && taken(this.dialogue.exchanges.at(-1)?.reply)
  }

  /** Encrypted where the server offers it, whoever it says it is (RFC 7435). */
  async hello(name: string): Promise<boolean> {
    if (!(await this.say(`EHLO ${name}`))) return false
    const offered = /^250[ -]STARTTLS$/im.test(this.dialogue.exchanges.at(-1)?.reply ?? '')
    return !offered || ((await this.say('STARTTLS')) && this.say(`EHLO ${name}`))
  }

  /** AUTH LOGIN; what is secret stands in no record. */
  async signIn({ userName, password }: NonNullable<MailUnderWay['signIn']>): Promise<boolean> {
    const token = (text: string) => Buffer.from(`${Buffer.from(text).toString('base64')}\r\n`)
    return (
      (await this.say('AUTH LOGIN')) &&
      (await this.say('(the user name)', token(userName))) &&
      this.say('(the password)', token(password))
    )
  }

  async message({ sender, recipients, content, notify }: MailUnderWay): Promise<void> {
    if (!(await this.say(`MAIL FROM:${path(sender)}`))) return
    const asked = notify ? ` NOTIFY=${notify.replace(/[^A-Z,]/g, '')}` : ''
    let some = false
    for (const recipient of recipients.slice(0, mostRecipients))
      some = (await this.say(`RCPT TO:${path(recipient)}${asked}`)) || some
    if (some && (await this.say('DATA')))
      await this.say(`(the message, ${content.length} bytes, and a line with a dot)`, transparent(content))
  }
}

/** `Network.send`. */
export async function sendOver(world: Reach, mail: MailUnderWay): Promise<Conversation> {
  const reach: Reach = {
    ...world,
    answerMs: world.answerMs * patience,
    place(...asked) {
      const place = world.place(...asked)
      const localAddress = mail.from.vantage === 'inside' ? officeBinding : internetBinding(mail.from.address)
      return 'kind' in place || !localAddress ? place : { ...place, localAddress }
    },
  }
  const to = { address: mail.to, port: mail.port ?? 25, from: mail.from.vantage ?? ('internet' as const) }
  const plain = await dial(reach, to, reach.answerMs * slowReplies)
  if ('kind' in plain) return plain
  const { greeting, dialogue } = await greetedBy(reach, await begin(reach, plain, to.port))
  const delivery = new Delivery(reach, dialogue)
  const known = taken(greeting) && (await delivery.hello(mail.from.name))
  if (known && (!mail.signIn || (await delivery.signIn(mail.signIn)))) await delivery.message(mail)
  return takeLeave(delivery.dialogue, to, greeting)
}
