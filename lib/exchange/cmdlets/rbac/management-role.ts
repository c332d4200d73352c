import {
  absent,
  command,
  mandatory,
  multiValued,
  ok,
  piped,
  type Result,
  refuse,
  switchParameter,
  text,
} from '@/lib/shell'
import { objectName, textKind } from '../../organization/kind'
import { managementRole, roleAssignmentPolicy, roleGroup } from '../../rbac/role-nouns'
import { findRole, hasCmdlet, listRoles, type Role, same } from '../../rbac/roles'
import type { Site } from '../../store'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { couldNotBeFound, requireObject } from '../find-object'
import { givenProperties } from '../noun-parameters'
import { setCmdlet } from '../set-cmdlet'

export async function requireRole(site: Site, name: string, target = 'Identity'): Promise<Result<Role>> {
  const role = await findRole(site, name)
  return role ? ok(role) : couldNotBeFound(site, name, target)
}

function shown({ name, parent, description, own }: Role): object {
  return {
    Name: name,
    RoleType: (parent ?? name).replaceAll(' ', ''),
    IsRootRole: parent === null,
    IsEndUserRole: own,
    Parent: parent ?? '',
    Description: description,
    Identity: parent === null ? name : `${parent}\\${name}`,
  }
}

const getManagementRole = exchangeCmdlet({
  name: 'Get-ManagementRole',
  synopsis: 'Lists the roles, or those that have a cmdlet.',
  reads: true,
  parameters: { Identity: piped({ ...text, position: 1 }), Cmdlet: text, Recurse: switchParameter },
  run: async ({ Identity, Cmdlet }, site) => {
    if (Identity !== undefined) {
      const role = await requireRole(site, Identity.slice(Identity.lastIndexOf('\\') + 1))
      return role.ok ? ok({ output: [shown(role.value)] }) : role
    }
    const roles = (await listRoles(site)).filter((role) => Cmdlet === undefined || hasCmdlet(role, Cmdlet))
    return ok({ output: roles.map(shown) })
  },
})

const newManagementRole = exchangeCmdlet({
  name: 'New-ManagementRole',
  synopsis: 'Makes a role of another one; entries can then be taken out of it.',
  parameters: {
    Name: mandatory(objectName, 1),
    Parent: mandatory(text),
    Description: textKind,
    Force: switchParameter,
  },
  run: async ({ Name, Parent, Description = '' }, site) => {
    const parent = await requireRole(site, Parent, 'Parent')
    if (!parent.ok) return parent
    if (await findRole(site, Name))
      return refuse(
        'ResourceExists',
        'ObjectAlreadyExists',
        `The management role '${Name}' already exists.`,
        {
          target: 'Name',
        },
      )
    const properties = { parent: parent.value.name, description: Description, without: [] }
    const made = await site.store.insert(managementRole, Name, properties)
    if (!made.ok) return made
    return ok({
      output: [shown({ ...parent.value, name: Name, parent: parent.value.name, description: Description })],
      undo: [command('Remove-ManagementRole', { Identity: Name, Confirm: absent })],
    })
  },
})

/** Who has it, or what is made of it; null when nobody misses it. */
async function whyNeeded({ store }: Site, name: string): Promise<string | null> {
  const child = (await store.list(managementRole)).find(({ properties }) => same(properties.parent, name))
  if (child) return `the role '${child.name}' is made of it`
  const holders = [...(await store.list(roleGroup)), ...(await store.list(roleAssignmentPolicy))]
  const holder = holders.find(({ properties }) => properties.roles?.some((one) => same(one, name)))
  return holder ? `it is assigned to '${holder.name}'` : null
}

const removeManagementRole = exchangeCmdlet({
  name: 'Remove-ManagementRole',
  synopsis: 'Removes a role that somebody made.',
  parameters: { Identity: piped(mandatory(text, 1)), Force: switchParameter, Recurse: switchParameter },
  run: async ({ Identity }, site) => {
    const role = await requireRole(site, Identity)
    if (!role.ok) return role
    const found = await site.store.find(managementRole, role.value.name)
    const reason = found ? await whyNeeded(site, found.name) : 'it comes with Exchange'
    if (!found || reason !== null)
      return refuse(
        'InvalidOperation',
        'RoleCannotBeRemoved',
        `The management role '${role.value.name}' can't be removed because ${reason}.`,
        { target: 'Identity' },
      )
    await site.store.remove(managementRole, found)
    const { parent, description, without } = found.properties
    const entries = without.map((cmdlet) =>
      command('Remove-ManagementRoleEntry', { Identity: `${found.name}\\${cmdlet}`, Confirm: absent }),
    )
    const again = command('New-ManagementRole', {
      Name: found.name,
      Parent: parent,
      Description: description,
    })
    return ok({ undo: [again, ...entries] })
  },
})

/** `Help Desk Recipients\Set-Mailbox` */
async function entryOf(site: Site, identity: string): Promise<Result<{ role: Role; cmdlet: string }>> {
  const at = identity.lastIndexOf('\\')
  const role = await requireRole(site, identity.slice(0, Math.max(at, 0)))
  return role.ok ? ok({ role: role.value, cmdlet: identity.slice(at + 1).trim() }) : role
}

const getManagementRoleEntry = exchangeCmdlet({
  name: 'Get-ManagementRoleEntry',
  synopsis: 'Lists the cmdlets of a role: "Mail Recipients\\*".',
  reads: true,
  parameters: { Identity: piped(mandatory(text, 1)) },
  run: async ({ Identity }, site) => {
    const entry = await entryOf(site, Identity)
    if (!entry.ok) return entry
    const { role, cmdlet } = entry.value
    const { exchangeCmdlets } = await import('..')
    const wanted = { ...role, cmdlets: [cmdlet], without: [] }
    const names = exchangeCmdlets
      .map(({ name }) => name)
      .filter((name) => hasCmdlet(role, name) && hasCmdlet(wanted, name))
    return ok({
      output: names.map((Name) => ({ Name, Role: role.name, Identity: `${role.name}\\${Name}` })),
    })
  },
})

function changeEntry(verb: 'Add' | 'Remove') {
  const opposite = verb === 'Add' ? 'Remove' : 'Add'
  return exchangeCmdlet({
    name: `${verb}-ManagementRoleEntry`,
    synopsis: verb === 'Add' ? 'Gives a role a cmdlet of its parent again.' : 'Takes a cmdlet out of a role.',
    parameters: {
      Identity: piped(mandatory(text, 1)),
      Parameters: multiValued(text),
      Force: switchParameter,
    },
    run: async ({ Identity }, site) => {
      const entry = await entryOf(site, Identity)
      if (!entry.ok) return entry
      const { role, cmdlet } = entry.value
      const found = await requireObject(site, managementRole, role.name)
      if (!found.ok)
        return refuse(
          'InvalidOperation',
          'BuiltInRoleCannotBeChanged',
          `The entries of the management role '${role.name}' can't be changed because it comes with Exchange.`,
          { target: 'Identity', recommendedAction: 'Make a role of it first: New-ManagementRole -Parent.' },
        )
      const { without } = found.value.properties
      const has = hasCmdlet(role, cmdlet)
      const name = cmdlet.toLowerCase()
      if (has === (verb === 'Add') || (verb === 'Add' && !without.includes(name)))
        return couldNotBeFound(site, Identity, 'Identity')
      const left = verb === 'Add' ? without.filter((one) => one !== name) : [...without, name]
      const changed = await site.store.update(managementRole, found.value, { without: left })
      if (!changed.ok) return changed
      const undo = {
        Identity: `${role.name}\\${cmdlet}`,
        ...(opposite === 'Remove' ? { Confirm: absent } : {}),
      }
      return ok({ undo: [command(`${opposite}-ManagementRoleEntry`, undo)] })
    },
  })
}

export const managementRoleCmdlets = [
  getManagementRole,
  newManagementRole,
  setCmdlet(managementRole, {
    synopsis: 'Changes the description of a role that somebody made.',
    decide: async (_, given) => ok({ properties: givenProperties(managementRole, given) }),
  }),
  removeManagementRole,
  getManagementRoleEntry,
  changeEntry('Add'),
  changeEntry('Remove'),
]
