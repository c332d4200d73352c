import { ok, type Result, refuse } from '@/lib/shell'
import { idOf, nameOf, type Recipient } from '../../directory/recipient'
import { limitedToOneself } from '../../rbac/allowed-cmdlets'
import type { Site, User } from '../../store'
import { couldNotBeFound } from '../find-object'
import { findRecipient } from '../recipients/find-recipient'

type Given = Readonly<Record<string, unknown>>

/**
 * What a cmdlet was given, where its caller may run it on what is the caller's own alone: a Get- without an
 * identity then means the caller; anybody else's object is refused as Exchange does. Groups may be read by all,
 * joined and left by everybody, and changed by those who manage them.
 */
export async function withinOnesOwn<T extends Given>(
  cmdlet: string,
  given: T,
  parameters: object,
  site: Site,
): Promise<Result<T>> {
  const user = await limitedToOneself(site, cmdlet)
  if (!user) return ok(given)
  const reads = cmdlet.startsWith('Get-')
  if (/-DistributionGroup|-Recipient$/.test(cmdlet)) return reads ? ok(given) : ownGroup(given, user, site)
  // The identity of an Inbox rule is the rule's.
  const key = ['Mailbox', 'Identity'].find((name) => name in parameters)
  if (key === undefined) return ok(given)
  const asked = given[key]
  if (asked === undefined || asked === '')
    return ok(reads || key === 'Mailbox' ? { ...given, [key]: user.logonName } : given)
  const found = await findRecipient(site, String(asked))
  if (found && idOf(found) === user.id) return ok(given)
  if (reads || !found) return couldNotBeFound(site, String(asked), key)
  return outOfScope(nameOf(found), key)
}

function outOfScope(name: string, target: string): Result<never> {
  return refuse(
    'PermissionDenied',
    'ADScopeException',
    `The operation on "${name}" failed because it's out of the current user's write scope. '${name}' isn't within your current write scopes. Can't perform save operation.`,
    { target, recommendedAction: 'Ask a member of Recipient Management.' },
  )
}

async function ownGroup<T extends Given>(given: T, user: User, site: Site): Promise<Result<T>> {
  if (given.Identity === undefined || (await isOneself(given.Member, user, site))) return ok(given)
  const group = await findRecipient(site, String(given.Identity), (one) => one.kind === 'group')
  if (!group || managersOf(group).includes(user.id)) return ok(given)
  return refuse(
    'PermissionDenied',
    'OperationRequiresGroupManagerException',
    "You don't have sufficient permissions. This operation can only be performed by a manager of the group.",
    { target: 'Identity', recommendedAction: 'Ask a manager of the group, or of the recipients.' },
  )
}

async function isOneself(asked: unknown, user: User, site: Site): Promise<boolean> {
  if (typeof asked !== 'string') return false
  const member = await findRecipient(site, asked)
  return member !== null && idOf(member) === user.id
}

function managersOf(group: Recipient): readonly unknown[] {
  const managers = group.kind === 'group' ? group.object.properties.more?.ManagedBy : []
  return Array.isArray(managers) ? managers : []
}
