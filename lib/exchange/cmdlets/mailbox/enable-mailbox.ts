import { absent, type Command, command, mandatory, ok, parsed, piped, text } from '@/lib/shell'
import { parseSmtpAddress } from '../../directory/address'
import { parseAlias } from '../../directory/alias'
import { objectName } from '../../organization/kind'
import type { Mailbox } from '../../store'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { newMailboxAttributes } from './new-mailbox-attributes'
import { requireUser, wrongRecipientType } from './require-mailbox'
import { mailboxPrinter } from './show-mailbox'

export const aliasParameter = parsed('String', parseAlias)
export const addressParameter = parsed('SmtpAddress', parseSmtpAddress)

export const enableMailbox = exchangeCmdlet({
  name: 'Enable-Mailbox',
  synopsis: 'Gives an account a mailbox.',
  parameters: {
    Identity: piped(mandatory(text, 1)),
    Alias: aliasParameter,
    Database: text,
    DisplayName: objectName,
    PrimarySmtpAddress: addressParameter,
  },
  run: async ({ Identity, Alias, Database, DisplayName, PrimarySmtpAddress }, site) => {
    const found = await requireUser(site, Identity)
    if (!found.ok) return found
    const user = { ...found.value, name: DisplayName ?? found.value.name }
    if (user.mailbox) return wrongRecipientType(user.name, 'UserMailbox')
    const wanted = { alias: Alias, database: Database, primaryAddress: PrimarySmtpAddress }
    const mailbox = await newMailboxAttributes(user, wanted, site)
    if (!mailbox.ok) return mailbox
    const enabled = await site.store.users.update(user.id, { name: user.name, mailbox: mailbox.value })
    if (!enabled.ok) return enabled
    const print = await mailboxPrinter(site)
    return ok({
      output: [print({ ...enabled.value, mailbox: mailbox.value })],
      ...(user.name === found.value.name ? { undo: withoutMailbox(user.logonName, mailbox.value) } : {}),
    })
  },
})

/** Takes a mailbox away and empties its place in the database, as if it had never been. */
function withoutMailbox(logonName: string, { guid, database }: Mailbox): readonly Command[] {
  return [
    command('Disable-Mailbox', { Identity: logonName, Confirm: absent }),
    command('Remove-Mailbox', { Database: database, StoreMailboxIdentity: guid, Confirm: absent }),
  ]
}
