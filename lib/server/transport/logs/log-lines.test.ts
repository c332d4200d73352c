import { describe, expect, it } from 'vitest'
import { logLines } from './log-lines'

describe('The lines of a log', () => {
  it('keep a value on its line, and quote what would end it', () => {
    expect(logLines([['a\r\nb', 'c,d', '"e"', 7]])).toBe('a b,"c,d","""e""",7\r\n')
  })

  it('hold nothing that a spreadsheet would compute', () => {
    const rows = ['=HYPERLINK("x")', '@SUM(1)', '+1', '-1+cmd|x', ' =1', '\t=1'].map((value) => [value])
    for (const line of logLines(rows).trimEnd().split('\r\n')) expect(line).toMatch(/^"?'/)
  })

  it('leave the signs of events and addresses as they are', () => {
    expect(logLines([['+', '-', '>', '<a@contoso.com>', '2.0.0']])).toBe('+,-,>,<a@contoso.com>,2.0.0\r\n')
  })
})
