// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are PowerShell variables
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { testHost } from '../testing/language-host'
import { openShell } from '.'

const seeds = [
  '$a = 1,2,3; $a += 4; $a[-1..2] -join "-"',
  'Get-Mailbox -ResultSize Unlimited | Where-Object {$_.Name -like "*a*"} | Set-Mailbox -Alias $_.Name -WhatIf',
  'function Foo { param([Parameter(Mandatory=$true)][string]$a, [switch]$s) process { "$a $($_.x)" } }; 1..3 | Foo -a b',
  'switch -regex (1,"b") { "^b" { $_; break } 1 { continue } default { exit } }',
  'try { throw "x" } catch [System.Exception] { $_.Exception.Message } finally { $Error[0] }',
  '@{a=1;b=@{c=2}}.b.c; [pscustomobject]@{x=1;y=2} | Select-Object x,@{n="z";e={$_.y*2}} | Format-Table -AutoSize',
  'for ($i=0; $i -lt 9; $i++) { if ($i -band 1) { continue }; "{0,-5:N2}|" -f $i }',
  '[string]::Join(",", [int[]]("1","2")); [math]::Round(2.5); [datetime]"1/2/2020"; [guid]::Empty; "abc".Substring(1).ToUpper()[0]',
  '"a`n$env:USERNAME ${b c} $(1+1)" -replace "(a)(.)","$2" -split "x"; @"\nhere $a\n"@; @\'\nx\n\'@',
  '1..20 | Sort-Object {$_ % 3} -Descending | Group-Object {$_ % 2} | Measure-Object Count -Sum | ConvertTo-Json',
  '"x,y`n1,2" | Set-Content a.csv; Import-Csv a.csv | Export-Csv b.csv -NoTypeInformation; Get-Content b.csv > c.txt 2>$null',
  'while ($true) { $s += "xxxxxxxx" * 100 }',
  'function f { f }; f',
  '& { param($x) $x.__proto__.constructor } @(1); @{constructor=1}.toString(); $x.prototype; [object]::new()',
  '"aaaaaaaaaaaaaaaaaaaaaaaaaaa!" -match "(a+)+$"',
  'trap [Exception] { "t $_"; continue }; switch -File a.txt { "x" { throw 1 } default { $_ } }; iex "1+1"; exit 2',
  '1..3 | Tee-Object -FilePath a.txt | Select-String "[12]" | Get-Unique; Compare-Object 1,2 2,3; Get-Random -SetSeed 1 -Count 2',
  '([xml]"<a b=\'1\'><c>x</c></a>").a.c; @{a=1,@{b=$null}} | Export-Clixml o.xml -Depth 3; (Import-Clixml o.xml).a; "<Objs><Obj><LST>" > o.xml',
  'function S { [CmdletBinding(SupportsShouldProcess)] param($n) if ($PSCmdlet.ShouldProcess($n)) { $MyInvocation.MyCommand } }; S 1 -WhatIf -OutVariable +v',
  '$o = [pscustomobject]@{a=1}; $o | Add-Member ScriptProperty b { $this.b; $this.a++ }; $o | Add-Member AliasProperty c b -PassThru | fl; $o.c | fw -AutoSize; [array]::Sort(($r = 2,1)); "x".Length',
  'Start-Transcript t.txt; "exit 1" > s.ps1; . .\\s.ps1; Copy-Item s.ps1 z.ps1; dir *.ps1 | Remove-Item; Stop-Transcript; Get-History',
]
const pieces = seeds.flatMap((one) => one.match(/[$@]?\w+|\s+|[^\w\s]/g) ?? [])
const mutated = fc
  .tuple(
    fc.constantFrom(...seeds),
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat(12),
        fc.constantFrom(...pieces, '“', '–', '\u00a0', '`', '\0', '$(', '@{', '@"\n'),
      ),
    ),
  )
  .map(([text, edits]) =>
    edits.reduce((made, [at, drop, piece]) => {
      const place = at % (made.length + 1)
      return made.slice(0, place) + piece + made.slice(place + drop)
    }, text),
  )
const random = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((words) => words.join(''))
const limits = { steps: 3000, milliseconds: 1000, records: 300, depth: 20, cells: 300_000 }

/** PowerShell scripts in number: 100,000 with FUZZ_RUNS=100000, fewer in an ordinary run. */
const numRuns = Number(process.env.FUZZ_RUNS ?? 3000)

it('survives mutated and random scripts: no crash, no hang, no way out', {
  timeout: process.env.FUZZ_RUNS ? 10_000_000 : 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(mutated, random), async (script) => {
      const host = testHost([], ['a', 'b'])
      const shell = await openShell(host, limits)
      for await (const { errors } of shell.run(script))
        for (const { record } of errors) expect(record.message).not.toBe('')
      expect(Object.keys(Object.prototype)).toEqual([])
    }),
    { numRuns },
  )
})
