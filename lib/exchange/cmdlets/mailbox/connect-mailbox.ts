import { absent, command, mandatory, ok, piped, switchParameter, text } from '@/lib/shell'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { filled } from '../recipients/changed-properties'
import { elsewhere, kindGiven } from '../recipients/mailbox-kind'
import { requireDisconnected } from './disconnect-mailbox'
import { aliasParameter } from './enable-mailbox'
import { newMailboxAttributes } from './new-mailbox-attributes'
import { requireUser, wrongRecipientType } from './require-mailbox'

/** What the mailbox holds comes back; alias, addresses and quotas are those of a new one, as in Exchange. */
export const connectMailbox = exchangeCmdlet({
  name: 'Connect-Mailbox',
  synopsis: 'Gives a disconnected mailbox to an account that has none.',
  parameters: {
    Identity: piped(mandatory(text, 1)),
    Database: mandatory(text, 2),
    User: text,
    Alias: aliasParameter,
    Room: switchParameter,
    Equipment: switchParameter,
    Shared: switchParameter,
  },
  run: async ({ Identity, Database, User, Alias, ...given }, site) => {
    const allowed = elsewhere(given)
    if (!allowed.ok) return allowed
    const kind = kindGiven(given)
    if (!kind.ok) return kind
    const disconnected = await requireDisconnected(site, Database, Identity, 'Identity')
    if (!disconnected.ok) return disconnected
    const { guid, displayName, mailbox } = disconnected.value
    const user = await requireUser(site, User ?? displayName, 'User')
    if (!user.ok) return user
    if (user.value.mailbox) return wrongRecipientType(user.value.name, 'UserMailbox')
    const attributes = await newMailboxAttributes(
      user.value,
      { alias: Alias ?? mailbox.alias, database: mailbox.database },
      site,
    )
    if (!attributes.ok) return attributes
    const { bytes, itemCount } = mailbox
    const connected = { ...attributes.value, guid, bytes, itemCount }
    const updated = await site.store.users.update(user.value.id, {
      mailbox: connected,
      attributes: filled({ ...user.value.attributes, type: kind.value }),
    })
    if (!updated.ok) return updated
    await site.store.disconnected.remove(guid)
    return ok({ undo: [command('Disable-Mailbox', { Identity: user.value.logonName, Confirm: absent })] })
  },
})
