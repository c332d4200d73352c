import { describe, expect, it } from 'vitest'
import { shellAddress } from './open-in-shell'

describe('the address of the shell', () => {
  it('holds the lines as they are, whatever is in them', () => {
    const lines = ['Get-User -Filter \'a&b="ü" #\'', 'Get-Queue | Select-Object -First 1']
    const address = new URL(shellAddress(lines) ?? '', 'http://site')
    expect([...address.searchParams]).toEqual([['line', lines.join('\n')]])
    expect(address.hash).toBe('')
  })

  it('holds a half of a surrogate pair as the sign for what cannot be shown', () => {
    expect(shellAddress(['a\uD800'])).toBe('/email/shell?line=a%EF%BF%BD')
  })

  it('is not there for what no line and no address can hold', () => {
    expect(shellAddress(['x'.repeat(4000)])).not.toBeNull()
    expect(shellAddress(['x'.repeat(2000), 'x'.repeat(2000)])).toBeNull()
    expect(shellAddress(['界'.repeat(3000)])).toBeNull()
  })
})
