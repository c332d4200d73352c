import type { Site, User } from '@/lib/exchange'
import { cmdlet, command, mandatory, type Outcome, ok, type Result, switchParameter, text } from '@/lib/shell'
import { leaveGroups } from '../ad-groups'
import { notYourself, primaryAddress, requireUser } from '../find-user'
import { integration } from '../site'

/** What becomes of the mailbox is said only while the dashboard has to do with mailboxes at all. */
async function mailboxFollows(
  site: Site,
  { mailbox, ...user }: User,
  enabled: boolean,
): Promise<readonly string[]> {
  const address = primaryAddress({ mailbox })
  if (!address || !(await site.store.find(integration, 'Exchange'))?.properties.enabled) return []
  return [
    enabled
      ? `The mailbox ${address} follows: ${user.name} can open it again.`
      : `The mailbox ${address} follows: nobody can open it until the account is activated again. It still receives mail.`,
  ]
}

function activating(name: string, synopsis: string, enabled: boolean, opposite: string) {
  return cmdlet<Site>()({
    name,
    synopsis,
    parameters: { Name: mandatory(text, 1), Confirm: switchParameter },
    run: async ({ Name }, site) => {
      const user = await requireUser(site, Name)
      if (!user.ok) return user
      const refusal = enabled ? null : notYourself(user.value, site, 'deactivate')
      if (refusal) return refusal
      if (user.value.enabled === enabled) return ok({ undo: [] })
      const updated = await site.store.users.update(user.value.id, { enabled })
      if (!updated.ok) return updated
      const warnings = await mailboxFollows(site, user.value, enabled)
      return ok({
        ...(warnings.length > 0 ? { warnings } : {}),
        undo: [command(opposite, { Name: user.value.logonName })],
      })
    },
  })
}

/** The domain forgets the account; Exchange finds the mailbox without its user and keeps it, disconnected. */
async function disconnect(site: Site, { name, mailbox }: User): Promise<readonly string[]> {
  if (!mailbox) return []
  await site.store.disconnected.insert({
    guid: mailbox.guid,
    displayName: name,
    mailbox,
    disconnectedAt: site.clock.now(),
  })
  return [
    `The mailbox of ${name} is disconnected. Exchange keeps it for the MailboxRetention of ${mailbox.database}, 30 days by default.`,
  ]
}

const removeWssUser = cmdlet<Site>()({
  name: 'Remove-WssUser',
  synopsis: 'Removes a user account. Its mailbox stays behind, disconnected.',
  parameters: { Name: mandatory(text, 1), Confirm: switchParameter },
  run: async ({ Name }, site): Promise<Result<Outcome>> => {
    const user = await requireUser(site, Name)
    if (!user.ok) return user
    const refusal = notYourself(user.value, site, 'remove')
    if (refusal) return refusal
    const left = await leaveGroups(site, user.value.logonName)
    if (!left.ok) return left
    await site.store.users.remove(user.value.id)
    const warnings = await disconnect(site, user.value)
    return ok(warnings.length > 0 ? { warnings } : {})
  },
})

export const wssUserStatusCmdlets = [
  activating('Enable-WssUser', 'Activates a user account, and its mailbox with it.', true, 'Disable-WssUser'),
  activating(
    'Disable-WssUser',
    'Deactivates a user account, and its mailbox with it.',
    false,
    'Enable-WssUser',
  ),
  removeWssUser,
]
