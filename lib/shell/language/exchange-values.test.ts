// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are PowerShell variables
import { beforeAll, describe, expect, it } from 'vitest'
import { text } from '../parameter'
import { ok } from '../result'
import { testHost } from '../testing/language-host'
import { openShell, type Shell } from './shell'
import { shownText } from './values/text'

const boxes = [
  { Name: 'Small', TotalItemSize: '9.5 MB (9,961,472 bytes)' },
  { Name: 'Large', TotalItemSize: '1.2 GB (1,288,490,189 bytes)' },
].map((one) => ({
  ...one,
  Identity: one.Name,
  ProhibitSendQuota: 'Unlimited',
  WhenCreated: '2014-05-06T07:08:09.000Z',
  RetainDeletedItemsFor: '14.00:00:00',
  Database: 'DB1',
  PrimarySmtpAddress: 'frank@contoso.com',
  EmailAddresses: ['SMTP:frank@contoso.com', 'smtp:f@contoso.com'],
  ForwardingAddress: 'contoso.com/Users/Ada Young',
  AdminDisplayVersion: 'Version 15.0 (Build 1497.2)',
  ExternalUrl: 'https://mail.contoso.com/owa',
}))

describe('what an object of Exchange has', () => {
  let shell: Shell

  beforeAll(async () => {
    const command = {
      name: 'Get-Mailbox',
      synopsis: '',
      outputType: 'Microsoft.Exchange.Mailbox',
      parameters: { Identity: text },
    }
    shell = await openShell({
      ...testHost(),
      commands: { list: () => [command], find: (name) => (/^get-mailbox$/i.test(name) ? command : null) },
      execute: async () => ok({ output: boxes }),
    })
  })

  const said = async (source: string) => {
    const all: string[] = []
    for await (const { objects, errors } of shell.run(source))
      all.push(
        ...objects.filter((one) => one !== null).map(shownText),
        ...errors.map(({ record }) => record.message),
      )
    return all.join('|')
  }

  it.each([
    [
      'sizes sort by their bytes',
      'Get-Mailbox | Sort-Object TotalItemSize -Descending | % Name',
      'Large|Small',
    ],
    ['sizes compare', 'Get-Mailbox | ? { $_.TotalItemSize.Value -gt 1GB } | % Name', 'Large'],
    ['sizes in another unit', '(Get-Mailbox)[0].TotalItemSize.Value.ToMB()', '9'],
    ['sizes are shown as they were', '(Get-Mailbox)[0].TotalItemSize', '9.5 MB (9,961,472 bytes)'],
    ['no limit', '(Get-Mailbox)[0].ProhibitSendQuota.IsUnlimited', 'True'],
    ['no limit by its word', "(Get-Mailbox)[0].ProhibitSendQuota -eq 'Unlimited'", 'True'],
    ['times are dates', '(Get-Mailbox)[0].WhenCreated.AddDays(1).ToShortDateString()', '5/7/2014'],
    ['times compare with dates', "(Get-Mailbox)[0].WhenCreated -lt [datetime]'2014-12-01'", 'True'],
    ['spans', '(Get-Mailbox)[0].RetainDeletedItemsFor.Days', '14'],
    ['the name of another object', '(Get-Mailbox)[0].Database.Name', 'DB1'],
    ['the name in a canonical name', '(Get-Mailbox)[0].ForwardingAddress.Name', 'Ada Young'],
    [
      'halves of an address',
      '$a = (Get-Mailbox)[0].PrimarySmtpAddress; $a.Local; $a.Domain',
      'frank|contoso.com',
    ],
    [
      'primary addresses',
      '(Get-Mailbox)[0].EmailAddresses | ? IsPrimaryAddress | % SmtpAddress',
      'frank@contoso.com',
    ],
    ['versions', '(Get-Mailbox)[0].AdminDisplayVersion.Major', '15'],
    ['hosts of URLs', '(Get-Mailbox)[0].ExternalUrl.Host', 'mail.contoso.com'],
  ])('%s', async (_what, source, expected) => {
    expect(await said(source)).toBe(expected)
  })

  it.each([
    [
      'a call as an argument',
      'function f($a, $b) { "$a-$b" }; f -a (Get-Date "2014-01-02").AddDays(-1).Day -b y',
      '1-y',
    ],
    [
      'calls of two arguments',
      '$s = "a b"; function g($a, $b) { "$b$a" }; g $s.Split(" ")[0] $s.Split(" ")[1]',
      'ba',
    ],
    ['[ref]', '$n = 0; [int]::TryParse("12", [ref]$n); $n', 'True|12'],
    ['[ref] of a function', 'function h([ref]$v) { $v.Value = 9 }; $z = 1; h ([ref]$z); $z', '9'],
    [
      'lists that grow',
      '$l = New-Object Collections.ArrayList; [void]$l.Add(2); [void]$l.Add(1); $l.Sort(); "$l"',
      '1 2',
    ],
    [
      'a queue',
      '$q = New-Object System.Collections.Queue; $q.Enqueue(1); $q.Enqueue(2); $q.Dequeue(); $q.Count',
      '1|1',
    ],
    [
      'a string builder',
      '$b = New-Object Text.StringBuilder; [void]$b.Append("a").Append(1); $b.ToString()',
      'a1',
    ],
    ['an exact date', "[datetime]::ParseExact('06.05.2014', 'dd.MM.yyyy', $null).Month", '5'],
    ['no exact date', "try { [datetime]::ParseExact('2014', 'dd.MM.yyyy', $null) } catch { 'no' }", 'no'],
    [
      'a replacement that is computed',
      "[regex]::Replace('abc', '[ab]', { $args[0].Value.ToUpper() })",
      'ABc',
    ],
    ['the first that holds', '(1..9).Where({ $_ -gt 3 }, "First", 2) -join ","', '4,5'],
    [
      'methods by Get-Member',
      "'x' | Get-Member -MemberType Method -Name Trim* | % Name",
      'Trim|TrimEnd|TrimStart',
    ],
  ])('%s', async (_what, source, expected) => {
    expect(await said(source)).toBe(expected)
  })
})
