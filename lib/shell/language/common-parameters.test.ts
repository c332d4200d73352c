import { expect, it } from 'vitest'
import { cmdlet } from '../cmdlet'
import { mandatory, piped, text } from '../parameter'
import { ok, refuse } from '../result'
import { consoleOf, testHost } from '../testing/language-host'

const commands = [
  cmdlet<null>()({
    name: 'Get-Thing',
    synopsis: 'Gets things.',
    parameters: { Identity: { ...text, position: 1 } },
    run: async ({ Identity }) =>
      Identity === 'no'
        ? refuse('ObjectNotFound', 'NotFound', "The thing 'no' couldn't be found.")
        : ok({ output: Identity === 'none' ? [] : [{ Identity: 'a' }, { Identity: 'b' }] }),
  }),
  cmdlet<null>()({
    name: 'Set-Thing',
    synopsis: 'Sets a thing.',
    parameters: { Identity: mandatory(piped(text), 1) },
    run: async () => ok({}),
  }),
]
const run = (source: string, answers: string[] = []) => consoleOf(source, testHost(commands, answers))

it.each([
  [
    '-ErrorAction of one command does not hide what fails after it in the pipeline',
    "Get-Thing -ErrorAction SilentlyContinue | ForEach-Object { throw 'down' }",
    /^down\n/,
  ],
  [
    'a try in a script block does not catch what fails further down',
    "try { 1 | ForEach-Object { try { $_ } catch { 'inner' } } | ForEach-Object { throw 'x' } } catch { 'outer' }",
    /^outer$/,
  ],
  [
    '-Verbose speaks for its own command only',
    "function V { [CmdletBinding()] param() Write-Verbose 'v' }; V -Verbose; V; 1 | Where-Object { Write-Verbose 'w' } -Verbose; Write-Verbose 'x'",
    /^VERBOSE: v\nVERBOSE: w$/,
  ],
  [
    '-ErrorVariable +e adds, and -EA 0 is silent',
    'Get-Thing no -ErrorVariable e -EA SilentlyContinue; Get-Thing no -ErrorVariable +e -EA 0; $e.Count',
    /^2$/,
  ],
  [
    '$? says whether the last command succeeded',
    'Get-Thing no 2>$null; $?; Get-Thing | Out-Null; $?',
    /^False\nTrue$/,
  ],
  ['$? is kept by an assignment', '$x = Get-Thing no 2>$null; $?', /^False$/],
  [
    'exit in a script gives $LASTEXITCODE, and the caller goes on',
    '\'exit 3; "never"\' | Set-Content s.ps1; .\\s.ps1; $LASTEXITCODE',
    /^3$/,
  ],
  ['throw ends the script', "throw 'x'; 'never'", /^x\n(?![\s\S]*\nnever$)/],
  ['-ErrorAction Stop ends the script', "Get-Thing no -ErrorAction Stop; 'never'", /^(?![\s\S]*\nnever$)/],
  [
    'the preferences of a function hold for what it calls',
    "function F { [CmdletBinding()] param() Get-Thing no; 'on' }; F -ErrorAction SilentlyContinue; try { F -EA Stop } catch { 'caught' }",
    /^on\ncaught$/,
  ],
])('%s', async (_, source, shown) => {
  expect(await run(source)).toMatch(shown)
})

it.each([
  [
    "'x' | Set-Content w.txt -WhatIf; Test-Path w.txt",
    'Performing the operation "Set Content" on target "Path: C:\\w.txt".\nFalse',
  ],
  [
    "'x' | Out-File w.txt -WhatIf; Test-Path w.txt",
    'Performing the operation "Output to File" on target "C:\\w.txt".\nFalse',
  ],
  [
    "'x' > k.txt; Remove-Item k.txt -WhatIf; Test-Path k.txt",
    'Performing the operation "Remove File" on target "C:\\k.txt".\nTrue',
  ],
  [
    'Get-Thing | Export-Csv c.csv -WhatIf; Test-Path c.csv',
    'Performing the operation "Export-Csv" on target "C:\\c.csv".\nFalse',
  ],
  [
    'Set-Alias q Get-Thing -WhatIf',
    'Performing the operation "Set Alias" on target "Name: q Value: Get-Thing".',
  ],
  ['$WhatIfPreference = $true; Set-Thing a', 'Performing Set-Thing.'],
  [
    'function F { [CmdletBinding(SupportsShouldProcess)] param($n) if ($PSCmdlet.ShouldProcess($n, "Do")) { 1 } }; F a -WhatIf',
    'Performing the operation "Do" on target "a".',
  ],
])('%s only tells', async (source, told) => {
  expect(await run(source)).toBe(`What if: ${told}`)
})

it('asks with -Confirm, and does nothing without a yes', async () => {
  const remove = "'x' > k.txt; Remove-Item k.txt -Confirm; Test-Path k.txt"
  expect(await run(remove, ['n'])).toBe('True')
  expect(await run(remove, ['y'])).toBe('False')
})

it('passes over what wrote nothing: in foreach, in pipes, from variables', async () => {
  expect(
    await run(
      "foreach ($x in $null) { 'a' }; foreach ($x in $null.Prop) { 'b' }; foreach ($x in (Get-Thing none)) { 'c' }; $n = Get-Thing none; $n | % { 'd' }; (Get-Thing none) | % { 'e' }; $null | % { 'once' }; foreach ($x in @($null)) { 'one' }",
    ),
  ).toBe('once\none')
})

it('runs the blocks of ForEach-Object and Where-Object where they are called', async () => {
  expect(
    await run(
      '$n = 0; 1..3 | % { $n += $_ }; $n; 1..4 | ? { $last = $_; $true } | Out-Null; $last; $_ -eq $null',
    ),
  ).toBe('6\n4\nTrue')
})
