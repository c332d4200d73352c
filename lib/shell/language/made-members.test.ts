import { describe, expect, it } from 'vitest'
import { cmdlet } from '../cmdlet'
import { ok } from '../result'
import { consoleOf, testHost } from '../testing/language-host'

describe('a member that a script makes', () => {
  it('is worked out anew whenever it is read, and shown with the others', async () => {
    const script = `$o = [pscustomobject]@{A=2}
$o | Add-Member -MemberType ScriptProperty -Name Twice -Value { $this.A * 2 }
$o.Twice; $o.A = 5; $o.Twice; ($o | ConvertTo-Csv)[2]`
    expect(await consoleOf(script)).toBe('4\n10\n"5","10"')
  })

  it('has the object as $this in a method', async () => {
    expect(
      await consoleOf(
        '$o = [pscustomobject]@{A=2}; $o | Add-Member ScriptMethod Plus { $this.A + $args[0] }; $o.Plus(3)',
      ),
    ).toBe('5')
  })

  it('may be another name of a property', async () => {
    const script = '$o = [pscustomobject]@{A=2}; $o | Add-Member AliasProperty B A; $o.B = 7; $o.A; $o.B'
    expect(await consoleOf(script)).toBe('7\n7')
  })

  it('is $null where its block fails, asks itself, or wants a command of the site', async () => {
    const thing = cmdlet<null>()({
      name: 'Get-Thing',
      synopsis: '',
      parameters: {},
      run: async () => ok({ output: [{ Identity: 'a' }] }),
    })
    const host = testHost([thing])
    const script = `$o = [pscustomobject]@{A=1}
$o | Add-Member ScriptProperty Thrown { throw 'x' }
$o | Add-Member ScriptProperty Again { $this.Again }
$o | Add-Member ScriptProperty Site { Get-Thing }
$null -eq $o.Thrown; $null -eq $o.Again; $null -eq $o.Site; (Get-Thing).Identity`
    expect(await consoleOf(script, host)).toBe('True\nTrue\nTrue\na')
    expect(host.executed).toHaveLength(1)
  })
})

describe('what gives nothing', () => {
  it.each([
    ["$l = [Collections.ArrayList]@(); @([void]$l.Add('x')).Count; $l.Count", '0\n1'],
    ['$l = [Collections.ArrayList]@(); @(1..3 | % { [void]$l.Add($_) }).Count; $l.Count', '0\n3'],
    ['$h = @{a=1}; @(1 | % { $h.Remove("a") }).Count; $h.Count', '0\n0'],
    ['@(1 | % { $null }).Count', '1'],
  ])('writes nothing: %s', async (script, shown) => {
    expect(await consoleOf(script)).toBe(shown)
  })
})

it.each([
  ["[array]::Sort(($r = 3,1,2)); $r -join ','", '1,2,3'],
  ['Write-Output "abc".Length \'de\'.ToUpper()', '3\nDE'],
  ["'one','two','three' | Format-Wide -AutoSize", 'one   two   three'],
  ['1..5 | Format-Wide -Column 40', '1  2  3  4  5'],
  ['$x = 1; function f([ref]$y) { $y.Value = 9 }; f ([ref]$x); $x', '9'],
])('runs %s', async (script, shown) => {
  expect(await consoleOf(script)).toBe(shown)
})
