import { describe, expect, it } from 'vitest'
import { codeIn, isRefusal, meaningOf, messageIdIn, nextLines } from './reply-words'

const people = { sender: 'a@fabrikam.com', recipient: 'FrankM@contoso.com' }

describe('A reply in a typed session', () => {
  it('is explained by what it answers', () => {
    expect(meaningOf('', '220 exch01 ready')).toContain('ready')
    expect(meaningOf('RCPT TO:<a@b.c>', '250 2.1.5 Recipient OK')).toContain('recipient is accepted')
    expect(meaningOf('.', '250 2.6.0 Queued mail for delivery')).toContain('answers for it')
    expect(meaningOf('RCPT TO:<a@b.c>', '559 no')).toBe('Refused for good.')
  })

  it('leads to its code where it failed', () => {
    expect(codeIn('550 5.7.1 Unable to relay')).toBe('5.7.1')
    expect(codeIn('250 2.1.5 Recipient OK')).toBeNull()
  })

  it('is a refusal with a 4 or a 5, and names the message that was kept', () => {
    expect(['451 4.7.0 wait', '550 5.1.1 no', '250 2.1.5 ok', '354 go'].map(isRefusal)).toEqual([
      true,
      true,
      false,
      false,
    ])
    expect(messageIdIn('250 2.6.0 <a@b> [InternalId=1] Queued mail for delivery')).toBe('<a@b>')
    expect(messageIdIn('250 2.1.5 Recipient OK')).toBeNull()
  })

  it('is followed by what is usually said next', () => {
    expect(nextLines([], 'command', people)[0]).toMatch(/^EHLO/)
    expect(nextLines(['EHLO x'], 'command', people)[0]).toBe('MAIL FROM:<a@fabrikam.com>')
    expect(nextLines(['EHLO x', 'mail from:<>'], 'command', people)[0]).toBe('RCPT TO:<FrankM@contoso.com>')
    expect(nextLines([], 'message', people)).toContain('.')
    expect(nextLines([], 'nothing', people)).toEqual([])
  })
})
