import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Parser } from 'web-tree-sitter'
import { command, pipe } from './command'
import { printCommand, quote } from './print'
import { awkwardText } from './testing/awkward-text'
import { literalText, nodesOf, powerShellParser } from './testing/parser'
import { absent, fileContent, present, secure } from './value'

let parser: Parser
beforeAll(async () => {
  parser = await powerShellParser()
})

describe('a printed command', () => {
  it('holds whatever was typed as one literal, by an independent parser', () => {
    fc.assert(
      fc.property(awkwardText, (text) => {
        const tree = parser.parse(`Set-Thing -Name ${quote(text)} -Last 'end'`)
        const root = tree?.rootNode
        const literals = root ? nodesOf(root, 'verbatim_string_characters') : []
        expect(root?.hasError).toBe(false)
        expect(root && nodesOf(root, 'command')).toHaveLength(1)
        expect(literals.map((node) => literalText(node.text))).toEqual([text, 'end'])
      }),
      { numRuns: 2000 },
    )
  })

  it('refuses what no script can hold', () => {
    expect(() => quote('a\0b')).toThrow()
    expect(() => quote('\ud800')).toThrow()
  })

  it('shows switches, lists, booleans and nothing as PowerShell writes them', () => {
    const line = printCommand(
      command('Set-X', {
        Force: present,
        Confirm: absent,
        On: true,
        Off: false,
        List: ['a', "b'c"],
        None: null,
        Count: 3,
      }),
    )
    expect(line).toBe(
      "Set-X -Force -Confirm:$false -On $true -Off $false -List 'a','b''c' -None $null -Count 3",
    )
  })

  it('asks for a secret instead of writing it down, and reads a file instead of holding it', () => {
    const line = printCommand(
      command('Import-X', {
        FileData: fileContent('C:\\a b.pfx'),
        Password: secure('Password of a b.pfx', 'sealed'),
      }),
    )
    expect(line).toBe(
      "Import-X -FileData ([Byte[]](Get-Content -Path 'C:\\a b.pfx' -Encoding Byte -ReadCount 0)) -Password (Read-Host -AsSecureString -Prompt 'Password of a b.pfx')",
    )
    expect(line).not.toContain('sealed')
  })

  it('joins a pipeline, and calls a program in a folder with spaces by &', () => {
    expect(printCommand(pipe(command('Get-A'), command('Set-A', { B: 1 })))).toBe('Get-A | Set-A -B 1')
    expect(printCommand(command('C:\\Program Files\\x.exe', {}, ['config', 'a b']))).toBe(
      "& 'C:\\Program Files\\x.exe' config 'a b'",
    )
  })
})
