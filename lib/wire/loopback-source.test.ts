import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loopbackSources, stranger } from './loopback-source'

const at = (address: string) => ({ properties: { address } }) as never
const sources = loopbackSources({ servers: [at('192.168.10.2'), at('192.168.0.2'), at('192.168.0.3')] })

describe('A loopback address', () => {
  it('says which computer of the simulated world comes from there', () => {
    expect(sources.bindingOf('192.168.0.3')).toBe('127.10.0.3')
    expect(sources.bindingOf('192.168.10.2')).toBe('127.10.1.2')
    expect(sources.bindingOf('198.51.100.25')).toBe('127.20.0.25')
    expect(sources.addressOf('::ffff:127.10.0.3')).toBe('192.168.0.3')
  })

  it('of nobody is a stranger', () => {
    expect(sources.addressOf('127.0.0.1')).toBe(stranger)
    expect(sources.addressOf('::1')).toBe(stranger)
    expect(sources.addressOf('127.10.7.7')).toBe(stranger)
    expect(sources.bindingOf('8.8.8.8')).toBeNull()
  })

  it('leads there and back for every computer that has one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('192.168.0', '192.168.10', '203.0.113'),
        fc.integer({ min: 1, max: 254 }),
        (network, host) => {
          const binding = sources.bindingOf(`${network}.${host}`)
          expect(sources.addressOf(binding ?? '')).toBe(`${network}.${host}`)
        },
      ),
    )
  })
})
