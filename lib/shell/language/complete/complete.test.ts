import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { boolean, enumeration, mandatory, multiValued, switchParameter, text } from '../../parameter'
import { ok } from '../../result'
import { type TestHost, testHost } from '../../testing/language-host'
import type { HostCommand } from '../host'
import { openShell, type Shell } from '../shell'
import { complete } from './complete'

const table: readonly HostCommand[] = [
  {
    name: 'Get-Mailbox',
    synopsis: 'Gets mailboxes.',
    outputType: 'Test.Mailbox',
    parameters: {
      Identity: { ...text, position: 1, sets: ['Identity'] },
      Anr: { ...text, sets: ['Anr'] },
      Archive: switchParameter,
      Database: text,
    },
  },
  { name: 'Get-MailboxDatabase', synopsis: 'Gets databases.', parameters: { Identity: text } },
  {
    name: 'Set-Mailbox',
    synopsis: 'Changes a mailbox.',
    parameters: {
      Identity: mandatory(text, 1),
      Type: enumeration('ConvertToMailboxType', 'Regular', 'Room', 'Shared'),
      HiddenFromAddressListsEnabled: boolean,
      GrantSendOnBehalfTo: multiValued(text),
      Force: switchParameter,
    },
  },
]

const names = ['Alex Wilber', 'Frank Miller', "Fiona O'Hara", 'frank']

describe('completion', () => {
  let shell: Shell
  let host: TestHost

  beforeAll(async () => {
    host = testHost()
    const encode = (content: string) => new TextEncoder().encode(content)
    host.files.set('C:\\Scripts\\Install.ps1', encode('param([string]$Server)'))
    host.files.set('C:\\Scripts\\My list.csv', encode('Name'))
    host.files.set('C:\\Certificates\\contoso.pfx', encode('x'))
    shell = await openShell({
      ...host,
      commands: {
        list: () => table,
        find: (name) => table.find((one) => one.name.toLowerCase() === name.toLowerCase()) ?? null,
      },
      execute: async () => ok({}),
      view: (type) => (type === 'Test.Mailbox' ? { table: ['Name', 'Alias', 'ServerName'] } : null),
      async complete(command, parameter, prefix) {
        if (!/Mailbox$/.test(command) || !/^(Identity|GrantSendOnBehalfTo)$/.test(parameter)) return []
        const found = names.filter((one) => one.toLowerCase().startsWith(prefix.toLowerCase()))
        return found.map((one) => ({ text: one, about: 'UserMailbox' }))
      },
    })
    for await (const _ of shell.run(
      'function Add-Somebody { param([ValidateSet("Red","Blue")]$Colour, [string]$Name) }\n' +
        "$person = [pscustomobject]@{ Name = 'x'; Number = 3 }; $people = @($person, $person)",
    ));
  })

  /** `|` is the caret; gives the texts as they would stand there. */
  async function offered(marked: string): Promise<string[]> {
    const caret = marked.lastIndexOf('¦')
    const { from, to, offers } = await complete(shell.machine, marked.replace('¦', ''), caret)
    expect(to).toBe(caret)
    return offers.map((one) => marked.slice(0, from) + one.text)
  }

  it.each<[string, string, readonly string[]]>([
    ['a command', 'Get-Mai¦', ['Get-Mailbox', 'Get-MailboxDatabase']],
    ['a command in any case', 'get-mailboxd¦', ['Get-MailboxDatabase']],
    ['a command of the language', 'Where-O¦', ['Where-Object']],
    ['a function', 'Add-S¦', ['Add-Somebody']],
    ['a command in a pipeline', 'Get-Mailbox | Set-Mai¦', ['Get-Mailbox | Set-Mailbox']],
    ['a command in brackets', 'Set-Mailbox (Get-MailboxD¦', ['Set-Mailbox (Get-MailboxDatabase']],
    ['a command in a block', 'foreach ($x in 1..3) { Set-M¦', ['foreach ($x in 1..3) { Set-Mailbox']],
    ['a command within a string', '"There: $(Set-M¦', ['"There: $(Set-Mailbox']],
    ['a command behind an assignment', '$m = Set-M¦', ['$m = Set-Mailbox']],
    ['a command before what follows', 'Set-M¦ | Format-List', ['Set-Mailbox']],
    ['a parameter', 'Get-Mailbox -Arc¦', ['Get-Mailbox -Archive']],
    ['a parameter behind another dash', 'Get-Mailbox –Arc¦', ['Get-Mailbox -Archive']],
    ['not what is given already', 'Set-Mailbox x -Force -For¦', []],
    ['not what another set has', 'Get-Mailbox -Anr x -Id¦', []],
    ['a common parameter', 'Set-Mailbox x -WarningV¦', ['Set-Mailbox x -WarningVariable']],
    ['a parameter of a function', 'Add-Somebody -Col¦', ['Add-Somebody -Colour']],
    ['a parameter on the next line', 'Set-Mailbox x `\n  -Forc¦', ['Set-Mailbox x `\n  -Force']],
    [
      'words of an enumeration',
      'Set-Mailbox x -Type R¦',
      ['Set-Mailbox x -Type Regular', 'Set-Mailbox x -Type Room'],
    ],
    ['words behind a colon', 'Set-Mailbox x -Type:S¦', ['Set-Mailbox x -Type:Shared']],
    ['words of an abbreviated parameter', 'Set-Mailbox x -Ty Sh¦', ['Set-Mailbox x -Ty Shared']],
    ['words of a function', 'Add-Somebody R¦', ['Add-Somebody Red']],
    ['truth', 'Set-Mailbox x -HiddenFrom $t¦', ['Set-Mailbox x -HiddenFrom $true']],
    ['an identity, quoted', 'Get-Mailbox Al¦', ["Get-Mailbox 'Alex Wilber'"]],
    ['an identity with a quote', 'Get-Mailbox -Identity Fi¦', ["Get-Mailbox -Identity 'Fiona O''Hara'"]],
    ['an identity in quotes', 'Get-Mailbox "Alex W¦', ['Get-Mailbox "Alex Wilber"']],
    ['an identity in single quotes', "Get-Mailbox 'Fiona O''¦", ["Get-Mailbox 'Fiona O''Hara'"]],
    ['an element of a list', 'Set-Mailbox x -Grant a,Al¦', ["Set-Mailbox x -Grant a,'Alex Wilber'"]],
    ['an element behind a blank', 'Set-Mailbox x -Grant a, Al¦', ["Set-Mailbox x -Grant a, 'Alex Wilber'"]],
    ['a variable', '$pers¦', ['$person']],
    ['a variable in a string', '"Hello $pers¦', ['"Hello $person']],
    ['a variable of the text', '$fresh = 1; $fre¦', ['$fresh = 1; $fresh']],
    ['an environment variable', '$env:USERN¦', ['$env:USERNAME']],
    ['a member', '$person.N¦', ['$person.Name', '$person.Number']],
    ['a member of each element', '$people.Nu¦', ['$people.Number']],
    ['what the pipeline brings', 'Get-Mailbox | ? { $_.Al¦', ['Get-Mailbox | ? { $_.Alias']],
    ['columns of the pipeline', 'Get-Mailbox | Sort-Object Ser¦', ['Get-Mailbox | Sort-Object ServerName']],
    ['a path', 'C:\\Scr¦', ['C:\\Scripts\\']],
    ['a script', '.\\Scripts\\I¦', ['.\\Scripts\\Install.ps1']],
    ['a parameter of a script', '.\\Scripts\\Install.ps1 -S¦', ['.\\Scripts\\Install.ps1 -Server']],
    ['a static method', '[math]::Ro¦', ['[math]::Round(']],
    ['a static property', '$x = [datetime]::No¦', ['$x = [datetime]::Now']],
    ['a type', '[datet¦', ['[datetime', '[System.DateTime']],
    ['a type by its full name', '$x = [System.IO.P¦', ['$x = [System.IO.Path']],
    ['a method of a value', '$person.ToS¦', ['$person.ToString(']],
    ['a path with a blank', 'Get-Content C:\\Scripts\\M¦', ["Get-Content 'C:\\Scripts\\My list.csv'"]],
    ['a file by a parameter', 'Get-Content -Path Cert¦', ['Get-Content -Path Certificates\\']],
    ['nothing in a comment', '# Get-Mai¦', []],
    ['nothing within a single-quoted string', "'Get-Mai¦", []],
    ['nothing on an empty line', '¦', []],
    ['nothing for a key', '@{Get-Mai¦', []],
  ])('offers %s', async (_, marked, wanted) => {
    expect(await offered(marked)).toEqual(wanted)
  })

  it('shows a parameter with its type and what it takes', async () => {
    const { offers } = await complete(shell.machine, 'Set-Mailbox -T', 14)
    expect(offers).toEqual([
      {
        text: '-Type',
        shown: '-Type <ConvertToMailboxType>',
        kind: 'parameter',
        about: 'One of: Regular, Room, Shared',
      },
    ])
  })

  it('answers at any place of any text, and only about what stands there', async () => {
    const scripts = [
      'Get-Mailbox -ResultSize 5 | Where-Object { $_.Name -like "a*" } | Set-Mailbox -Type Room -Force',
      "@'\nhere\n'@; $x = @{ Add = 'a'; Remove = 'b' }; Set-Mailbox x @x; if ($x.Add -eq 'a') { \"y $($x.Add)\" }",
      'param([Parameter(Mandatory=$true)][string]$Name)\nfunction f { <# note #> & "C:\\a b.ps1" -Name:$Name }',
    ]
    const cut = fc.tuple(
      fc.constantFrom(...scripts),
      fc.nat(),
      fc.nat(),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
    )
    await fc.assert(
      fc.asyncProperty(cut, async ([script, a, b, noise]) => {
        const text = script.slice(0, a % script.length) + noise + script.slice(b % script.length)
        const caret = a % (text.length + 1)
        const { from, to, offers } = await complete(shell.machine, text, caret)
        expect(from).toBeGreaterThanOrEqual(0)
        expect(from).toBeLessThanOrEqual(to)
        expect(to).toBe(caret)
        expect(offers.length).toBeLessThanOrEqual(100)
      }),
      { numRuns: 500 },
    )
  })
})
