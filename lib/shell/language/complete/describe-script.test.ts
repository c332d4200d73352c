import { expect, it } from 'vitest'
import { describeScript } from './describe-script'

it('tells what a script asks for, without running it', async () => {
  const described = await describeScript(`param(
  [Parameter(Mandatory = $true, HelpMessage = 'The password of the file')][System.Security.SecureString]$Password,
  [Parameter(Mandatory)][string]$Server,
  [int]$Days = 30 * 2,
  [switch]$Force,
  $Anything
)
throw 'it ran'`)
  expect(described).toEqual({
    ok: true,
    parameters: [
      {
        name: 'Password',
        type: 'System.Security.SecureString',
        mandatory: true,
        secret: true,
        defaultText: null,
        help: 'The password of the file',
      },
      { name: 'Server', type: 'string', mandatory: true, secret: false, defaultText: null, help: null },
      { name: 'Days', type: 'int', mandatory: false, secret: false, defaultText: '30 * 2', help: null },
      { name: 'Force', type: 'switch', mandatory: false, secret: false, defaultText: null, help: null },
      { name: 'Anything', type: 'object', mandatory: false, secret: false, defaultText: null, help: null },
    ],
  })
})

it('asks for nothing where there is no param block', async () => {
  expect(await describeScript("'hello'")).toEqual({ ok: true, parameters: [] })
})

it('names the line where a script cannot be read', async () => {
  const described = await describeScript("'fine'\nif (")
  expect(described).toMatchObject({ ok: false, error: { position: { line: 2 } } })
})
