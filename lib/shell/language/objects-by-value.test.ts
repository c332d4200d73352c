import { expect, it } from 'vitest'
import { cmdlet } from '../cmdlet'
import { bytes, mandatory, multiValued, piped, text } from '../parameter'
import { ok } from '../result'
import { consoleOf, testHost } from '../testing/language-host'

const mailboxes = [
  { Identity: 'contoso.com/Users/Anna', Name: 'Anna', Guid: 'g1' },
  { Identity: 'contoso.com/Users/Bert', Name: 'Bert', Guid: 'g2' },
]
const commands = [
  cmdlet<null>()({
    name: 'Get-Mailbox',
    synopsis: 'Gets mailboxes.',
    parameters: { Identity: { ...text, position: 1 } },
    run: async ({ Identity }) =>
      ok({ output: mailboxes.filter(({ Name }) => Identity === undefined || Name === Identity) }),
  }),
  cmdlet<null>()({
    name: 'Get-Server',
    synopsis: 'Gets a server, which has a name and no identity.',
    parameters: {},
    run: async () => ok({ output: [{ Name: 'EXCH01', Site: 'x' }] }),
  }),
  cmdlet<null>()({
    name: 'Set-Mailbox',
    synopsis: 'Sets a mailbox.',
    parameters: { Identity: mandatory(piped(text), 1), To: text, Members: multiValued(text) },
    run: async () => ok({}),
  }),
  cmdlet<null>()({
    name: 'Import-Certificate',
    synopsis: 'Imports a file.',
    parameters: { FileData: bytes },
    run: async () => ok({}),
  }),
]

async function lastCall(source: string) {
  const host = testHost(commands)
  host.files.set('C:\\x.pfx', Uint8Array.of(1, 2, 3))
  const shown = await consoleOf(source, host)
  return { ...host.executed.at(-1)?.arguments, ...(shown ? { shown } : {}) }
}

it.each([
  ['Get-Mailbox Anna | Set-Mailbox'],
  ['Set-Mailbox (Get-Mailbox Anna)'],
  ['Set-Mailbox -Identity (Get-Mailbox Anna)'],
  ['$m = Get-Mailbox Anna; $m | Set-Mailbox'],
  ['$m = Get-Mailbox Anna; Set-Mailbox $m'],
  ['$all = Get-Mailbox; Set-Mailbox -Identity $all[0]'],
  ["'contoso.com/Users/Anna' | Set-Mailbox"],
  ['Get-Mailbox Anna | ForEach-Object { Set-Mailbox $_ }'],
  ['foreach ($m in Get-Mailbox Anna) { Set-Mailbox $m.Identity }'],
])('%s means the object by its identity', async (source) => {
  expect(await lastCall(source)).toEqual({ Identity: 'contoso.com/Users/Anna' })
})

it('takes several objects by their identities, and one without an identity by its name', async () => {
  expect(await lastCall('Set-Mailbox a -Members (Get-Mailbox) -To (Get-Server)')).toEqual({
    Identity: 'a',
    Members: mailboxes.map(({ Identity }) => Identity),
    To: 'EXCH01',
  })
})

it('leaves an object that a script made as its text, as PowerShell does', async () => {
  expect(await lastCall("Set-Mailbox ([pscustomobject]@{Identity='a';B=1})")).toEqual({
    Identity: '@{Identity=a; B=1}',
  })
})

it.each([
  ['Import-Certificate -FileData ([Byte[]]$(Get-Content -Path x.pfx -Encoding byte -ReadCount 0))'],
  ['Import-Certificate -FileData ([Byte[]](Get-Content -Path "C:\\x.pfx" -Encoding Byte -ReadCount 0))'],
  ["Import-Certificate -FileData ([System.IO.File]::ReadAllBytes('C:\\x.pfx'))"],
  ["Import-Certificate -FileData $([IO.File]::ReadAllBytes('C:\\x.pfx'))"],
  ['Import-Certificate -FileData (Get-Content x.pfx -Encoding Byte)'],
  ['Import-Certificate -FileData @(Get-Content x.pfx -Encoding Byte)'],
  ["$data = [IO.File]::ReadAllBytes('C:\\x.pfx'); Import-Certificate -FileData $data"],
  ['[byte[]]$data = Get-Content x.pfx -Encoding Byte -ReadCount 0; Import-Certificate -FileData $data'],
  ['$data = Get-Content x.pfx -Encoding Byte; Import-Certificate -FileData ([Byte[]]$data)'],
])('%s hands over the file', async (source) => {
  expect(await lastCall(source)).toEqual({ FileData: { kind: 'file', path: 'C:\\x.pfx' } })
})
