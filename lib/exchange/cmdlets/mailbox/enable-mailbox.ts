import {
  absent,
  type Command,
  command,
  mandatory,
  type Outcome,
  ok,
  parsed,
  piped,
  present,
  type Result,
  refuse,
  switchParameter,
  text,
} from '@/lib/shell'
import { parseSmtpAddress } from '../../directory/address'
import { parseAlias } from '../../directory/alias'
import { objectName } from '../../organization/kind'
import type { Mailbox, Site } from '../../store'
import { shellVersion } from '../../topology/exchange-version'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { givenMore } from '../more-properties'
import { changedAttributes, filled } from '../recipients/changed-properties'
import { elsewhere, kindGiven, kindParameters, newArchive } from '../recipients/mailbox-kind'
import { newMailboxAttributes } from './new-mailbox-attributes'
import { type MailboxUser, requireUser, wrongRecipientType } from './require-mailbox'
import { mailboxPrinter } from './show-mailbox'

export const aliasParameter = parsed('String', parseAlias)
export const addressParameter = parsed('SmtpAddress', parseSmtpAddress)

export const enableMailbox = exchangeCmdlet({
  name: 'Enable-Mailbox',
  synopsis: 'Gives an account a mailbox, or a mailbox an archive.',
  parameters: {
    Identity: piped(mandatory(text, 1)),
    Alias: aliasParameter,
    Database: text,
    DisplayName: objectName,
    PrimarySmtpAddress: addressParameter,
    Archive: switchParameter,
    ...kindParameters,
  },
  run: async ({ Identity, Alias, Database, DisplayName, PrimarySmtpAddress, ...given }, site) => {
    const allowed = elsewhere(given)
    if (!allowed.ok) return allowed
    const kind = kindGiven(given)
    if (!kind.ok) return kind
    const found = await requireUser(site, Identity)
    if (!found.ok) return found
    const user = { ...found.value, name: DisplayName ?? found.value.name }
    if (user.mailbox && given.Archive) return enableArchive({ ...found.value, mailbox: user.mailbox }, site)
    if (user.mailbox || user.attributes.mail)
      return wrongRecipientType(user.name, user.mailbox ? 'UserMailbox' : 'MailUser')
    const wanted = { alias: Alias, database: Database, primaryAddress: PrimarySmtpAddress }
    const mailbox = await newMailboxAttributes(user, wanted, site)
    if (!mailbox.ok) return mailbox
    const more = await changedAttributes(
      filled({ ...user.attributes, type: kind.value }),
      'mailbox',
      givenMore(given),
      site,
    )
    if (!more.ok) return more
    const enabled = await site.store.users.update(user.id, {
      name: user.name,
      mailbox: mailbox.value,
      attributes: more.value.attributes,
    })
    if (!enabled.ok) return enabled
    const print = await mailboxPrinter(site)
    return ok({
      output: [await print({ ...enabled.value, mailbox: mailbox.value })],
      ...(user.name === found.value.name ? { undo: withoutMailbox(user.logonName, mailbox.value) } : {}),
    })
  },
})

async function enableArchive(user: MailboxUser, site: Site): Promise<Result<Outcome>> {
  if (user.attributes.archive)
    return refuse(
      'InvalidOperation',
      'ArchiveAlreadyEnabled',
      `This mailbox '${user.name}' already has an archive enabled.`,
      { target: 'Archive' },
    )
  const archive = newArchive(user.name, (await shellVersion(site)) === '2010')
  const updated = await site.store.users.update(user.id, { attributes: { ...user.attributes, archive } })
  if (!updated.ok) return updated
  const print = await mailboxPrinter(site)
  return ok({
    output: [await print({ ...updated.value, mailbox: user.mailbox })],
    undo: [command('Disable-Mailbox', { Identity: user.logonName, Archive: present, Confirm: absent })],
  })
}

/** Takes a mailbox away and empties its place in the database, as if it had never been. */
function withoutMailbox(logonName: string, { guid, database }: Mailbox): readonly Command[] {
  return [
    command('Disable-Mailbox', { Identity: logonName, Confirm: absent }),
    command('Remove-Mailbox', { Database: database, StoreMailboxIdentity: guid, Confirm: absent }),
  ]
}
