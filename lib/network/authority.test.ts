import { describe, expect, it } from 'vitest'
import { askZone, findZone } from './authority'
import type { RecordType } from './door'
import { emptyZone, type Zone } from './zone'

function zoneOf(...lines: readonly (readonly [name: string, type: RecordType, data: string])[]): Zone {
  return emptyZone('internet', 'contoso.com', ['ns1.registrar.example'], {
    records: lines.map(([name, type, data], index) => ({ id: String(index), name, type, ttl: 300, data })),
  })
}

describe('the servers of a zone', () => {
  it('tell a name that does not exist (NXDOMAIN) from one without this type (no data)', () => {
    const zone = zoneOf(['mail', 'A', '203.0.113.25'])
    expect(askZone(zone, 'www.contoso.com', 'A').status).toBe('NXDOMAIN')
    expect(askZone(zone, 'mail.contoso.com', 'MX')).toMatchObject({ status: 'NOERROR', records: [] })
  })

  it('know a name that only has others below it (RFC 4592 §2.2.2)', () => {
    const zone = zoneOf(['_autodiscover._tcp', 'SRV', '0 0 443 mail.contoso.com.'])
    expect(askZone(zone, '_tcp.contoso.com', 'A')).toMatchObject({ status: 'NOERROR', records: [] })
  })

  it('give their own SOA and NS', () => {
    const zone = zoneOf()
    expect(askZone(zone, 'contoso.com', 'NS').records[0]?.data).toBe('ns1.registrar.example.')
    expect(askZone(zone, 'contoso.com', 'SOA').records[0]?.data).toMatch(
      /^ns1\.registrar\.example\. hostmaster/,
    )
  })

  it('give an alias whatever type was asked for', () => {
    const zone = zoneOf(['www', 'CNAME', 'webhost.example.'])
    expect(askZone(zone, 'www.contoso.com', 'A').records[0]).toMatchObject({ type: 'CNAME' })
  })

  it('find the zone with the longest name', () => {
    const inner = emptyZone('inside', 'mail.contoso.com', ['essentials.contoso.local'])
    expect(findZone([zoneOf(), inner], 'mail.contoso.com')?.domain).toBe('mail.contoso.com')
    expect(findZone([zoneOf(), inner], 'xmail.contoso.com')?.domain).toBe('contoso.com')
    expect(findZone([inner], 'contoso.org')).toBeNull()
  })
})

/** The zone of RFC 4592 §2.2.1, with its answers. */
describe('a wildcard', () => {
  const zone = zoneOf(
    ['*', 'TXT', 'this is a wildcard'],
    ['*', 'MX', '10 host1.contoso.com.'],
    ['sub.*', 'TXT', 'this is not a wildcard'],
    ['host1', 'A', '192.0.2.1'],
    ['_ssh._tcp.host1', 'SRV', '0 0 22 host1.contoso.com.'],
  )

  it.each([
    ['host3.contoso.com', 'MX', 'NOERROR', 1],
    ['host3.contoso.com', 'A', 'NOERROR', 0],
    ['foo.bar.contoso.com', 'TXT', 'NOERROR', 1],
    ['host1.contoso.com', 'MX', 'NOERROR', 0],
    ['sub.*.contoso.com', 'MX', 'NOERROR', 0],
    ['_telnet._tcp.host1.contoso.com', 'SRV', 'NXDOMAIN', 0],
    ['ghost.*.contoso.com', 'MX', 'NXDOMAIN', 0],
  ] as const)('answers for %s %s as RFC 4592 says', (name, type, status, count) => {
    const answer = askZone(zone, name, type)
    expect([answer.status, answer.records.length]).toEqual([status, count])
  })

  it('gives its records under the name that was asked for, and says so', () => {
    const answer = askZone(zone, 'host3.contoso.com', 'MX')
    expect(answer.wildcard).toBe(true)
    expect(answer.records[0]?.owner).toBe('host3.contoso.com')
  })
})
