import {
  absent,
  type Command,
  command,
  mandatory,
  multiValued,
  ok,
  piped,
  type Result,
  switchParameter,
  text,
} from '@/lib/shell'
import { idOf } from '../../directory/recipient'
import { receiveConnector } from '../../organization/receive-connector'
import { sendConnector } from '../../organization/send-connector'
import { noun, type Permission, type Site } from '../../store'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { couldNotBeFound, findObject } from '../find-object'
import { domainName } from '../mailbox/require-mailbox'
import { findRecipient } from './find-recipient'
import { principalName, requirePrincipal } from './mailbox-permission'

/** Permissions on one object of the directory, by its id. */
const adPermission = noun<{ readonly permissions: readonly Permission[] }>('ADPermission', 'permissions of')

interface Target {
  readonly id: string
  readonly name: string
}

/** A recipient, a connector, or the domain itself. */
async function requireTarget(site: Site, identity: string): Promise<Result<Target>> {
  const recipient = await findRecipient(site, identity)
  if (recipient) return ok({ id: idOf(recipient), name: identity })
  const connector =
    (await findObject(site, receiveConnector, identity)) ?? (await findObject(site, sendConnector, identity))
  if (connector) return ok({ id: connector.id, name: connector.name })
  const { dns } = await domainName(site)
  return identity.split('.')[0]?.toLowerCase() === dns.split('.')[0]?.toLowerCase()
    ? ok({ id: dns, name: dns })
    : couldNotBeFound(site, identity, 'Identity')
}

/** What Add-ADPermission gave on an object. */
export async function permissionsOn({ store }: Site, id: string): Promise<readonly Permission[]> {
  return (await store.find(adPermission, id))?.properties.permissions ?? []
}

async function keep(
  { store }: Site,
  id: string,
  permissions: readonly Permission[],
): Promise<Result<unknown>> {
  const kept = await store.find(adPermission, id)
  if (!kept) return store.insert(adPermission, id, { permissions })
  if (permissions.length > 0) return store.update(adPermission, kept, { permissions })
  await store.remove(adPermission, kept)
  return ok(undefined)
}

const parameters = {
  Identity: piped(mandatory(text, 1)),
  User: text,
  AccessRights: multiValued(text),
  ExtendedRights: multiValued(text),
  Deny: switchParameter,
}

interface Wanted {
  readonly User?: string | undefined
  readonly AccessRights?: readonly string[] | undefined
  readonly ExtendedRights?: readonly string[] | undefined
  readonly Deny?: boolean | undefined
}

async function entryOf(site: Site, wanted: Wanted): Promise<Result<Permission>> {
  const user = await requirePrincipal(site, wanted.User ?? '', 'User')
  if (!user.ok) return user
  const { AccessRights = [], ExtendedRights = [] } = wanted
  const accessRights =
    AccessRights.length === 0 && ExtendedRights.length > 0 ? ['ExtendedRight'] : AccessRights
  return ok({
    user: user.value,
    accessRights,
    extendedRights: ExtendedRights.map((right) =>
      right.replace(/^send-as$/i, 'Send-As').replace(/^send as$/i, 'Send-As'),
    ),
    deny: wanted.Deny === true,
    inheritanceType: 'All',
  })
}

const key = ({ user, accessRights, extendedRights, deny }: Permission) =>
  JSON.stringify([user, [...accessRights].sort(), [...extendedRights].sort(), deny]).toLowerCase()

function turned(verb: 'Add' | 'Remove', target: Target, entry: Permission): Command {
  return command(`${verb}-ADPermission`, {
    Identity: target.name,
    User: entry.user,
    AccessRights: [...entry.accessRights],
    ...(entry.extendedRights.length > 0 ? { ExtendedRights: [...entry.extendedRights] } : {}),
    ...(entry.deny ? { Deny: true } : {}),
    ...(verb === 'Remove' ? { Confirm: absent } : {}),
  })
}

async function shown(target: Target, entry: Permission, site: Site): Promise<object> {
  return {
    Identity: target.name,
    User: await principalName(site, entry.user),
    Deny: entry.deny,
    Inherited: false,
    AccessRights: entry.accessRights,
    ExtendedRights: entry.extendedRights,
  }
}

const addAdPermission = exchangeCmdlet({
  name: 'Add-ADPermission',
  synopsis: 'Gives somebody a right to an object of the directory: to send as it, or to relay by it.',
  parameters,
  run: async ({ Identity, ...wanted }, site) => {
    const target = await requireTarget(site, Identity)
    if (!target.ok) return target
    const entry = await entryOf(site, wanted)
    if (!entry.ok) return entry
    const former = await permissionsOn(site, target.value.id)
    const output = [await shown(target.value, entry.value, site)]
    if (former.some((one) => key(one) === key(entry.value))) return ok({ output, undo: [] })
    const kept = await keep(site, target.value.id, [...former, entry.value])
    return kept.ok ? ok({ output, undo: [turned('Remove', target.value, entry.value)] }) : kept
  },
})

const removeAdPermission = exchangeCmdlet({
  name: 'Remove-ADPermission',
  synopsis: 'Takes away what Add-ADPermission gave.',
  parameters,
  run: async ({ Identity, ...wanted }, site) => {
    const target = await requireTarget(site, Identity)
    if (!target.ok) return target
    const entry = await entryOf(site, wanted)
    if (!entry.ok) return entry
    const former = await permissionsOn(site, target.value.id)
    const left = former.filter((one) => key(one) !== key(entry.value))
    if (left.length === former.length)
      return ok({
        warnings: [
          `Can't remove the access control entry on the object "${target.value.name}" for account "${await principalName(site, entry.value.user)}" because the ACE isn't present.`,
        ],
        undo: [],
      })
    const kept = await keep(site, target.value.id, left)
    return kept.ok ? ok({ undo: [turned('Add', target.value, entry.value)] }) : kept
  },
})

const getAdPermission = exchangeCmdlet({
  name: 'Get-ADPermission',
  synopsis: 'Shows who was given which rights to an object of the directory.',
  reads: true,
  parameters: { Identity: piped(mandatory(text, 1)), User: text, Owner: switchParameter },
  run: async ({ Identity, User, Owner }, site) => {
    const target = await requireTarget(site, Identity)
    if (!target.ok) return target
    const { netBios } = await domainName(site)
    if (Owner) return ok({ output: [{ Identity: target.value.name, Owner: `${netBios}\\Domain Admins` }] })
    const principal = User === undefined ? ok(null) : await requirePrincipal(site, User, 'User')
    if (!principal.ok) return principal
    const all = (await permissionsOn(site, target.value.id)).filter(
      ({ user }) => principal.value === null || user === principal.value,
    )
    return ok({ output: await Promise.all(all.map((one) => shown(target.value, one, site))) })
  },
})

export const adPermissionCmdlets = [addAdPermission, removeAdPermission, getAdPermission]
