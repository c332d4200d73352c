import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RolledBack, transactionLimits } from '@/lib/server/execute'
import { lackingRoles } from '@/lib/server/lacking-roles'
import { runCommand } from '@/lib/server/run-command'
import { openSite } from '@/lib/server/site'
import type { TestSite } from '@/lib/server/test-site'
import { absent, type Command, command, type ErrorRecord, secure, type Value } from '@/lib/shell'
import { contoso, done } from '../../contoso-for-tests'
import type { Site } from '../../store'

let place: TestSite
const run = (name: string, args: Record<string, Value> = {}) => place.run(command(name, args))

beforeAll(async () => {
  place = await contoso('2013')
  const Password = secure('Password', place.site.vault.seal('Tr0ub4dor&3-Pass'))
  for (const Name of ['Rita', 'Hedy', 'Vera', 'Ada', 'Bert'])
    await done(run('Add-WssUser', { Name, FirstName: Name, LastName: 'Miller', Password }))
  for (const Identity of ['Ada', 'Bert']) await done(run('Enable-Mailbox', { Identity, Alias: Identity }))
  for (const [Identity, Member] of [
    ['Recipient Management', 'Rita'],
    ['Help Desk', 'Hedy'],
    ['View-Only Organization Management', 'Vera'],
  ] as const)
    await done(run('Add-RoleGroupMember', { Identity, Member }))
}, 60_000)
afterAll(async () => place.close())

/** What somebody does on the site, in one transaction that is rolled back. */
async function as<T>(caller: string, work: (site: Site) => Promise<T>): Promise<T> {
  try {
    return await place.db.$transaction(async (tx) => {
      throw new RolledBack(await work((await openSite(tx, caller)).site))
    }, transactionLimits)
  } catch (thrown) {
    if (thrown instanceof RolledBack) return thrown.carried as T
    throw thrown
  }
}

async function errorOf(one: Command, site: Site): Promise<ErrorRecord | null> {
  const result = await runCommand(one, site)
  return result.ok ? null : result.error
}

const asked = (caller: string, name: string, args: Record<string, Value> = {}) =>
  as(caller, (site) => errorOf(command(name, args), site))
const errorId = async (caller: string, name: string, args: Record<string, Value> = {}) =>
  (await asked(caller, name, args))?.errorId ?? null

const connector = { Name: 'Out', AddressSpaces: ['*'] }
const unknown = 'CommandNotFoundException'

describe('A member of Recipient Management', () => {
  it('makes mailboxes, and does not know the cmdlets for connectors', async () => {
    expect(await errorId('Rita', 'Enable-Mailbox', { Identity: 'Vera', Alias: 'vera' })).toBeNull()
    const error = await asked('Rita', 'New-SendConnector', connector)
    expect(error).toMatchObject({
      errorId: unknown,
      target: 'New-SendConnector',
      recommendedAction: expect.stringContaining("'Organization Management'"),
    })
    expect(error?.message).toMatch(/^The term 'New-SendConnector' is not recognized as the name of a cmdlet/)
  })

  it('finds the cmdlets of others missing in the rest of a pipeline, too', async () => {
    const into = { ...command('Get-Mailbox', { Identity: 'Ada' }), into: command('Remove-SendConnector') }
    expect(await as('Rita', (site) => errorOf(into, site))).toMatchObject({
      errorId: unknown,
      target: 'Remove-SendConnector',
    })
  })

  it('is told of a runbook before it starts, unless it lets people into groups on its way', async () => {
    const steps = ['Enable-Mailbox', 'New-SendConnector'].map((name) => ({
      title: '',
      command: command(name),
    }))
    const lacking = await as('Rita', (site) => lackingRoles({ title: '', steps }, site))
    expect(lacking).toMatchObject([{ errorId: 'RoleMissing', target: 'New-SendConnector' }])
    const first = { title: '', command: command('Add-ADGroupMember') }
    expect(await as('Rita', (site) => lackingRoles({ title: '', steps: [first, ...steps] }, site))).toEqual(
      [],
    )
  })
})

describe('Other role groups', () => {
  it('let the help desk see recipients and change their options only', async () => {
    expect(await errorId('Hedy', 'Get-Mailbox')).toBeNull()
    const reply = { Identity: 'Ada', AutoReplyState: 'Enabled' }
    expect(await errorId('Hedy', 'Set-MailboxAutoReplyConfiguration', reply)).toBeNull()
    expect(await errorId('Hedy', 'Set-Mailbox', { Identity: 'Ada' })).toBe(unknown)
    expect(await errorId('Hedy', 'Get-SendConnector')).toBe(unknown)
  })

  it('let those who may only look see all and change nothing', async () => {
    expect(await errorId('Vera', 'Get-ReceiveConnector')).toBeNull()
    expect(await errorId('Vera', 'Get-Mailbox', { Identity: 'Ada' })).toBeNull()
    expect(await errorId('Vera', 'Set-Mailbox', { Identity: 'Ada' })).toBe(unknown)
    expect(await errorId('Vera', 'Set-ADServerSettings', { ViewEntireForest: true })).toBeNull()
  })

  it('are no business of the commands that are not Exchange’s', async () => {
    expect(await errorId('Bert', 'Get-WssUser')).toBeNull()
    expect(await errorId('Bert', 'Get-ADGroupMember', { Identity: 'Help Desk' })).toBeNull()
    expect(await errorId('Bert', 'Get-SendConnector')).toBe(unknown)
  })
})

describe('A role that is given or taken', () => {
  it('counts from the next command on, of the same transaction, too', async () => {
    const seen = await as('Hedy', async (site) => {
      const admin = { ...site, caller: 'admin' }
      const before = await errorOf(command('New-SendConnector', connector), site)
      const args = { Role: 'Send Connectors', SecurityGroup: 'Help Desk' }
      const given = await runCommand(command('New-ManagementRoleAssignment', args), admin)
      const between = await errorOf(command('New-SendConnector', connector), site)
      for (const step of (given.ok && given.value.undo) || []) await runCommand(step, admin)
      return [before, between, await errorOf(command('Get-SendConnector'), site)].map((one) => one?.errorId)
    })
    expect(seen).toEqual([unknown, undefined, unknown])
  })

  it('is taken from Organization Management as well, whoever works as its member', async () => {
    for (const caller of ['admin', 'somebody without an account'])
      expect(
        await as(caller, async (site) => {
          const Identity = 'Send Connectors-Organization Management'
          await runCommand(command('Remove-ManagementRoleAssignment', { Identity, Confirm: absent }), site)
          return [
            (await errorOf(command('New-SendConnector', connector), site))?.errorId,
            await errorOf(command('Get-SendConnector'), site),
          ]
        }),
      ).toEqual([unknown, null])
  })

  it('leaves a way back to whoever lost the last one: the group in Active Directory', async () => {
    const left = await as('admin', async (site) => {
      const Members = ['admin']
      const group = { Identity: 'Organization Management', Members }
      await runCommand(command('Add-ADGroupMember', { Identity: 'Domain Admins', Members }), site)
      await runCommand(command('Remove-ADGroupMember', { ...group, Confirm: absent }), site)
      const lost = await errorOf(command('Get-Mailbox'), site)
      await runCommand(command('Add-ADGroupMember', group), site)
      return [lost, await errorOf(command('Get-Mailbox'), site)]
    })
    expect(left).toMatchObject([
      { errorId: unknown, recommendedAction: expect.stringContaining('Add-ADGroupMember') },
      null,
    ])
  })
})

describe('Somebody with a mailbox and no other role', () => {
  it('sees and changes what is their own', async () => {
    const mine = await as('Ada', (site) => runCommand(command('Get-Mailbox'), site))
    expect(mine).toMatchObject({ ok: true, value: { output: [{ Alias: 'Ada' }] } })
    expect(await errorId('Ada', 'Set-User', { Identity: 'Ada', City: 'Berlin' })).toBeNull()
  })

  it('cannot find the mailboxes of others, and changes nothing of theirs', async () => {
    expect(await errorId('Ada', 'Get-Mailbox', { Identity: 'Bert' })).toBe(
      'ManagementObjectNotFoundException',
    )
    const error = await asked('Ada', 'Set-User', { Identity: 'Bert', City: 'Berlin' })
    expect(error).toMatchObject({ category: 'PermissionDenied', errorId: 'ADScopeException' })
    expect(error?.message).toContain("isn't within your current write scopes")
    expect(await errorId('Ada', 'Get-Mailbox', { Identity: 'contoso.local/Users/Bert Miller' })).toBe(
      'ManagementObjectNotFoundException',
    )
  })

  it('makes Inbox rules for their own mailbox, and touches nobody else’s', async () => {
    const rule = { Name: 'Junk', SubjectContainsWords: ['win'], DeleteMessage: true }
    await done(run('New-InboxRule', { ...rule, Mailbox: 'Bert' }))
    const shown = await as('Ada', async (site) => {
      await done(runCommand(command('New-InboxRule', rule), site))
      return (await done(runCommand(command('Get-InboxRule'), site))).output
    })
    expect(shown).toMatchObject([{ Identity: 'contoso.local/Users/Ada Miller\\Junk' }])
    expect(await errorId('Ada', 'New-InboxRule', { ...rule, Mailbox: 'Bert' })).toBe('ADScopeException')
    const berts = { Identity: 'contoso.local/Users/Bert Miller\\Junk' }
    for (const [verb, more] of [
      ['Get', {}],
      ['Remove', {}],
      ['Set', { Mailbox: 'Ada', Priority: 1 }],
    ] as const)
      expect(await errorId('Ada', `${verb}-InboxRule`, { ...berts, ...more })).toBe(
        'ManagementObjectNotFoundException',
      )
    expect(await errorId('Ada', 'Set-InboxRule', { ...berts, Mailbox: 'Bert' })).toBe('ADScopeException')
  })

  it('joins and leaves groups, and puts nobody else into one', async () => {
    await done(run('New-DistributionGroup', { Name: 'Readers' }))
    const group = { Identity: 'Readers' }
    expect(await errorId('Ada', 'Add-DistributionGroupMember', { ...group, Member: 'Ada' })).toBeNull()
    expect(await errorId('Ada', 'Add-DistributionGroupMember', { ...group, Member: 'Bert' })).toBe(
      'OperationRequiresGroupManagerException',
    )
    await done(run('Set-DistributionGroup', { Identity: 'Readers', ManagedBy: ['Ada'] }))
    expect(await errorId('Ada', 'Add-DistributionGroupMember', { ...group, Member: 'Bert' })).toBeNull()
  })
})

describe('A role that is given to an account itself', () => {
  const assigned = { Name: 'Vera’s connectors', Role: 'Send Connectors', User: 'Vera' }

  it('counts from the next command on, and is gone when it is taken away', async () => {
    expect(await errorId('Vera', 'New-SendConnector', connector)).toBe(unknown)
    const given = await done(run('New-ManagementRoleAssignment', assigned))
    expect(await errorId('Vera', 'New-SendConnector', connector)).toBeNull()
    expect(await errorId('Hedy', 'New-SendConnector', connector)).toBe(unknown)
    for (const step of given.undo ?? []) await done(run(step.name, step.arguments))
    expect(await errorId('Vera', 'New-SendConnector', connector)).toBe(unknown)
  })

  it('is listed by its own name beside those of the account’s groups', async () => {
    await done(run('New-ManagementRoleAssignment', assigned))
    const { output } = await done(run('Get-ManagementRoleAssignment', { RoleAssignee: 'Vera' }))
    const shown = output as readonly { Name: string; RoleAssigneeType: string }[]
    expect(shown.find(({ RoleAssigneeType }) => RoleAssigneeType === 'User')?.Name).toBe(assigned.Name)
    expect(shown.some(({ RoleAssigneeType }) => RoleAssigneeType === 'RoleGroup')).toBe(true)
    const again = await run('New-ManagementRoleAssignment', { Role: 'Send Connectors', User: 'Vera' })
    expect(again).toMatchObject({ ok: false, error: { errorId: 'RoleAssignmentAlreadyExists' } })
    await done(run('Remove-ManagementRoleAssignment', { Identity: assigned.Name, Confirm: absent }))
  })

  it('goes to one assignee, who is there', async () => {
    const role = { Role: 'Send Connectors' }
    expect(await run('New-ManagementRoleAssignment', { ...role, User: 'Nobody' })).toMatchObject({
      error: { target: 'User' },
    })
    expect(
      await run('New-ManagementRoleAssignment', { ...role, User: 'Vera', SecurityGroup: 'Help Desk' }),
    ).toMatchObject({ error: { errorId: 'AssigneeMissing' } })
  })
})
