import {
  type Cmdlet,
  type Outcome,
  ok,
  parsed,
  piped,
  type Result,
  refuse,
  text,
  type Value,
} from '@/lib/shell'
import { quoted } from '../../directory/quoted'
import type { Site } from '../../store'
import { since } from '../../topology/exchange-version'
import { mailboxDatabase } from '../../topology/mailbox-database'
import { exchangeCmdlet, only } from '../exchange-cmdlet'
import { requireObject } from '../find-object'
import { type MailboxUser, requireMailbox } from './require-mailbox'
import { mailboxPrinter } from './show-mailbox'

const usualResultSize = 1000

/** How many objects come back at most; null for all. */
const resultSize = parsed('Unlimited', (given): Result<number | null> => {
  if (given.trim().toLowerCase() === 'unlimited') return ok(null)
  return /^\d{1,9}$/.test(given.trim())
    ? ok(Number(given))
    : refuse(
        'InvalidData',
        'ParameterArgumentTransformationError',
        `Cannot convert value ${quoted(given)} to type "Unlimited".`,
      )
})

const identity = piped({
  ...text,
  position: 1,
  parse: (value: Value) => (value === null ? ok('') : text.parse(value)),
})

/** The mailboxes of the databases, by name, one more than asked for so that it shows whether there are more. */
async function listMailboxes(site: Site, databases: readonly string[], limit: number | null) {
  const users: MailboxUser[] = []
  for (const database of databases) {
    const more = limit === null ? {} : { limit: limit + 1 - users.length }
    if (limit !== null && users.length > limit) break
    for (const user of await site.store.users.list({ database, ...more }))
      if (user.mailbox) users.push({ ...user, mailbox: user.mailbox })
  }
  return users
}

interface Asked {
  readonly Identity: string | undefined
  readonly Database: string | undefined
  readonly ResultSize: number | null | undefined
}

async function getMailboxes(
  { Identity, Database, ResultSize = usualResultSize }: Asked,
  site: Site,
  shape: (shown: object) => object,
): Promise<Result<Outcome>> {
  const print = await mailboxPrinter(site)
  if (Identity) {
    const user = await requireMailbox(site, Identity)
    return user.ok ? ok({ output: [shape(print(user.value))] }) : user
  }
  const database =
    Database === undefined ? null : await requireObject(site, mailboxDatabase, Database, 'Database')
  if (database && !database.ok) return database
  const databases = database ? [database.value] : await site.store.list(mailboxDatabase)
  const users = await listMailboxes(
    site,
    databases.map(({ name }) => name),
    ResultSize,
  )
  const shown = ResultSize === null ? users : users.slice(0, ResultSize)
  const warnings = users.length > shown.length ? [moreResults(shown.length)] : []
  return ok({ output: shown.map((user) => shape(print(user))), warnings })
}

function moreResults(count: number): string {
  return `By default, only the first ${count} items are returned. Use the ResultSize parameter to specify the number of items returned. To return all items, specify "-ResultSize Unlimited".`
}

const parameters = { Identity: identity, Database: text, ResultSize: resultSize }

const getMailbox = exchangeCmdlet({
  name: 'Get-Mailbox',
  synopsis: 'Lists mailboxes.',
  reads: true,
  parameters,
  run: async (asked, site) => getMailboxes(asked, site, (shown) => shown),
})

const getRecipient = exchangeCmdlet({
  name: 'Get-Recipient',
  synopsis: 'Lists everything that mail can be addressed to.',
  reads: true,
  parameters: { ...parameters, Database: only(since('2013'), text) },
  run: async (asked, site) => getMailboxes(asked, site, asRecipient),
})

/** A recipient is shown without what only a mailbox has. */
function asRecipient(shown: object): object {
  const {
    IssueWarningQuota,
    ProhibitSendQuota,
    ProhibitSendReceiveQuota,
    UseDatabaseQuotaDefaults,
    ...recipient
  } = shown as Record<string, unknown>
  return recipient
}

export const getMailboxCmdlets: readonly Cmdlet<Site>[] = [getMailbox, getRecipient]
