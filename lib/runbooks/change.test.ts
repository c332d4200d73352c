import { describe, expect, it } from 'vitest'
import { differences } from './change'

describe('what a command changed', () => {
  it('names each part that differs, within objects too, and leaves out what stayed', () => {
    const before = { name: 'SRV01', services: { DNS: { state: 'Running' }, TSGateway: { state: 'Stopped' } } }
    const after = { name: 'SRV01', services: { DNS: { state: 'Running' }, TSGateway: { state: 'Running' } } }
    expect(differences(before, after)).toEqual([
      { name: 'services.TSGateway.state', before: 'Stopped', after: 'Running' },
    ])
  })

  it('sees a difference beyond what it shows of a long text', () => {
    const [change] = differences({ list: ['x'.repeat(300), 'a'] }, { list: ['x'.repeat(300), 'b'] })
    expect(change?.name).toBe('list')
    expect(change?.after?.length).toBeLessThan(300)
  })

  it('shows that a secret changed, and not the secret', () => {
    expect(JSON.stringify(differences({ key: 'old secret' }, { key: 'new secret' }, ['key']))).not.toContain(
      'secret',
    )
  })
})
