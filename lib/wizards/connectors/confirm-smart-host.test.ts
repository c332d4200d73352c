import { describe, expect, it } from 'vitest'
import { confirmSmartHost, keepMailInside, type SmartHostFacts } from './confirm-smart-host'

const nobody: SmartHostFacts = { confirmed: null, named: [], own: '' }
const confirmed = {
  smartHost: 'smtp.example.net',
  recipients: ['me@example.net'],
  confirmedBy: 'admin',
  confirmedAt: '2026-01-01T00:00:00Z',
}
const noSecrets = () => {
  throw new Error('This wizard asks for no secret.')
}

describe('A smart host that is confirmed', () => {
  const leadsOn = (smartHost: string, named: readonly string[]) =>
    confirmSmartHost.next?.({ ...nobody, named }, { smartHost })?.map(({ href }) => href)

  it.each([
    ['10.0.0.5', '[10.0.0.5]'],
    [' [10.0.0.5] ', '[10.0.0.5]'],
    ['SMTP.Example.net', 'smtp.example.net'],
  ])('as %s needs no new connector where one names %s', (answer, named) => {
    expect(leadsOn(answer, [named])).toEqual(['/network/live'])
  })

  it('leads to a new connector where none names it', () => {
    expect(leadsOn('10.0.0.6', ['[10.0.0.5]'])).toEqual(['/do/send-connector', '/network/live'])
  })
})

describe('To let no mail leave', () => {
  const leadFor = (facts: SmartHostFacts) => {
    const lead = keepMailInside.pages[0]?.lead
    return typeof lead === 'function' ? lead(facts, {}) : lead
  }
  const stepsFor = (facts: SmartHostFacts) => keepMailInside.compile(facts, {}, noSecrets).steps

  it('takes the confirmation back', () => {
    expect(stepsFor({ ...nobody, confirmed })).toMatchObject([{ command: { name: 'Clear-LiveSmartHost' } }])
    expect(leadFor({ ...nobody, confirmed })).toMatch(/^Mail for smtp\.example\.net goes to the simulated/)
  })

  it('does nothing where nothing is confirmed', () => {
    expect(stepsFor(nobody)).toEqual([])
    expect(leadFor(nobody)).toBe('No mail leaves.')
  })
})
