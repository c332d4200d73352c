import { siteCommands } from '@/lib/runbooks/commands'
import { db } from '../db'

interface Suggestion {
  readonly text: string
  readonly about: string
}

const most = 20

/** Parameters whose values are recipients, by their own names where their type does not say so. */
const recipientNames =
  /^(?:User|Member|Members|Mailbox|GrantSendOnBehalfTo|ForwardingAddress|ManagedBy|ModeratedBy|Trustee|AcceptMessagesOnlyFrom|RejectMessagesFrom|Manager)$/
const recipientTypes =
  /^(?:.*(?:Mailbox|Recipient|MailUser|SecurityPrincipal|UserContact)\w*|User|Group|DistributionGroup|MailContact|Contact)IdParameter$/
const recipientNouns =
  /^(?:\w*Mailbox\w*|User|MailUser|Recipient|\w*Permission|DistributionGroup\w*|Group|MailContact|Contact|WssUser\w*|ADUser|ADGroup\w*)$/
const databaseNouns = /^(?:Mailbox|)Database/
const nounsOfNames: Readonly<Record<string, string>> = {
  Database: 'MailboxDatabase',
  TargetDatabase: 'MailboxDatabase',
  Server: 'ExchangeServer',
  SourceTransportServers: 'ExchangeServer',
  OfflineAddressBook: 'OfflineAddressBook',
  ServerName: 'ExchangeServer',
  ActiveSyncMailboxPolicy: 'ActiveSyncMailboxPolicy',
}

/** Identities of the site for a parameter of a command that begin with what is typed: for completion. */
export async function completeValue(
  command: string,
  parameter: string,
  prefix: string,
): Promise<readonly Suggestion[]> {
  const noun = command.split('-')[1] ?? ''
  const type = typeOf(command, parameter)
  if (parameter === 'Identity' || parameter === 'Name') {
    if (/^(?:New|Add)-/i.test(command) && parameter === 'Name') return []
    if (recipientNouns.test(noun) && !databaseNouns.test(noun) && !/Database/.test(noun))
      return recipients(prefix)
    return objects(noun, prefix)
  }
  if (recipientNames.test(parameter) || recipientTypes.test(type)) return recipients(prefix)
  const named = nounsOfNames[parameter] ?? /^(\w+)IdParameter$/.exec(type)?.[1]
  return named ? objects(named, prefix) : []
}

function typeOf(command: string, parameter: string): string {
  return siteCommands.get(command.toLowerCase())?.parameters[parameter]?.type ?? ''
}

const nouns: Readonly<Record<string, string>> = { ExchangeServer: 'Server', Database: 'MailboxDatabase' }

async function objects(noun: string, prefix: string): Promise<readonly Suggestion[]> {
  const rows = await db.siteObject.findMany({
    where: { class: nouns[noun] ?? noun, nameKey: { startsWith: likeText(prefix) } },
    select: { name: true, class: true },
    orderBy: { nameKey: 'asc' },
    take: most,
  })
  return rows.map(({ name, class: about }) => ({ text: name, about }))
}

const recipientClasses = ['DistributionGroup', 'DynamicDistributionGroup', 'Contact', 'ADGroup']

async function recipients(prefix: string): Promise<readonly Suggestion[]> {
  const begins = likeText(prefix)
  const users = await db.user.findMany({
    where: {
      OR: [
        { nameKey: { startsWith: begins } },
        { logonKey: { startsWith: begins } },
        { aliasKey: { startsWith: begins } },
        { primaryAddressKey: { startsWith: begins } },
      ],
    },
    select: { name: true, alias: true, logonName: true },
    orderBy: [{ nameKey: 'asc' }, { id: 'asc' }],
    take: most,
  })
  const others = await db.siteObject.findMany({
    where: { class: { in: recipientClasses }, nameKey: { startsWith: begins } },
    select: { name: true, class: true },
    orderBy: { nameKey: 'asc' },
    take: most,
  })
  const named = users.map(({ name, alias, logonName }) => {
    const matches = name.toLowerCase().startsWith(prefix.toLowerCase())
    return {
      text: matches ? name : (alias ?? logonName),
      about: alias ? `Mailbox ${alias}` : `Account ${logonName}`,
    }
  })
  return [...named, ...others.map(({ name, class: about }) => ({ text: name, about }))].slice(0, most)
}

/** What PostgreSQL's LIKE takes literally; a NUL is no text to it. */
function likeText(prefix: string): string {
  return prefix
    .slice(0, 200)
    .replaceAll('\0', '')
    .toWellFormed()
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')
}
