import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestSite, testSite } from '@/lib/server/test-site'
import { command, secure, type Value } from '@/lib/shell'
import { contosoExample, siteParameters } from '../description'

let contoso: TestSite
beforeAll(async () => {
  contoso = await testSite()
  await run('Set-SiteDescription', { ...siteParameters(contosoExample) })
  for (const [Name, FirstName, LastName] of [
    ['FrankM', 'Frank', 'Miller'],
    ['AnnaK', 'Anna', 'Klein'],
  ] as const)
    await run('Add-WssUser', {
      Name,
      FirstName,
      LastName,
      Password: secure('', contoso.site.vault.seal('Pa55word!')),
    })
})
afterAll(() => contoso.close())

async function run(name: string, args: Record<string, Value> = {}) {
  const result = await contoso.run(command(name, args))
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}
const users = async (args: Record<string, Value>) =>
  ((await run('Get-ADUser', args)).output ?? []) as { Name: string }[]

describe('Get-ADUser', () => {
  test('shows an account as the directory has it, and more where that is asked', async () => {
    const [frank] = await users({ Identity: 'FrankM' })
    expect(frank).toMatchObject({
      DistinguishedName: 'CN=Frank Miller,CN=Users,DC=contoso,DC=local',
      Enabled: true,
      GivenName: 'Frank',
      SamAccountName: 'FrankM',
      UserPrincipalName: 'FrankM@contoso.local',
    })
    expect(frank).not.toHaveProperty('Title')
    expect(await users({ Identity: 'FrankM', Properties: ['title'] })).toMatchObject([{ Title: null }])
    expect(await users({ Identity: 'FrankM', Properties: ['*'] })).toMatchObject([
      { DisplayName: 'Frank Miller' },
    ])
  })

  test('filters all of them, and gives no more than are asked for', async () => {
    const names = async (Filter: string, more = {}) =>
      (await users({ Filter, ...more })).map(({ Name }) => Name)
    expect(await names('*')).toEqual(['Anna Klein', 'Frank Miller'])
    expect(await names("Surname -like 'Kl*' -and Enabled -eq $true")).toEqual(['Anna Klein'])
    expect(await names('*', { ResultSetSize: 1 })).toHaveLength(1)
    expect(await contoso.run(command('Get-ADUser', { Filter: 'Surname -like' }))).toMatchObject({ ok: false })
    expect(await contoso.run(command('Get-ADUser'))).toMatchObject({ error: { target: 'Filter' } })
  })
})

describe('Set-ADUser', () => {
  const anna = () => contoso.site.store.users.find('AnnaK')

  test('changes the account, and is taken back', async () => {
    const before = await anna()
    const change = {
      Identity: 'AnnaK',
      Title: 'Head of Sales',
      OfficePhone: '555',
      Surname: 'Groß',
      Enabled: false,
    }
    const { undo = [] } = await run('Set-ADUser', change)
    expect(await anna()).toMatchObject({
      lastName: 'Groß',
      enabled: false,
      attributes: { person: { Title: 'Head of Sales', Phone: '555' } },
    })
    for (const one of undo) expect(await contoso.run(one)).toMatchObject({ ok: true })
    expect(await anna()).toEqual(before)
  })

  test('clears what is $null, and refuses control characters and whom nobody knows', async () => {
    await run('Set-ADUser', { Identity: 'AnnaK', Office: 'B 12' })
    await run('Set-ADUser', { Identity: 'AnnaK', Office: null })
    expect((await anna())?.attributes).not.toHaveProperty('person')
    const errors = [
      await contoso.run(command('Set-ADUser', { Identity: 'AnnaK', Title: 'a\nb' })),
      await contoso.run(command('Set-ADUser', { Identity: 'Nobody', Title: 'a' })),
    ]
    expect(errors).toMatchObject([{ error: { target: 'Title' } }, { error: { target: 'Identity' } }])
  })
})
