import { leaveGroups, notYourself } from '@/lib/essentials'
import {
  boolean,
  type Command,
  command,
  mandatory,
  type Outcome,
  ok,
  piped,
  present,
  type Result,
  refuse,
  switchParameter,
  text,
  type Value,
} from '@/lib/shell'

import { quoted } from '../../directory/quoted'
import type { DisconnectedMailbox, Site } from '../../store'
import { mailboxDatabase } from '../../topology/mailbox-database'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { requireObject } from '../find-object'
import { optionsAgain } from '../mailbox-options/options-again'
import { withoutMailbox } from '../recipients/changed-properties'
import { permissionCommand } from '../recipients/permission-command'
import { newMailboxAttributes } from './new-mailbox-attributes'
import { type MailboxUser, requireMailbox } from './require-mailbox'
import { wordOfType, written } from './set-mailbox'

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
  const { type, mailbox: more, cas, autoReply, archive, permissions = [] } = user.attributes
  const connect = command('Connect-Mailbox', {
    Identity: guid,
    Database: database,
    User: user.logonName,
    Alias: alias,
  })
  const fresh = await newMailboxAttributes(user, { alias, database }, site)
  const settings = {
    ...(fresh.ok ? written(user.mailbox, fresh.value) : {}),
    ...(type ? { Type: wordOfType(type) } : {}),
    ...more,
  }
  const set = (name: string, values: Readonly<Record<string, Value>> | undefined) =>
    values && Object.keys(values).length > 0 ? [command(name, { Identity: user.logonName, ...values })] : []
  return [
    connect,
    ...set('Set-Mailbox', settings),
    ...set('Set-CASMailbox', cas),
    ...set('Set-MailboxAutoReplyConfiguration', autoReply),
    ...(archive ? [command('Enable-Mailbox', { Identity: user.logonName, Archive: present })] : []),
    ...permissions.map((one) => permissionCommand('Add', user.logonName, one)),
    ...optionsAgain(user),
  ]
}

export const disableMailbox = exchangeCmdlet({
  name: 'Disable-Mailbox',
  synopsis: 'Takes the mailbox from an account and keeps it disconnected, or takes only its archive.',
  parameters: {
    Identity: piped(mandatory(text, 1)),
    Archive: switchParameter,
    RemoteArchive: switchParameter,
  },
  run: async ({ Identity, Archive, RemoteArchive }, site) => {
    const user = await requireMailbox(site, Identity)
    if (!user.ok) return user
    if (Archive || RemoteArchive) return disableArchive(user.value, RemoteArchive === true, site)
    await keepDisconnected(user.value, site)
    const disabled = await site.store.users.update(user.value.id, {
      mailbox: null,
      attributes: withoutMailbox(user.value.attributes),
    })
    return disabled.ok ? ok({ undo: await reconnection(user.value, site) }) : disabled
  },
})

async function disableArchive(user: MailboxUser, remote: boolean, site: Site): Promise<Result<Outcome>> {
  const { archive, ...attributes } = user.attributes
  if (!archive || remote)
    return refuse(
      'InvalidOperation',
      'ArchiveNotEnabled',
      `The mailbox '${user.name}' doesn't have a${remote ? ' remote' : 'n'} archive.`,
      { target: remote ? 'RemoteArchive' : 'Archive' },
    )
  const updated = await site.store.users.update(user.id, { attributes })
  return updated.ok
    ? ok({ undo: [command('Enable-Mailbox', { Identity: user.logonName, Archive: present })] })
    : updated
}

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
