import { afterAll, beforeAll, expect, it } from 'vitest'
import { contosoBefore, done, setupCommand } from '@/lib/exchange/contoso-for-tests'
import { database } from './db'
import { testShell } from './test-shell'
import type { TestSite } from './test-site'

let site: TestSite
let shell: Awaited<ReturnType<typeof testShell>>
beforeAll(async () => {
  site = await contosoBefore({ version: '2010' })
  process.env.DATABASE_URL = site.url
  shell = await testShell()
})
afterAll(async () => {
  await database().$disconnect()
  await site.close()
})

const names = async (pattern: string) =>
  (await shell.run(`Get-Command ${pattern} | ForEach-Object { $_.Name }`)).flatMap(({ objects }) =>
    objects.map(String),
  )

it('A shell knows no cmdlet of Exchange before Setup, and those of its version after it', async () => {
  expect(await names('*-OutlookAnywhere')).toEqual([])
  await done(site.run(setupCommand('2010')))
  expect(await names('*-OutlookAnywhere')).toContain('Enable-OutlookAnywhere')
  expect(await names('Get-ClientAccessService')).toEqual([])
  const [syntax] = await shell.run('Get-Command New-ReceiveConnector -Syntax')
  expect(String(syntax?.objects[0])).toContain('-Bindings')
  expect(String(syntax?.objects[0])).not.toContain('-TransportRole')
})

it('says PowerShell’s own error about a parameter of a later version, without asking anybody anything', async () => {
  const [ran] = await shell.run('New-ReceiveConnector -TransportRole FrontendTransport')
  expect(ran?.told).toContain(
    "New-ReceiveConnector : A parameter cannot be found that matches parameter name 'TransportRole'.",
  )
  expect(ran?.told).toContain('NamedParameterNotFound,New-ReceiveConnector')
  expect(shell.asked).toEqual([])
})

it('asks for the password of a person’s mailbox, and for none of a room', async () => {
  const asking = await testShell((question) => (question.kind === 'secret' ? 'Sunrise-over-7-hills' : null))
  const [person] = await asking.run('New-Mailbox -Name Zoe -UserPrincipalName zoe@contoso.com')
  expect(person?.told).toBe('')
  expect(asking.asked).toMatchObject([{ kind: 'secret', parameter: 'Password' }])
  const [room] = await asking.run('New-Mailbox -Name Blue -Room')
  expect(room?.told).toBe('')
  expect(asking.asked).toHaveLength(1)
})
