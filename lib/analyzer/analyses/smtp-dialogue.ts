import type { Conversation } from '@/lib/network'
import type { Examined } from '../examined'
import { judgeCertificate } from '../parts/certificate'
import { domainOf, hostOf, isOurPublicAddress } from '../parts/site'
import { short } from '../parts/words'
import { type Asked, type Cause, cause, fail, pass, type Step, skipped, warn } from '../step'

type Talk = Extract<Conversation, { kind: 'answered' }>

/** RFC 2606: nobody's domain. Nothing is ever sent there, since no DATA is said. */
const helo = 'analyzer.example.com'
const stranger = 'relay-test@example.com'

function replyTo(talk: Talk, said: string): string | null {
  return talk.exchanges.find((one) => one.said === said)?.reply ?? null
}

function codeOf(reply: string): number {
  return Number(/^\d{3}/.exec(reply)?.[0] ?? 0)
}

/** The name in `220 mail.contoso.com Microsoft ESMTP …`. */
function greetingName(greeting: string): string | null {
  return /^220[ -]([a-z0-9.-]+)/i.exec(greeting)?.[1]?.toLowerCase() ?? null
}

function judgeGreeting(examined: Examined, host: string, { greeting, address }: Talk): Step {
  const asked: Asked = {
    id: `${host}/greeting`,
    title: 'The server greets with its name',
    asked: 'The greeting',
  }
  const answered = short(greeting)
  if (greeting === '')
    return fail(asked, 'Nothing', [
      cause(
        'greeting-missing',
        'Something answers at port 25 and says nothing: it is no mail server.',
        'Look at where the router forwards port 25.',
        '/network/router',
      ),
    ])
  if (codeOf(greeting) !== 220)
    return fail(asked, answered, [
      cause(
        'greeting-refused',
        'The server turns connections away.',
        'Look at the message: the service may be busy, or this address may be refused.',
        '/email/connectors',
      ),
    ])
  const name = greetingName(greeting)
  const wanted = hostOf(examined, 'exchange')
  if (name === wanted || name === host) return pass(asked, answered)
  const ours = name?.endsWith(`.${examined.description.localDomain.toLowerCase()}`)
  if (!ours && !isOurPublicAddress(examined, address))
    return fail(asked, answered, [
      cause(
        'foreign-server',
        `The mail server ${name ?? 'there'} is not the site’s own.`,
        'Look at the MX record and at the address that it leads to.',
        '/network/dns',
      ),
    ])
  return warn(asked, answered, [
    cause(
      'greeting-name',
      `The server calls itself ${name ?? 'nothing'}, and not ${wanted}: some senders count that against it.`,
      `Let the receive connector that takes mail from the Internet greet with ${wanted} (Fqdn).`,
      '/email/connectors',
    ),
  ])
}

function judgeStartTls(examined: Examined, host: string, { exchanges, tls }: Talk): Step {
  const asked: Asked = {
    id: `${host}/starttls`,
    title: 'The server offers encryption',
    asked: 'EHLO, STARTTLS',
  }
  const [ehlo, starttls] = exchanges
  const offered = /\bSTARTTLS\b/i.test(ehlo?.reply ?? '')
  if (offered && tls)
    return judgeCertificate(examined, tls, host, { id: asked.id, asked: asked.asked, opportunistic: true })
  return warn(asked, short((offered ? starttls?.reply : ehlo?.reply) ?? 'Nothing'), [
    cause(
      'starttls-missing',
      offered
        ? 'The server offers STARTTLS and then refuses it.'
        : 'The server does not offer STARTTLS: mail comes in unencrypted.',
      'Give a certificate the service SMTP.',
      '/email/certificates',
    ),
  ])
}

function refusedSender(reply: string): Cause {
  return /530|5\.7\.1|not authenticated/i.test(reply)
    ? cause(
        'anonymous-refused',
        'The server wants everybody to sign in: no receive connector takes mail from strangers.',
        'Give the Internet receive connector the permission group AnonymousUsers.',
        '/email/connectors',
      )
    : cause(
        'recipient-refused',
        'The server refuses the sender.',
        'Look at its message.',
        '/email/connectors',
      )
}

function refusedRecipient(examined: Examined, reply: string, recipient: string): Cause {
  if (/relay|5\.7\.(1|54)\b/i.test(reply))
    return cause(
      'domain-not-accepted',
      `The server does not take mail for ${domainOf(examined)}: it is not one of its accepted domains.`,
      `Add the accepted domain ${domainOf(examined)}.`,
      '/email/domains',
    )
  return cause(
    'recipient-refused',
    `There is no mailbox ${recipient}.`,
    recipient.startsWith('postmaster@')
      ? 'Give a mailbox the address postmaster, as RFC 5321 asks for, or try this with a mailbox that exists.'
      : 'Look at the addresses of this mailbox.',
    '/users',
  )
}

function judgeDelivery(examined: Examined, host: string, talk: Talk, recipient: string, lines: Lines): Step {
  const asked: Asked = {
    id: `${host}/recipient`,
    title: `Mail for ${recipient} is taken`,
    asked: `${lines.from}\n${lines.to}`,
  }
  const [from, to] = [replyTo(talk, lines.from), replyTo(talk, lines.to)]
  const broken = (): Step =>
    fail(asked, short(talk.broken ?? 'Nothing'), [
      cause(
        'conversation-broken',
        'The server ended the conversation.',
        'Look at the log of the receive connector.',
        '/email/connectors',
      ),
    ])
  if (from === null) return broken()
  if (codeOf(from) >= 400) return fail(asked, short(from), [refusedSender(from)])
  if (to === null) return broken()
  const answered = `${short(from)}\n${short(to)}`
  if (codeOf(to) < 400) return pass(asked, answered)
  const why = refusedRecipient(examined, to, recipient)
  const onlyPostmaster = why.fault === 'recipient-refused' && recipient.startsWith('postmaster@')
  return onlyPostmaster ? warn(asked, answered, [why]) : fail(asked, answered, [why])
}

function judgeRelay(host: string, talk: Talk, lines: Lines): Step {
  const asked: Asked = {
    id: `${host}/relay`,
    title: 'Mail for other domains is refused',
    asked: lines.relay,
  }
  const reply = replyTo(talk, lines.relay)
  if (reply === null || codeOf(replyTo(talk, lines.from) ?? '5') >= 400)
    return skipped(asked, 'The conversation did not come to this.')
  if (codeOf(reply) >= 400) return pass(asked, short(reply))
  return fail(asked, short(reply), [
    cause(
      'open-relay',
      'Anybody can send mail to anybody through this server (open relay): it will be used for spam and land on block lists.',
      'Take the right to relay away from strangers: on the receive connector no ExternalAuthoritative, and no right Accept-Any-Recipient for anonymous users.',
      '/email/connectors',
    ),
  ])
}

interface Lines {
  readonly from: string
  readonly to: string
  readonly relay: string
}

/** An address as it may stand in a command; anything else is replaced by postmaster. */
function recipientOf(examined: Examined): string {
  const given = examined.mailbox ?? ''
  return /^[^\s<>\p{C}]{1,64}@[^\s<>\p{C}@]{1,253}$/u.test(given) ? given : `postmaster@${domainOf(examined)}`
}

/** Talks to a mail server as another mail server would, up to and without sending anything. */
export async function* talkSmtp(
  examined: Examined,
  host: string,
  address: string,
): AsyncGenerator<Step, void> {
  const recipient = recipientOf(examined)
  const lines: Lines = {
    from: 'MAIL FROM:<>',
    to: `RCPT TO:<${recipient}>`,
    relay: `RCPT TO:<${stranger}>`,
  }
  const say = (said: readonly string[]) => examined.network.converse(address, 25, 'internet', said)
  const [first, second] = [
    await say([`EHLO ${helo}`, 'STARTTLS']),
    await say([`EHLO ${helo}`, lines.from, lines.to, 'RSET', lines.from, lines.relay]),
  ]
  if (first.kind !== 'answered' || second.kind !== 'answered') {
    const asked = { id: `${host}/greeting`, title: 'The server greets with its name', asked: 'The greeting' }
    yield skipped(asked, 'The server did not answer a second time.')
    return
  }
  yield judgeGreeting(examined, host, first)
  yield judgeStartTls(examined, host, first)
  yield judgeDelivery(examined, host, second, recipient, lines)
  yield judgeRelay(host, second, lines)
}
