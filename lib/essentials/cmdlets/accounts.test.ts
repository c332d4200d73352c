import { verify } from '@node-rs/argon2'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestSite, testSite } from '@/lib/server/test-site'
import { absent, command, present, secure, type Value } from '@/lib/shell'
import { contosoExample, siteParameters } from '../description'
import { adGroup, integration, skippedTask } from '../site'

let contoso: TestSite
beforeAll(async () => {
  contoso = await testSite()
  await run('Set-SiteDescription', { ...siteParameters(contosoExample) })
})
afterAll(() => contoso.close())

const run = (name: string, args: Record<string, Value> = {}) => contoso.run(command(name, args))
const password = (text: string) => secure('Password', contoso.site.vault.seal(text))
const user = (name: string) => contoso.site.store.users.find(name)
const add = (Name: string, more: Record<string, Value> = {}) =>
  run('Add-WssUser', { Name, Password: password('Pa55word!'), ...more })

async function undo(result: Awaited<ReturnType<typeof run>>): Promise<void> {
  for (const one of (result.ok && result.value.undo) || [])
    expect(await contoso.run(one)).toMatchObject({ ok: true })
}

const mailbox = {
  guid: '6f1a7c1e-6f0f-4a52-9c4e-0a6c1a8f2b11',
  alias: 'AnnaK',
  database: 'Mailbox Database',
  addressPolicyEnabled: true,
  addresses: [{ address: 'AnnaK@contoso.com', primary: true }],
  bytes: 0,
  itemCount: 0,
  useDatabaseQuotaDefaults: true,
  issueWarningQuota: null,
  prohibitSendQuota: null,
  prohibitSendReceiveQuota: null,
}

async function giveMailbox(name: string, alias: string): Promise<void> {
  const id = (await user(name))?.id ?? ''
  const addresses = [{ address: `${alias}@contoso.com`, primary: true }]
  await contoso.inTransaction(({ store }) =>
    store.users.update(id, { mailbox: { ...mailbox, guid: crypto.randomUUID(), alias, addresses } }),
  )
}

describe('A new user', () => {
  test('has the name, the access and the password that were given, and can be taken back', async () => {
    const result = await add('FrankM', { FirstName: 'Frank', LastName: 'Miller', AllowRemoteAccess: present })
    expect(await user('frankm')).toMatchObject({
      name: 'Frank Miller',
      logonName: 'FrankM',
      accessLevel: 'User',
      enabled: true,
      remoteWebAccess: true,
      vpn: false,
      mailbox: null,
    })
    expect(await verify((await user('frankm'))?.passwordHash ?? '', 'Pa55word!')).toBe(true)
    expect(JSON.stringify(result)).not.toMatch(/Pa55word|argon2/)
    await undo(result)
    expect(await user('FrankM')).toBeNull()
  })
  test('who is an administrator may come in from everywhere', async () => {
    await add('Chief', { AccessLevel: 'Administrator' })
    expect(await user('Chief')).toMatchObject({ name: 'Chief', vpn: true, remoteWebAccess: true })
    expect(await run('Get-ADGroupMember', { Identity: 'Domain Admins' })).toMatchObject({
      value: { output: [{ SamAccountName: 'admin' }, { SamAccountName: 'Chief' }] },
    })
  })
  test.each([
    ['a weak password', 'Weak1', { Password: 'abc' }, 'WeakPassword', 'Password'],
    ['his name in the password', 'Miller', { Password: 'Miller-77' }, 'WeakPassword', 'Password'],
    ['the name of an account that every domain has', 'administrator', {}, 'UserExists', 'Name'],
    ['the name of the administrator of the site', 'ADMIN', {}, 'UserExists', 'Name'],
    ['the name of another user, in another case', 'CHIEF', {}, 'UserExists', 'Name'],
    ['a group that does not exist', 'Gina', { GroupName: 'Nobody' }, 'GroupNotExist', 'GroupName'],
    ['a forbidden character', 'a*b', {}, 'LogonNameInvalid', 'Name'],
    ['a line break in the name', 'Hans', { LastName: 'Mi\nller' }, 'NameHasControlCharacter', 'LastName'],
  ])('is refused with %s', async (_, Name, more: Record<string, string>, errorId, target) => {
    const { Password, ...rest } = more
    const result = await add(Name, { ...rest, ...(Password ? { Password: password(Password) } : {}) })
    expect(result).toMatchObject({ ok: false, error: { errorId, target } })
    expect(JSON.stringify(result)).not.toContain('Pa55word')
  })
})

describe('A user', () => {
  test('is changed, and changed back', async () => {
    await add('Bob', { FirstName: 'Bob', LastName: 'Hall' })
    const before = await user('Bob')
    const result = await run('Set-WssUser', {
      Name: 'bob',
      LastName: 'Hull',
      AccessLevel: 'Administrator',
      AllowVpnAccess: true,
    })
    expect(await user('Bob')).toMatchObject({ name: 'Bob Hull', accessLevel: 'Administrator', vpn: true })
    await undo(result)
    expect(await user('Bob')).toEqual(before)
  })
  test('is found by logon name only where something is done to him', async () => {
    await add('AnnaK', { FirstName: 'Anna' })
    await giveMailbox('AnnaK', 'Post')
    for (const name of ['Remove-WssUser', 'Disable-WssUser', 'Set-WssUser'])
      expect(await run(name, { Name: 'Post' })).toMatchObject({
        ok: false,
        error: { errorId: 'UserNotExist' },
      })
    expect(await run('Get-WssUser', { Name: 'CONTOSO\\annak' })).toMatchObject({
      value: { output: [{ Name: 'AnnaK', EmailAddress: 'Post@contoso.com', Status: 'Active' }] },
    })
  })
  test('who is deactivated takes the mailbox along while integration is on', async () => {
    expect(await run('Disable-WssUser', { Name: 'AnnaK' })).not.toMatchObject({ value: { warnings: [{}] } })
    expect((await user('AnnaK'))?.enabled).toBe(false)
    await run('Enable-WssUser', { Name: 'AnnaK' })
    await contoso.inTransaction(async ({ store }) => {
      const kept = await store.find(integration, 'Exchange')
      if (kept) await store.update(integration, kept, { enabled: true })
    })
    const result = await run('Disable-WssUser', { Name: 'AnnaK' })
    expect(result).toMatchObject({
      value: { warnings: [expect.stringContaining('Post@contoso.com follows')] },
    })
    await undo(result)
    expect((await user('AnnaK'))?.enabled).toBe(true)
  })
  test('who becomes an administrator with a mailbox is warned of ActiveSync', async () => {
    const result = await run('Set-WssUser', { Name: 'AnnaK', AccessLevel: 'Administrator' })
    expect(result).toMatchObject({ value: { warnings: [expect.stringContaining('ActiveSync')] } })
  })
  test('who is removed leaves the groups, and the mailbox behind', async () => {
    await run('Add-ADGroupMember', { Identity: 'Enterprise Admins', Members: 'AnnaK' })
    const result = await run('Remove-WssUser', { Name: 'AnnaK' })
    expect(result).toMatchObject({ value: { warnings: [expect.stringContaining('disconnected')] } })
    expect(await user('AnnaK')).toBeNull()
    expect(await contoso.site.store.disconnected.find('Post')).toMatchObject({ displayName: 'Anna' })
    const group = await contoso.site.store.find(adGroup, 'Enterprise Admins')
    expect(group?.properties.members).toEqual([])
  })
  test('can be an account that one works with, and then be neither removed nor deactivated', async () => {
    const asChief = await contoso.inTransaction(async (site) => {
      const { essentialsCmdlets } = await import('..')
      const { commandTable, invoke } = await import('@/lib/shell')
      const table = commandTable(essentialsCmdlets)
      return invoke(table, command('Remove-WssUser', { Name: 'chief' }), { ...site, caller: 'Chief' })
    })
    expect(asChief).toMatchObject({ ok: false, error: { errorId: 'AccessDenied' } })
  })
})

describe('A password', () => {
  test('is set anew under the policy', async () => {
    const set = (text: string) =>
      run('Set-ADAccountPassword', { Identity: 'Bob', NewPassword: password(text), Reset: present })
    expect(await set('hull')).toMatchObject({
      error: { errorId: 'ADPasswordComplexityException', target: 'NewPassword' },
    })
    expect(await set('N3w secret')).toEqual({ ok: true, value: {} })
    expect(await verify((await user('Bob'))?.passwordHash ?? '', 'N3w secret')).toBe(true)
  })
  test('may be weaker when the policy says so, and the policy can be taken back', async () => {
    const result = await run('Set-WssPasswordPolicy', { Level: 'Weak', PasswordsNeverExpire: true })
    expect(await add('Lax', { Password: password('x') })).toMatchObject({ ok: true })
    await undo(result)
    expect(await run('Get-WssPasswordPolicy')).toMatchObject({
      value: { output: [{ Level: 'Strong', PasswordsNeverExpire: false }] },
    })
  })
})

describe('A group', () => {
  test('takes the caller, as the guide has him add himself, and can be taken back', async () => {
    const result = await contoso.run(command('Add-ADGroupMember', {}, ['Enterprise Admins', 'admin']))
    expect(await run('Get-ADGroupMember', { Identity: 'enterprise admins' })).toMatchObject({
      value: { output: [{ SamAccountName: 'admin' }] },
    })
    await undo(result)
    expect(await run('Get-ADGroupMember', { Identity: 'Enterprise Admins' })).toMatchObject({
      value: { output: [] },
    })
  })
  test('keeps a member that is added twice once', async () => {
    await run('Add-ADGroupMember', { Identity: 'Schema Admins', Members: ['Bob', 'bob'] })
    expect(await run('Add-ADGroupMember', { Identity: 'Schema Admins', Members: 'BOB' })).toEqual({
      ok: true,
      value: { undo: [] },
    })
    expect((await contoso.site.store.find(adGroup, 'Schema Admins'))?.properties.members).toEqual(['Bob'])
  })
  test('or several at once take an account in, and the undo takes it out of those alone that it came into', async () => {
    const groups = ['Schema Admins', 'Enterprise Admins']
    const added = await run('Add-ADPrincipalGroupMembership', { Identity: 'Bob', MemberOf: groups })
    // He is in the other one already.
    expect(added.ok && added.value.undo?.map(({ arguments: { Identity } }) => Identity)).toEqual([
      'Enterprise Admins',
    ])
    const again = await run('Add-ADPrincipalGroupMembership', { Identity: 'Bob', MemberOf: groups })
    expect(again).toEqual({ ok: true, value: { undo: [] } })
    expect(await run('Get-ADPrincipalGroupMembership', { Identity: 'Bob' })).toMatchObject({
      value: { output: [{ name: 'Enterprise Admins' }, { name: 'Schema Admins' }] },
    })
    await run('Remove-ADPrincipalGroupMembership', { Identity: 'Bob', MemberOf: groups, Confirm: absent })
    expect(
      await run('Add-ADPrincipalGroupMembership', { Identity: 'Bob', MemberOf: ['Nobody'] }),
    ).toMatchObject({ error: { errorId: 'ADIdentityNotFoundException', target: 'MemberOf' } })
  })
  test('or a member that does not exist is named in the words of Active Directory', async () => {
    const message = (identity: string) =>
      `Cannot find an object with identity: '${identity}' under: 'DC=contoso,DC=local'.`
    expect(await run('Add-ADGroupMember', { Identity: 'Enterprise Admin', Members: 'admin' })).toMatchObject({
      error: { message: message('Enterprise Admin'), target: 'Identity' },
    })
    expect(await run('Add-ADGroupMember', { Identity: 'Enterprise Admins', Members: 'ghost' })).toMatchObject(
      {
        error: { message: message('ghost'), target: 'Members' },
      },
    )
  })
})

test('a setup task is skipped and taken up again', async () => {
  const result = await run('Skip-SetupTask', { Name: 'split-dns' })
  expect((await contoso.site.store.find(skippedTask, 'split-dns'))?.properties.by).toBe('admin')
  await undo(result)
  expect(await contoso.site.store.list(skippedTask)).toEqual([])
})
