import { expect, it } from 'vitest'
import { consoleOf } from '../testing/language-host'

/** Names that every JavaScript object has, and no value of the language. */
const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']

/** Where a script can say a name; nothing is there by these. */
const readings: readonly (readonly [string, (name: string) => string])[] = [
  ['a property of a text', (name) => `('x'.${name}), ('smtp:a@b.c'.'${name}')`],
  ['a property of a number, a date and nothing', (name) => `(5).${name}; (Get-Date).${name}; $null.${name}`],
  ['a property of a table', (name) => `@{}.${name}; @{}['${name}']; ([ordered]@{}).'${name}'`],
  ['a property of an object', (name) => `([pscustomobject]@{a=1}).${name}`],
  ['a property of a type', (name) => `[string]::${name}; [Text.Encoding]::${name}; [DateTime]::${name}`],
  ['a variable', (name) => `$${name}; $env:${name}; $global:${name}`],
  ['a column', (name) => `[pscustomobject]@{a=1} | Select-Object -ExpandProperty a | % { $_.${name} }`],
  ['a type that is asked for', (name) => `1 -as '${name}'`],
]

it.each(readings)('has nothing by the name of %s', async (_, line) => {
  for (const name of names) expect((await consoleOf(line(name))).trim(), name).toBe('')
})

const refusals: readonly (readonly [string, (name: string) => string, string])[] = [
  ['a command', (name) => `& '${name}'`, 'CommandNotFoundException'],
  ['a parameter', (name) => `Get-Date -${name} 1`, 'NamedParameterNotFound'],
  ['a type', (name) => `[${name}]`, 'TypeNotFound'],
  ['a new object', (name) => `New-Object ${name}`, 'TypeNotFound'],
  ['a static method', (name) => `[math]::${name}(1)`, 'MethodNotFound'],
]

it.each(refusals)('knows %s of none of these names', async (_, line, errorId) => {
  for (const name of names) expect(await consoleOf(line(name)), name).toContain(errorId)
})

it('has no methods by the names of JavaScript', async () => {
  for (const name of ['__proto__', 'constructor', 'hasOwnProperty', 'valueOf', 'apply'])
    for (const value of ["'x'", '@(1)', '@{}', '(Get-Date)', '(1GB)', '[timespan]::Zero', '{ 1 }'])
      expect(await consoleOf(`${value}.${name}('a')`), `${value}.${name}`).toContain('MethodNotFound')
})

it('takes them as names of its own', async () => {
  for (const name of names) {
    expect(await consoleOf(`$${name} = 7; $${name} + 1`)).toBe('8')
    expect(await consoleOf(`$h = @{${name}=1}; $h.${name} += 2; $h.${name}; $h.Count`)).toBe('3\n1')
    expect(await consoleOf(`([pscustomobject]@{${name}=4}).${name}`)).toBe('4')
    expect(await consoleOf(`function ${name} { param($${name}) $${name} * 2 }; ${name} -${name} 5`)).toBe(
      '10',
    )
    expect(await consoleOf(`('{"${name}":6}' | ConvertFrom-Json).${name}`)).toBe('6')
    expect(await consoleOf(`@{${name}=@{a=1}} | ConvertTo-Json -Compress`)).toBe(`{"${name}":{"a":1}}`)
    expect(await consoleOf(`('x,${name}','1,2' | ConvertFrom-Csv).${name}`)).toBe('2')
    expect(await consoleOf(`Set-Alias ${name} Write-Output; ${name} 3`)).toBe('3')
  }
  expect(Object.keys(Object.prototype)).toEqual([])
})

it('reads no entity of XML and no encoding by them', async () => {
  expect(await consoleOf("([xml]'<a>&constructor;</a>').a")).toBe('&constructor;')
  expect(await consoleOf("'ä' | Set-Content a.txt -Encoding constructor; Get-Content a.txt")).toBe('ä')
})
