import { leaveGroups, notYourself } from '@/lib/essentials'
import { boolean, type Command, command, mandatory, ok, piped, type Result, refuse, text } from '@/lib/shell'
import { quoted } from '../../directory/quoted'
import type { DisconnectedMailbox, Site } from '../../store'
import { mailboxDatabase } from '../../topology/mailbox-database'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { requireObject } from '../find-object'
import { newMailboxAttributes } from './new-mailbox-attributes'
import { type MailboxUser, requireMailbox } from './require-mailbox'
import { written } from './set-mailbox'

/** The database keeps the mailbox for its MailboxRetention, 30 days, in case that it is wanted back. */
async function keepDisconnected({ name, mailbox }: MailboxUser, { store, clock }: Site): Promise<void> {
  await store.disconnected.insert({
    guid: mailbox.guid,
    displayName: name,
    mailbox,
    disconnectedAt: clock.now(),
  })
}

/** Connecting again gives fresh attributes, as in Exchange; what the mailbox had beside them is set afterwards. */
async function reconnection(user: MailboxUser, site: Site): Promise<readonly Command[]> {
  const { guid, alias, database } = user.mailbox
  const connect = command('Connect-Mailbox', {
    Identity: guid,
    Database: database,
    User: user.logonName,
    Alias: alias,
  })
  const fresh = await newMailboxAttributes(user, { alias, database }, site)
  const settings = fresh.ok ? written(user.mailbox, fresh.value) : {}
  return Object.keys(settings).length === 0
    ? [connect]
    : [connect, command('Set-Mailbox', { Identity: user.logonName, ...settings })]
}

export const disableMailbox = exchangeCmdlet({
  name: 'Disable-Mailbox',
  synopsis: 'Takes the mailbox from an account and keeps it disconnected; the account stays.',
  parameters: { Identity: piped(mandatory(text, 1)) },
  run: async ({ Identity }, site) => {
    const user = await requireMailbox(site, Identity)
    if (!user.ok) return user
    await keepDisconnected(user.value, site)
    const disabled = await site.store.users.update(user.value.id, { mailbox: null })
    return disabled.ok ? ok({ undo: await reconnection(user.value, site) }) : disabled
  },
})

/** A disconnected mailbox of this database, by guid, display name or alias. */
export async function requireDisconnected(
  site: Site,
  database: string,
  identity: string,
  target: string,
): Promise<Result<DisconnectedMailbox>> {
  const found = await requireObject(site, mailboxDatabase, database, 'Database')
  if (!found.ok) return found
  const mailbox = await site.store.disconnected.find(identity)
  return mailbox?.mailbox.database === found.value.name
    ? ok(mailbox)
    : refuse(
        'ObjectNotFound',
        'StoreMailboxNotFound',
        `The disconnected mailbox ${quoted(identity)} doesn't exist in the database "${found.value.name}".`,
        { target, recommendedAction: `Get-MailboxStatistics -Database '${found.value.name}' lists them.` },
      )
}

/** Removes the account, as Exchange does; the mailbox stays disconnected unless it is to go for good. */
async function removeWithAccount(site: Site, identity: string, permanent: boolean) {
  const user = await requireMailbox(site, identity)
  if (!user.ok) return user
  const refusal = notYourself(user.value, site, 'remove', 'Identity')
  if (refusal) return refusal
  const left = await leaveGroups(site, user.value.logonName)
  if (!left.ok) return left
  if (!permanent) await keepDisconnected(user.value, site)
  await site.store.users.remove(user.value.id)
  return ok({})
}

export const removeMailbox = exchangeCmdlet({
  name: 'Remove-Mailbox',
  synopsis: 'Removes an account and disconnects or deletes its mailbox, or deletes a disconnected mailbox.',
  parameters: {
    Identity: piped({ ...text, position: 1 }),
    Permanent: boolean,
    Database: text,
    StoreMailboxIdentity: text,
  },
  run: async ({ Identity, Permanent = false, Database, StoreMailboxIdentity }, site) => {
    if (Identity !== undefined && StoreMailboxIdentity === undefined)
      return removeWithAccount(site, Identity, Permanent)
    if (Identity !== undefined || Database === undefined || StoreMailboxIdentity === undefined)
      return refuse(
        'InvalidArgument',
        'AmbiguousParameterSet',
        'Parameter set cannot be resolved using the specified named parameters.',
        {
          target: 'Identity',
          recommendedAction: 'Give -Identity, or -Database together with -StoreMailboxIdentity.',
        },
      )
    const mailbox = await requireDisconnected(site, Database, StoreMailboxIdentity, 'StoreMailboxIdentity')
    if (!mailbox.ok) return mailbox
    await site.store.disconnected.remove(mailbox.value.guid)
    return ok({})
  },
})
