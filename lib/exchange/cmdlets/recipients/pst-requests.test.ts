import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestSite } from '@/lib/server/test-site'
import { command, secure, type Value } from '@/lib/shell'
import { contoso, done, thereAndBack } from '../../contoso-for-tests'

let site: TestSite
const run = (name: string, args: Record<string, Value> = {}) => done(site.run(command(name, args)))

beforeAll(async () => {
  site = await contoso('2013')
  const Password = secure('Password', site.site.vault.seal('Passw0rd!'))
  await run('New-Mailbox', { Name: 'Anna', UserPrincipalName: 'anna@contoso.local', Alias: 'anna', Password })
})
afterAll(() => site.close())

const role = { Role: 'Mailbox Import Export', SecurityGroup: 'Organization Management' }
const file = { Mailbox: 'Anna', FilePath: '\\\\FS01\\PST\\Anna.pst' }

describe('A request for a PST file', () => {
  it('can be made by nobody until somebody is given the role', async () => {
    expect(await site.run(command('New-MailboxExportRequest', file))).toMatchObject({
      error: { errorId: 'CommandNotFoundException' },
    })
    await run('New-ManagementRoleAssignment', role)
    const { before, between, after } = await thereAndBack(site, command('New-MailboxExportRequest', file))
    expect(between).not.toEqual(before)
    expect(after).toEqual(before)
  })

  it('is listed as done, has a name of its own beside another, and is cleared', async () => {
    await run('New-MailboxExportRequest', file)
    await run('New-MailboxExportRequest', { ...file, BatchName: 'Leavers' })
    expect(
      (await run('Get-MailboxExportRequest', { Mailbox: 'Anna', Status: 'Completed' })).output,
    ).toMatchObject([
      { Name: 'MailboxExport', Status: 'Completed', Identity: 'anna\\MailboxExport' },
      { Name: 'MailboxExport1', BatchName: 'Leavers' },
    ])
    const clear = command('Remove-MailboxExportRequest', { Identity: 'anna\\MailboxExport1' })
    const { before, after } = await thereAndBack(site, clear)
    expect(after).toEqual(before)
    await done(site.run(clear))
    expect((await run('Get-MailboxExportRequest')).output).toHaveLength(1)
    expect((await run('Get-MailboxImportRequest')).output).toEqual([])
  })

  it.each(['C:\\Anna.pst', '\\\\FS01\\Anna', '\\\\FS01\\a|b.pst'])(
    'refuses the path %s',
    async (FilePath) => {
      const result = await site.run(command('New-MailboxImportRequest', { ...file, FilePath }))
      expect(result).toMatchObject({ ok: false, error: { errorId: 'InvalidPath', target: 'FilePath' } })
    },
  )
})
