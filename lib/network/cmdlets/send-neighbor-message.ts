import { mailDate, type Site } from '@/lib/exchange'
import {
  type Cmdlet,
  cmdlet,
  mandatory,
  multiValued,
  type Outcome,
  ok,
  type Parameter,
  parsed,
  type Result,
  refuse,
  text,
} from '@/lib/shell'
import type { Conversation, MailUnderWay } from '../door'
import { shown } from '../names'
import { composeText } from '../neighbors/compose-text'
import type { KnownNeighbor } from '../neighbors/known-neighbors'
import { findMailHosts } from '../neighbors/mail-hosts'
import { mailboxName, theIdentity } from './open-neighbor'

const mostRecipients = 100
const longestText = 100_000

/** What may stand in RCPT TO (RFC 5321 §4.1.2), without quoted names. */
const address: Parameter<string> = parsed('SmtpAddress', (given) => {
  const one = given.trim()
  return /^[^\s@<>"(),:;\\\p{Cc}]{1,64}@[a-z0-9.-]{1,253}$/iu.test(one)
    ? ok(one)
    : refuse('InvalidData', 'AddressInvalid', `"${shown(given)}" is no address.`, {
        recommendedAction: 'Such as FrankM@contoso.com.',
      })
})

type Answered = Extract<Conversation, { kind: 'answered' }>

function reasonOf(met: Exclude<Conversation, Answered>): string {
  return met.kind === 'refused' ? 'The connection was refused.' : met.reason
}

const lastLine = (reply: string) => reply.split('\n').at(-1) ?? ''

/** What was answered to the recipients that were refused, and to all that follows. */
function refusals({ exchanges }: Answered): readonly string[] {
  return exchanges
    .filter(({ said, reply }) => said.startsWith('RCPT') && !reply.startsWith('2'))
    .map(({ said, reply }) => `${said.slice('RCPT TO:'.length)} ${lastLine(reply)}`)
}

function outcomeOf(known: KnownNeighbor, mail: MailUnderWay, met: Answered): Result<Outcome> {
  const last = met.exchanges.at(-1)
  const taken = !met.broken && last?.said.startsWith('(') && last.reply.startsWith('2')
  const reply = lastLine(last?.reply ?? met.greeting)
  if (!taken)
    return refuse(
      'InvalidOperation',
      'MessageRefused',
      `The server at ${met.address} did not take the message of ${known.organization}: ${met.broken ?? reply}`,
      { target: 'To', recommendedAction: 'Look at the receive connectors, and at the address.' },
    )
  const output = {
    Neighbor: known.domain,
    Sender: mail.sender,
    Server: met.address,
    Reply: reply,
    Conversation: [met.greeting, ...met.exchanges.flatMap(({ said, reply }) => [`> ${said}`, reply])],
  }
  return ok({ output: [output], warnings: refusals(met).map((one) => `Not taken for ${one}`) })
}

async function deliver(
  { network }: Site,
  known: KnownNeighbor,
  mail: Omit<MailUnderWay, 'to'>,
): Promise<Result<Outcome>> {
  const domain = mail.recipients[0]?.split('@').at(-1) ?? ''
  const hosts = await findMailHosts(network, domain)
  if (!hosts.ok)
    return refuse('ObjectNotFound', 'NoMailServer', hosts.reason, {
      target: 'To',
      recommendedAction:
        'Look at Network > DNS records: the domain needs an MX record that leads to an address. Whoever asked for a name before it was there remembers that for a while: move the clock of the site.',
    })
  let met: Conversation = { kind: 'refused' }
  for (const to of hosts.addresses) {
    met = await network.send({ ...mail, to })
    if (met.kind === 'answered') return outcomeOf(known, { ...mail, to }, met)
  }
  return refuse(
    'ResourceUnavailable',
    'NoConnection',
    `${known.organization} could not connect to ${hosts.addresses.join(', ')}, port 25. ${reasonOf(met)}`,
    { target: 'To', recommendedAction: 'Look at Network > Router: port 25 has to lead to Exchange.' },
  )
}

const sendNeighborMessage = cmdlet<Site>()({
  name: 'Send-NeighborMessage',
  synopsis:
    'Has a neighbor write to the site: over SMTP, from its own address, to where the MX record leads. It speaks at once, also where a command is only tried.',
  columns: ['Neighbor', 'Sender', 'Server', 'Reply'],
  parameters: {
    Identity: theIdentity,
    To: mandatory(multiValued(address), 2),
    From: mailboxName,
    Subject: text,
    Body: text,
  },
  async run({ Identity, To, From, Subject = 'A test message', Body = 'Hello.' }, site) {
    const [host] = Identity.hosts
    if (!host || Identity.mx)
      return refuse(
        'InvalidOperation',
        'NeighborHasNoServer',
        `${Identity.organization} has no mail server.`,
        {
          target: 'Identity',
          recommendedAction: 'Let fabrikam.com send it.',
        },
      )
    if (To.length > mostRecipients || Body.length > longestText)
      return refuse('InvalidArgument', 'MessageTooLarge', 'That is more than a test message holds.', {
        target: To.length > mostRecipients ? 'To' : 'Body',
        recommendedAction: `At most ${mostRecipients} recipients, and ${longestText} characters.`,
      })
    const sender = `${From ?? Identity.mailboxes?.[0] ?? 'info'}@${Identity.domain}`
    const content = composeText({
      from: sender,
      to: To,
      subject: Subject.slice(0, 500),
      text: Body,
      date: mailDate(site.clock.now()),
      messageId: `${crypto.randomUUID()}@${host.name}`,
    })
    return deliver(site, Identity, { from: host, sender, recipients: To, content })
  },
})

export const neighborMessageCmdlets: readonly Cmdlet<Site>[] = [sendNeighborMessage]
