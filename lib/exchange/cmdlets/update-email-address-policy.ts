import { type Command, command, mandatory, ok, piped, switchParameter, text } from '@/lib/shell'
import { applyTemplates, writeAddresses } from '../directory/policy-addresses'
import { emailAddressPolicy, policiesInOrder, policyForMailboxes } from '../organization/email-address-policy'
import type { Site, User } from '../store'
import { since } from '../topology/exchange-version'
import { mailboxDatabase } from '../topology/mailbox-database'
import { exchangeCmdlet, only } from './exchange-cmdlet'
import { requireObject } from './find-object'

/** An undo of more commands than this would not be read by anybody: then there is none. */
const longestUndo = 1000

/** Gives the recipients of a policy its addresses now; without it, only new recipients get them. */
export const updateEmailAddressPolicy = exchangeCmdlet({
  name: 'Update-EmailAddressPolicy',
  synopsis: 'Gives the recipients of an email address policy the addresses that it makes.',
  parameters: {
    Identity: piped(mandatory(text, 1)),
    FixMissingAlias: switchParameter,
    UpdateSecondaryAddressesOnly: only(since('2013'), switchParameter),
  },
  run: async ({ Identity, UpdateSecondaryAddressesOnly }, site) => {
    const policy = await requireObject(site, emailAddressPolicy, Identity)
    if (!policy.ok) return policy
    const { enabledEmailAddressTemplates: all } = policy.value.properties
    const templates = UpdateSecondaryAddressesOnly ? all.filter((one) => !one.startsWith('SMTP:')) : all
    const applies = policyForMailboxes(await policiesInOrder(site))?.id === policy.value.id
    const undo: Command[] = []
    for (const user of applies ? await recipients(site) : []) {
      const updated = await updateUser(user, templates, site)
      if (!updated.ok) return updated
      if (updated.value) undo.push(updated.value)
    }
    const applied = await site.store.update(emailAddressPolicy, policy.value, {
      recipientFilterApplied: true,
    })
    if (!applied.ok) return applied
    return ok(undo.length > longestUndo ? {} : { undo })
  },
})

/** The mailboxes that follow the policies. */
async function recipients({ store }: Site): Promise<readonly User[]> {
  const databases = await store.list(mailboxDatabase)
  const users = await Promise.all(databases.map(({ name }) => store.users.list({ database: name })))
  return users.flat().filter(({ mailbox }) => mailbox?.addressPolicyEnabled)
}

/** The command that takes it back, or null where nothing changed. */
async function updateUser(user: User, templates: readonly string[], { store }: Site) {
  const mailbox = user.mailbox
  if (!mailbox) return ok(null)
  const isTaken = async (address: string) => {
    const holder = await store.users.find(address)
    return holder !== null && holder.id !== user.id
  }
  const addresses = await applyTemplates(
    templates,
    { ...user, alias: mailbox.alias },
    mailbox.addresses,
    isTaken,
  )
  const [before, after] = [writeAddresses(mailbox.addresses), writeAddresses(addresses)]
  if (before.toSorted().join() === after.toSorted().join()) return ok(null)
  const updated = await store.users.update(user.id, { mailbox: { ...mailbox, addresses } })
  if (!updated.ok) return updated
  return ok(
    command('Set-Mailbox', {
      Identity: user.logonName,
      EmailAddresses: before,
      EmailAddressPolicyEnabled: true,
    }),
  )
}
