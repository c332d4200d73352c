import { ok, type Result, refuse } from '@/lib/shell'
import { quoted } from '../../directory/quoted'
import type { InboxRule, Site } from '../../store'
import { couldNotBeFound } from '../find-object'
import { type MailboxUser, requireMailbox } from '../mailbox/require-mailbox'
import { filled } from '../recipients/changed-properties'
import { canonicalName, directoryView } from '../recipients/directory-view'
import { shownParts } from './inbox-rule-parts'

export interface FoundRule {
  readonly user: MailboxUser
  readonly rule: InboxRule
}

export const rulesOf = ({ attributes }: MailboxUser): readonly InboxRule[] => attributes.inboxRules ?? []

/** Whose rules are meant; without -Mailbox those of whoever asks. */
export function ownerOf(site: Site, mailbox: string | undefined): Promise<Result<MailboxUser>> {
  return requireMailbox(site, mailbox ?? site.caller, 'Mailbox')
}

/** A rule by its name in -Mailbox, or as Get-InboxRule calls it: `contoso.local/Users/Anna Berg\Invoices`. */
export async function requireRule(
  site: Site,
  identity: string,
  mailbox: string | undefined,
): Promise<Result<FoundRule>> {
  const cut = identity.lastIndexOf('\\')
  const owner = cut < 0 ? null : await requireMailbox(site, identity.slice(0, cut))
  if (owner && !owner.ok) return couldNotBeFound(site, identity, 'Identity')
  const asked = owner && mailbox === undefined ? owner : await ownerOf(site, mailbox)
  if (!asked.ok) return asked
  const name = identity.slice(cut + 1).toLowerCase()
  const rule = rulesOf(asked.value).find((one) => one.name.toLowerCase() === name)
  if (rule && (!owner || owner.value.id === asked.value.id)) return ok({ user: asked.value, rule })
  return refuse(
    'ObjectNotFound',
    'ManagementObjectNotFoundException',
    `The Inbox rule ${quoted(identity)} couldn't be found in the mailbox of ${asked.value.name}.`,
    { target: 'Identity', recommendedAction: 'Look at Get-InboxRule -Mailbox.' },
  )
}

/** All rules together, as long as RulesQuota is by default (Set-Mailbox). */
const mostBytes = 65_536

/** Keeps the rules of a mailbox in their order. */
export async function keepRules(
  user: MailboxUser,
  inboxRules: readonly InboxRule[],
  site: Site,
): Promise<Result<MailboxUser>> {
  if (Buffer.byteLength(JSON.stringify(inboxRules)) > mostBytes)
    return refuse(
      'ResourceUnavailable',
      'RulesQuotaExceeded',
      `The Inbox rules of ${user.name} would take more than 64 KB.`,
      { target: 'Name', recommendedAction: 'Remove rules that are not needed any more.' },
    )
  const attributes = filled({ ...user.attributes, inboxRules })
  const updated = await site.store.users.update(user.id, { attributes })
  return updated.ok ? ok({ ...updated.value, mailbox: user.mailbox }) : updated
}

export async function shownRule(user: MailboxUser, rule: InboxRule, site: Site): Promise<object> {
  const { dns } = await directoryView(site)
  const owner = canonicalName({ kind: 'user', user }, dns)
  return {
    Name: rule.name,
    Enabled: rule.enabled,
    Priority: rulesOf(user).findIndex(({ name }) => name === rule.name) + 1,
    ...(await shownParts(rule.parts, site)),
    MailboxOwnerId: owner,
    Identity: `${owner}\\${rule.name}`,
  }
}
