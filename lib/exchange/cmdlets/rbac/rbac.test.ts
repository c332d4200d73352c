import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestSite } from '@/lib/server/test-site'
import { absent, command, secure, type Value } from '@/lib/shell'
import { contoso, done, thereAndBack } from '../../contoso-for-tests'
import { allowedCmdlets } from '../../rbac/allowed-cmdlets'
import { exchangeCmdlets } from '..'
import { isGoverned } from '../governed'

let site: TestSite
beforeAll(async () => {
  site = await contoso('2013')
  for (const name of ['Frank', 'Kim', 'Ada']) {
    const password = secure('Password', site.site.vault.seal('Tr0ub4dor&3-Pass'))
    await done(run('Add-WssUser', { Name: name, FirstName: name, LastName: 'Miller', Password: password }))
  }
}, 60_000)
afterAll(async () => site.close())

const run = (name: string, args: Record<string, Value> = {}) => site.run(command(name, args))
const allowed = (caller: string) => allowedCmdlets(site.site, caller)

async function errorOf(name: string, args: Record<string, Value>) {
  const result = await run(name, args)
  return result.ok ? null : result.error.errorId
}

async function expectUndone(name: string, args: Record<string, Value>) {
  const { before, between, after } = await thereAndBack(site, command(name, args))
  expect(between).not.toEqual(before)
  expect(after).toEqual(before)
}

describe('Whoever prepared the organization', () => {
  it('may run every cmdlet of it, but for what is only given by name', async () => {
    const { permits, onlyOneself } = await allowed('admin')
    const names = exchangeCmdlets.filter(isGoverned).map(({ name }) => name)
    // The roles Mailbox Search and Mailbox Import Export.
    const byName = /^Search-Mailbox$|-Mailbox(Im|Ex)portRequest$/
    expect(names.filter((name) => !permits(name) && !byName.test(name))).toEqual([])
    expect(onlyOneself('Set-Mailbox')).toBe(false)
  })

  it('cannot leave the organization to nobody', async () => {
    const args = { Identity: 'Organization Management', Member: 'admin', Confirm: absent }
    expect(await errorOf('Remove-RoleGroupMember', args)).toBe('LastMemberOfOrganizationManagement')
    const role = { Identity: 'Role Management-Organization Management', Confirm: absent }
    expect(await errorOf('Remove-ManagementRoleAssignment', role)).toBe('LastRoleManagement')
  })
})

describe('A member of a role group', () => {
  it('may run what its roles have, and nobody else may', async () => {
    expect((await allowed('Frank')).permits('Get-Mailbox')).toBe(false)
    await expectUndone('Add-RoleGroupMember', { Identity: 'Recipient Management', Member: 'Frank' })
    await done(run('Add-RoleGroupMember', { Identity: 'Recipient Management', Member: 'Frank' }))
    const { permits } = await allowed('frank')
    expect(['New-Mailbox', 'Set-DistributionGroup', 'Get-MessageTrackingLog'].map(permits)).toEqual([
      true,
      true,
      true,
    ])
    expect(['New-SendConnector', 'Add-RoleGroupMember', 'Set-OrganizationConfig'].map(permits)).toEqual([
      false,
      false,
      false,
    ])
    expect(await errorOf('Add-RoleGroupMember', { Identity: 'Recipient Management', Member: 'FRANK' })).toBe(
      'MemberAlreadyExistsException',
    )
  })

  it('is one by Active Directory as well', async () => {
    await done(run('Add-ADGroupMember', { Identity: 'View-Only Organization Management', Members: ['Kim'] }))
    const { permits } = await allowed('Kim')
    expect([permits('Get-SendConnector'), permits('Set-SendConnector')]).toEqual([true, false])
    const members = await done(run('Get-RoleGroupMember', { Identity: 'View-Only Organization Management' }))
    expect(members.output).toMatchObject([{ SamAccountName: 'Kim' }])
  })
})

describe('A role group', () => {
  it('of one’s own is made, changed and removed, and each is taken back', async () => {
    const args = { Name: 'Connectors', Roles: ['send connectors'], Members: ['Kim'], Description: 'Mail out' }
    await expectUndone('New-RoleGroup', args)
    await done(run('New-RoleGroup', args))
    expect((await allowed('Kim')).permits('New-SendConnector')).toBe(true)
    await expectUndone('Set-RoleGroup', { Identity: 'Connectors', Description: 'Other' })
    await expectUndone('New-ManagementRoleAssignment', {
      Role: 'Receive Connectors',
      SecurityGroup: 'Connectors',
    })
    await expectUndone('Update-RoleGroupMember', { Identity: 'Connectors', Members: ['Frank'] })
    await expectUndone('Remove-RoleGroup', { Identity: 'Connectors', Confirm: absent })
  })

  it('that comes with Exchange stays, and loses a role only until it is given back', async () => {
    expect(await errorOf('Remove-RoleGroup', { Identity: 'Help Desk', Confirm: absent })).toBe(
      'BuiltInRoleGroupCannotBeRemoved',
    )
    const taken = await done(run('Remove-ManagementRoleAssignment', { Identity: 'User Options-Help Desk' }))
    const { output } = await done(run('Get-RoleGroup', { Identity: 'Help Desk' }))
    expect(output).toMatchObject([{ Roles: ['View-Only Recipients'] }])
    for (const step of taken.undo ?? []) await done(site.run(step))
  })
})

describe('A management role', () => {
  it('made of another has its cmdlets but for those that were taken out', async () => {
    await expectUndone('New-ManagementRole', { Name: 'Readers', Parent: 'Send Connectors' })
    await done(run('New-ManagementRole', { Name: 'Readers', Parent: 'Send Connectors' }))
    for (const verb of ['New', 'Set', 'Remove'])
      await expectUndone('Remove-ManagementRoleEntry', { Identity: `Readers\\${verb}-SendConnector` })
    await done(run('Remove-ManagementRoleEntry', { Identity: 'Readers\\New-SendConnector' }))
    await done(run('New-RoleGroup', { Name: 'Readers group', Roles: ['Readers'], Members: ['Frank'] }))
    const { permits } = await allowed('Frank')
    expect([permits('Get-SendConnector'), permits('New-SendConnector')]).toEqual([true, false])
    const { output } = await done(run('Get-ManagementRoleEntry', { Identity: 'Readers\\*' }))
    expect(output?.map((one) => (one as { Name: string }).Name)).toEqual([
      // Every role has these two.
      ...['Get-ADServerSettings', 'Set-ADServerSettings'],
      ...['Get-SendConnector', 'Set-SendConnector', 'Remove-SendConnector'],
    ])
    expect(await errorOf('Remove-ManagementRole', { Identity: 'Readers', Confirm: absent })).toBe(
      'RoleCannotBeRemoved',
    )
  })
})

describe('A role assignment policy', () => {
  it('gives people what is their own, and one is the default', async () => {
    await done(run('Enable-Mailbox', { Identity: 'Ada', Alias: 'ada' }))
    const before = await allowed('Ada')
    expect([before.permits('Get-InboxRule'), before.onlyOneself('Get-InboxRule')]).toEqual([true, true])
    await expectUndone('New-RoleAssignmentPolicy', { Name: 'Nothing' })
    await done(run('New-RoleAssignmentPolicy', { Name: 'Nothing' }))
    await expectUndone('Set-RoleAssignmentPolicy', { Identity: 'Nothing', IsDefault: true })
    await done(run('Set-RoleAssignmentPolicy', { Identity: 'Nothing', IsDefault: true }))
    expect((await allowed('Ada')).permits('Get-InboxRule')).toBe(false)
    await expectUndone('Set-RoleAssignmentPolicy', {
      Identity: 'Default Role Assignment Policy',
      IsDefault: true,
    })
    expect(await errorOf('Remove-RoleAssignmentPolicy', { Identity: 'Nothing', Confirm: absent })).toBe(
      'DefaultPolicyCannotBeRemoved',
    )
  })
})
