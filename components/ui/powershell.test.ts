import { describe, expect, it } from 'vitest'
import { tokenize } from './powershell'

const kinds = (code: string) =>
  tokenize(code)
    .filter(({ text }) => text.trim() !== '')
    .map(({ kind, text }) => `${kind} ${text.trim()}`)

describe('colouring PowerShell', () => {
  it('tells a command, its parameters and its values apart', () => {
    expect(
      kinds("Set-Mailbox -Identity 'FrankM' -UseDatabaseQuotaDefaults $false -IssueWarningQuota 1.9GB"),
    ).toEqual([
      'command Set-Mailbox',
      'parameter -Identity',
      "string 'FrankM'",
      'parameter -UseDatabaseQuotaDefaults',
      'variable $false',
      'parameter -IssueWarningQuota',
      'number 1.9GB',
    ])
  })

  it('sees a new command after a pipe, in parentheses and on the next line', () => {
    const code = 'Get-Queue | Retry-Queue\nNew-X -Password (Read-Host -AsSecureString)'
    expect(kinds(code).filter((kind) => kind.startsWith('command'))).toEqual([
      'command Get-Queue',
      'command Retry-Queue',
      'command New-X',
      'command Read-Host',
    ])
  })

  it('keeps doubled quotes, dollars, comments and line breaks inside one string', () => {
    expect(kinds("New-X -Name 'O''Brien # $(x)\n''' -Y 1")[2]).toBe("string 'O''Brien # $(x)\n'''")
    expect(kinds('New-X -Name "a `" b" c')[2]).toBe('string "a `" b"')
  })

  it('closes a string at a curly quote, as PowerShell does', () => {
    expect(kinds('New-X ‘it’’s’ -Y')).toEqual(['command New-X', 'string ‘it’’s’', 'parameter -Y'])
  })

  it('leaves hyphens within words alone, and knows comparison operators', () => {
    expect(kinds('ARRConfig config -hostnames mail.my-firm.com')).toEqual([
      'command ARRConfig',
      'text config',
      'parameter -hostnames',
      'text mail.my-firm.com',
    ])
    expect(kinds('$a -eq 1')).toEqual(['variable $a', 'operator -eq', 'number 1'])
  })

  it('loses nothing', () => {
    for (const code of ["'unfinished", '"', '$', '# only', '\u{1F600} -😀 `', 'a\'b"c$d#e', '\r\n\t'])
      expect(
        tokenize(code)
          .map(({ text }) => text)
          .join(''),
      ).toBe(code)
  })
})
