import { describe, expect, it } from 'vitest'
import { consoleOf, testHost } from '../testing/language-host'

const file = (text: string) => new TextEncoder().encode(text)
function run(source: string) {
  const host = testHost()
  host.files.set('C:\\log.txt', file('alpha\r\nbeta\r\nALSO'))
  host.files.set(
    'C:\\Scripts\\s.ps1',
    file(
      'param($n) "$PSScriptRoot $($MyInvocation.MyCommand.Name) $n $($args -join "+")"; function InFile { "defined" }; $kept = 1',
    ),
  )
  return consoleOf(source, host)
}

describe('the language', () => {
  it.each([
    ["trap { \"trapped $_\"; continue }; throw 'x'; 'after'", 'trapped x\nafter'],
    [
      "function F { trap [System.FormatException] { 'no' }; trap { 'any'; break }; throw 'x'; 'never' }; try { F } catch { 'out' }",
      'any\nout',
    ],
    ["switch -File log.txt { 'alpha' { 'A' } default { $_ } }", 'A\nbeta\nALSO'],
    ["switch -Regex -CaseSensitive ('Abc') { '^a' { 'low' } '^A(.)' { $Matches[1] } }", 'b'],
    ["switch -Wildcard ('abc') { 'A*' { 'w' } }", 'w'],
    ['& C:\\Scripts\\s.ps1 7 x y', 'C:\\Scripts s.ps1 7 x+y'],
    ['. C:\\Scripts\\s.ps1 1; InFile; $kept', 'C:\\Scripts s.ps1 1 \ndefined\n1'],
    ['C:\\Scripts\\s.ps1 1 | Out-Null; "[$kept]"', '[]'],
    ['function G { "$($args.Count) $($MyInvocation.MyCommand.Name)" }; G 1 2', '2 G'],
    ['function H2 { param($a, $b) $PSBoundParameters.Keys -join "," }; H2 -b 1', 'b'],
    [
      "$null = 5; 'a','b' | % { $null = $_ }; @('a','b').Where({ $_ -eq 'b' }); (1,2).ForEach({ $_ * 2 }) -join '+'",
      'b\n2+4',
    ],
    ['(,1) -is [array]; ($null).Count; @(1)[0]', 'True\n0\n1'],
    [
      "$l = New-Object System.Collections.ArrayList; [void]$l.Add('a'); $l.AddRange(@('b','c')); $l.Remove('a'); $l -join ''",
      'bc',
    ],
  ])('%s', async (source, shown) => {
    expect(await run(source)).toBe(shown)
  })

  it.each([
    ["'a' && 'b'", "The token '&&' is not a valid statement separator in this version."],
    ["'a' || 'b'", "The token '||' is not a valid statement separator in this version."],
    ['class A { [int]$x }', "The 'class' keyword is not supported in this version of the language."],
    ['enum E { A; B = 2 }', "The 'enum' keyword is not supported in this version of the language."],
    ['1 | Out-GridView', 'Out-GridView : Out-GridView is not supported in this shell.'],
    [
      'Invoke-Command -ComputerName other -ScriptBlock { 1 }',
      'Invoke-Command : Connecting to remote server other failed',
    ],
  ])('%s is refused', async (source, words) => {
    expect(await run(source)).toContain(words)
  })

  it('checks what the attributes of parameters ask for', async () => {
    const shown = await run(
      [
        "function F { [CmdletBinding()] param([Parameter(Mandatory)][ValidateSet('a','b')][string]$X, [ValidateRange(1,5)][int]$N = 3, [ValidatePattern('^\\d+$')]$P, [ValidateNotNullOrEmpty()]$E) \"$X $N\" }",
        'F -X a; F -X c; F -X b -N 9; F -X a -P q; F -X a -E ""',
      ].join('\n'),
    )
    expect(shown.split('\n').filter((line) => /^(?:\w \d|F :)/.test(line))).toEqual([
      'a 3',
      expect.stringContaining('does not belong to the set "a,b"'),
      expect.stringContaining('greater than the maximum allowed range of 5'),
      expect.stringContaining('does not match the "^\\d+$" pattern'),
      expect.stringContaining('The argument is null or empty.'),
    ])
  })
})

describe('a cmdlet of every day', () => {
  it.each([
    ["'abc','xyz' | Select-String b", 'abc'],
    [
      "Select-String -Path *.txt -Pattern '^al' -CaseSensitive | % { $_.LineNumber; $_.Filename }",
      '1\nlog.txt',
    ],
    ['Select-String log.txt -Pattern zzz -Quiet; dir log.txt | sls beta | % Line', 'False\nbeta'],
    ['1,1,2,2,1 | Get-Unique', '1\n2\n1'],
    ['(1..3 | Tee-Object -FilePath t.txt | Measure-Object -Sum).Sum; Get-Content t.txt', '6\n1\n2\n3'],
    ['Compare-Object 1,2,3 2,3,4 | % { "$($_.InputObject) $($_.SideIndicator)" }', '4 =>\n1 <='],
    ['Compare-Object 1,2 2,3 -IncludeEqual -ExcludeDifferent | % { $_.InputObject }', '2'],
    [
      '$a = Get-Random -SetSeed 5 -Maximum 100; $a -eq (Get-Random -SetSeed 5 -Maximum 100); (1..5 | Get-Random -Count 5 | sort) -join ""',
      'True\n12345',
    ],
    [
      'Split-Path C:\\a\\b.txt; Split-Path C:\\a\\b.txt -Leaf; Split-Path C:\\b.txt; Join-Path C:\\a\\ b.txt',
      'C:\\a\nb.txt\nC:\\\nC:\\a\\b.txt',
    ],
    [
      "'x' | Set-Content a.tmp; Copy-Item a.tmp b.tmp; Rename-Item a.tmp c.tmp; dir *.tmp | % Name | sort; dir *.tmp | Remove-Item; Test-Path *.tmp",
      'b.tmp\nc.tmp\nFalse',
    ],
    ['Invoke-Command -ScriptBlock { param($a) "ic $a" } -ArgumentList 5; iex "1 + 1"', 'ic 5\n2'],
    [
      '$x = [xml]"<a k=\'1\'><b>t</b><b>u &amp; v</b><c n=\'2\'>w</c></a>"; $x.a.k; $x.a.b[1]; $x.a.c.n; $x.a.c."#text"',
      '1\nu & v\n2\nw',
    ],
    ['[xml]"<a><b></a>"', expect.stringContaining('to type "System.Xml.XmlDocument"')],
    ["'a,b','1,2' | ConvertFrom-Csv | % { $_.b }; ('{\"a\":[1,2]}' | ConvertFrom-Json).a.Count", '2\n2'],
    ["Get-Date > d.txt; (Get-Content d.txt) -ne '' | % { 'one line' }", 'one line'],
  ])('%s', async (source, shown) => {
    expect(await run(source)).toEqual(shown)
  })

  it('writes objects with Export-Clixml that Import-Clixml reads again', async () => {
    expect(
      await run(
        '[pscustomobject]@{N=\'a<b\';L=1,2;D=[datetime]\'2026-01-02\';H=@{k=$true};Z=$null;T="x`ny_x0041_"} | Export-Clixml o.xml; $o = Import-Clixml o.xml; $o.N; $o.L.Count; $o.D.Year; $o.H.k; $o.Z -eq $null; $o.T -eq "x`ny_x0041_"',
      ),
    ).toBe('a<b\n2\n2026\nTrue\nTrue\nTrue')
  })

  it('keeps a transcript of what was typed and shown', async () => {
    const host = testHost()
    await consoleOf('Start-Transcript t.txt | Out-Null', host)
    const shown = await consoleOf(
      "Start-Transcript t.txt | Out-Null; 'hello'; Write-Host 'there'; Stop-Transcript | Out-Null; Get-Content t.txt",
      host,
    )
    expect(shown).toMatch(/transcript start\n[\s\S]*hello\nthere\n\*+\nWindows PowerShell transcript end/)
  })

  it('remembers the lines of the session', async () => {
    expect(await run("'a'; (Get-History).CommandLine.Substring(0, 3)")).toBe("a\n'a'")
  })
})
