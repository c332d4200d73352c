import { describe, expect, it } from 'vitest'
import { cmdlet } from '../cmdlet'
import { int32, mandatory, piped, switchParameter, text } from '../parameter'
import { ok, refuse } from '../result'
import { consoleOf, testHost } from '../testing/language-host'
import { openShell, usualLimits } from '.'

const things = [
  cmdlet<null>()({
    name: 'Get-Thing',
    synopsis: 'Gets things.',
    parameters: { Identity: { ...text, position: 1 } },
    run: async ({ Identity }) =>
      Identity === 'no'
        ? refuse('ObjectNotFound', 'ManagementObjectNotFoundException', "The thing 'no' couldn't be found.")
        : ok({
            output: [
              { Identity: 'a', Size: 5 },
              { Identity: 'b', Size: 7 },
            ],
          }),
  }),
  cmdlet<null>()({
    name: 'Set-Thing',
    synopsis: 'Sets a thing.',
    parameters: { Identity: mandatory(piped(text), 1), Url: text, Count: int32, Force: switchParameter },
    run: async () => ok({}),
  }),
]

/** What the commands were called with. */
async function called(source: string, answers: string[] = []) {
  const host = testHost(things, answers)
  const shown = await consoleOf(source, host)
  return { shown, calls: host.executed.map(({ name, arguments: args }) => ({ name, ...args })), host }
}

describe('an expression', () => {
  it.each([
    ['5/2; 7%3; 4/2', '2.5\n1\n2'],
    ['1.9GB; 2GB; 1KB', '2040109465.6\n2147483648\n1024'],
    ['2147483647 + 1', '2147483648'],
    ['0.1 + 0.2', '0.3'],
    ["'5' + 3; 5 + '3'", '53\n8'],
    ["'ab' * 2; (1,2) * 2 -join ','", 'abab\n1,2,1,2'],
    ['1..5 -join ","; (5..1)[0]', '1,2,3,4,5\n5'],
    ["1,2,3,4 -gt 2 -join ' '", '3 4'],
    ["(1,2,3,4 -gt 2) -join ' '", '3 4'],
    ["'A' -eq 'a'; 'A' -ceq 'a'; 10 -gt '9'; '10' -gt 9", 'True\nFalse\nTrue\nFalse'],
    ["'abc' -like 'A*'; 'abc' -match 'b(.)'; $Matches[1]", 'True\nTrue\nc'],
    ["'a,b;c' -split '[,;]'; 'aXb' -replace 'x','-'", 'a\nb\nc\na-b'],
    ["2 -in 1,2; 1,2 -contains 3; 5 -is [int]; '7' -as [int]", 'True\nFalse\nTrue\n7'],
    ["'{0:N2}|{1,-4}|{2:D3}' -f 1234.5,'ab',7", '1,234.50|ab  |007'],
    ['$a = 1,2,3; $a[-1]; $a[0,2] -join "+"; "x$($a[1])y $a"', '3\n1+3\nx2y 1 2 3'],
    ['$h = @{A=1}; $h.b = 2; $h["a"] + $h.B; $h.Count', '3\n2'],
    ["\"tab`tquote`\"\" + 'it''s'", 'tab\tquote"it\'s'],
    ['[int]2.5; [int]3.5; [bool]"false"; [string]$true', '2\n4\nTrue\nTrue'],
    ["'Hello'.Substring(1,3).ToUpper(); 'a-b'.Replace('-','+')", 'ELL\na+b'],
    [
      "[datetime]'11/22/2026'; ([datetime]'1/31/2026').AddMonths(1).ToString('yyyy-MM-dd')",
      '11/22/2026 12:00:00 AM\n2026-02-28',
    ],
    ['$a, $b = 1,2,3; $b -join ","', '2,3'],
    ['@\'\nplain $x\n\'@; @"\nsum $(1+1)\n"@', 'plain $x\nsum 2'],
  ])('%s', async (source, shown) => {
    expect(await consoleOf(source)).toBe(shown)
  })
})

describe('a statement', () => {
  it.each([
    ['foreach ($x in 1..4) { if ($x -eq 2) { continue }; if ($x -eq 4) { break }; $x }', '1\n3'],
    [':o foreach ($a in 1..2) { foreach ($b in 1..3) { if ($b -eq 2) { continue o }; "$a$b" } }', '11\n21'],
    ['for ($i = 0; $i -lt 2; $i++) { $i }; do { $i-- } until ($i -le 0); $i', '0\n1\n0'],
    ["switch -wildcard ('abc','z') { 'a*' {'A'} default {'D'} }", 'A\nD'],
    ["try { throw 'bad' } catch { $_.Exception.Message } finally { 'end' }", 'bad\nend'],
    ["try { [int]'x' } catch [System.Management.Automation.PSInvalidCastException] { 'cast' }", 'cast'],
    ['function F($a, $b = 2) { "$a-$b"; return; "never" }; F 1; F -b 3 -a 0', '1-2\n0-3'],
    ['function G { begin { "b" } process { $_ * 2 } end { "e" } }; 1,2 | G', 'b\n2\n4\ne'],
    ['$s = { param($a) $a + 1 }; & $s 4; $x = if ($true) { 9 }; $x', '5\n9'],
    ['function H { $script:n = 5; $n = 1 }; H; $n', '5'],
  ])('%s', async (source, shown) => {
    expect(await consoleOf(source)).toBe(shown)
  })
})

describe('a command of the site', () => {
  it('is bound by abbreviation, position, splatting and from the pipeline by property name', async () => {
    const { calls } = await called(
      "Set-Thing x -Cou 5 -Force:$false; $p = @{Url='w'}; Get-Thing | Set-Thing @p",
    )
    expect(calls).toEqual([
      { name: 'Set-Thing', Identity: 'x', Count: 5, Force: { kind: 'switch', present: false } },
      { name: 'Get-Thing' },
      { name: 'Set-Thing', Identity: 'a', Url: 'w' },
      { name: 'Set-Thing', Identity: 'b', Url: 'w' },
    ])
  })

  it('takes the quotes and dashes that pasted text brings', async () => {
    const { calls } = await called('Set-Thing \u2013Identity \u201cx y\u201d\u00a0-Url a\u2013b,c')
    expect(calls).toEqual([])
    const second = await called('Set-Thing \u2013Identity \u201cx y\u201d\u00a0-Url a\u2013b')
    expect(second.calls).toEqual([{ name: 'Set-Thing', Identity: 'x y', Url: 'a\u2013b' }])
  })

  it('stops early when enough has come', async () => {
    const { shown } = await called(
      "Get-Thing | Select-Object -First 1 | ForEach-Object { $_.Identity }; 'next'",
    )
    expect(shown).toBe('a\nnext')
  })

  it('asks for a mandatory parameter', async () => {
    const { calls, host } = await called('Set-Thing -Url u', ['asked'])
    expect(host.questions).toMatchObject([{ kind: 'text', prompt: 'Identity: ' }])
    expect(calls).toEqual([{ name: 'Set-Thing', Url: 'u', Identity: 'asked' }])
  })

  it.each([
    ['Set-Thing x Restart', "A positional parameter cannot be found that accepts argument 'Restart'."],
    ['Set-Thing x -Nope 1', "A parameter cannot be found that matches parameter name 'Nope'."],
    ['Set-Thing x -Count abc', "Cannot process argument transformation on parameter 'Count'."],
    ['Get-Nothing', "The term 'Get-Nothing' is not recognized as the name of a cmdlet"],
    ['[Diagnostics.Process]::Start(1)', 'Unable to find type [Diagnostics.Process].'],
    ['Get-Thing no', "Get-Thing : The thing 'no' couldn't be found."],
  ])('%s is refused in the words of PowerShell', async (source, words) => {
    expect((await called(source)).shown).toContain(words)
  })

  it('fails without ending the script, is silent or is caught as -ErrorAction says', async () => {
    const { shown } = await called(
      "Get-Thing no -ErrorAction SilentlyContinue; $Error.Count; try { Get-Thing no -EA Stop } catch { 'caught' }; try { Get-Thing no 2>$null } catch { 'not this' }; 'end'",
    )
    expect(shown).toBe('1\ncaught\nend')
  })
})

describe('a mandatory parameter of a script', () => {
  it('is asked for even when it has a default', async () => {
    const script =
      'param ([string] [Parameter(Mandatory=$true, HelpMessage = "The path")] $Path = "c:\\x.pfx")\n"got $Path"'
    expect((await called(script, ['typed'])).shown).toBe('got typed')
  })
})

describe('input that is not whole', () => {
  it.each([
    ['if ($x) {', true, "Missing closing '}' in statement block or type definition."],
    ['Get-Thing |', true, 'An empty pipe element is not allowed.'],
    ['"abc', true, 'The string is missing the terminator: ".'],
    ['1 +', true, "You must provide a value expression following the '+' operator."],
    [')', false, "Unexpected token ')' in expression or statement."],
  ])('%s', async (source, incomplete, message) => {
    const shell = await openShell(testHost())
    expect(shell.check(source)).toMatchObject({ ok: false, incomplete, error: { record: { message } } })
  })
})

describe('a script without end', () => {
  it('is stopped by its limits, and by Ctrl-C', async () => {
    expect(await consoleOf('while ($true) { }', testHost(), { ...usualLimits, steps: 5000 })).toContain(
      'takes too many steps',
    )
    const shell = await openShell(testHost())
    const stop = new AbortController()
    const run = shell.run('while ($true) { $i++ }', stop.signal).next()
    setImmediate(() => stop.abort())
    expect((await run).value).toMatchObject({ ended: 'stopped' })
  })

  it('cannot recurse, grow or backtrack without bounds', async () => {
    expect(await consoleOf('function F { F }; F')).toContain('call depth overflow')
    expect(await consoleOf("'a' * 99999999")).toContain('Insufficient memory')
    expect(await consoleOf("('a' * 40 + '!') -match '^(a+)+$'")).toContain('takes too long')
  })
})

describe('the console', () => {
  it('shows few properties as a table and many as a list', async () => {
    expect(await consoleOf('[pscustomobject]@{A=1;B="x"} | Format-Table -AutoSize')).toBe('A B\n- -\n1 x')
    expect(await consoleOf('[pscustomobject]@{A=1;Bb="x";C=$null;D=1,2;E=$true}')).toBe(
      'A  : 1\nBb : x\nC  :\nD  : {1, 2}\nE  : True',
    )
  })

  it('sorts, groups, measures and calculates', async () => {
    expect(
      await consoleOf(
        "'b','a','c' | sort -Desc; (1..4 | measure -Sum).Sum; (1..4 | group {$_ % 2}).Count; (1 | select @{n='T';e={$_*2}}).T",
      ),
    ).toBe('c\nb\na\n10\n2\n2')
  })
})
