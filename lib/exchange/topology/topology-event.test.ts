import { describe, expect, it } from 'vitest'
import type { Server } from '@/lib/essentials'
import { essentialsServer, exchangeServer } from '@/lib/network/testing/contoso'
import { lastDiscovery } from './directory-discovery'
import { discoverControllers } from './discovered-controllers'
import { topologyEvents } from './topology-event'

const stored = <P>(name: string, properties: P) => ({
  ...{ id: name, name, properties },
  ...{ whenCreated: new Date(0), whenChanged: new Date(0) },
})
const at = new Date('2026-11-22T09:00:00Z')

/** What EXCH01 writes, with the domain controller as it is here. */
function written(
  change: Partial<Server> = {},
  from: Partial<Server> = {},
  version: '2010' | '2016' = '2010',
) {
  const controllers = discoverControllers(
    [stored('ESSENTIALS', { ...essentialsServer, ...change }), stored('EXCH01', exchangeServer)],
    {
      from: { ...exchangeServer, ...from },
      where: {
        sites: [],
        subnets: [],
      },
      forest: 'contoso.local',
    },
  )
  return topologyEvents(
    { server: 'EXCH01', version, site: 'Default-First-Site-Name', forest: 'contoso.local', controllers },
    at,
  )
}

const stopped = (...names: string[]): Partial<Server> => ({
  services: Object.fromEntries(names.map((name) => [name, { displayName: name, state: 'Stopped' as const }])),
})

const columnsOf = (events: ReturnType<typeof written>) =>
  /^essentials\.contoso\.local\t(CD[G-] \d \d \d \d \d \d \d \d \d)$/m.exec(events[0]?.message ?? '')?.[1]

describe('Event 2080', () => {
  it('is the table of the domain controllers', () => {
    const [event, ...others] = written()
    expect(others).toEqual([])
    expect(event).toMatchObject({
      ...{ at, server: 'EXCH01', source: 'MSExchange ADAccess', category: 'Topology' },
      ...{ eventId: 2080, level: 'Information' },
    })
    expect(event?.message).toMatch(
      /^Process MSEXCHANGEADTOPOLOGYSERVICE\.EXE \(PID=\d+\)\. Exchange Active Directory Provider has discovered the following servers with the following characteristics:\n\(Server name \| Roles \| Enabled \| Reachability \| Synchronized \| GC capable \| PDC \| SACL right \| Critical Data \| Netlogon \| OS Version\)\nIn-site:\nessentials\.contoso\.local\tCDG 1 7 7 1 0 1 1 7 1\nOut-of-site:$/,
    )
    expect(written({}, {}, '2016')[0]?.message).toMatch(
      /^Process Microsoft\.Exchange\.Directory\.TopologyService\.exe \(PID=\d+\) Forest contoso\.local\./,
    )
  })

  it('says what of a domain controller does not answer', () => {
    expect(columnsOf(written(stopped('Netlogon')))).toBe('CDG 1 7 7 1 0 1 1 0 1')
    expect(columnsOf(written(stopped('NTDS')))).toBe('CDG 1 0 0 1 0 0 0 0 0')
  })

  it('has an error beside it when no domain controller is reached', () => {
    for (const events of [written(stopped('NTDS')), written({}, { joined: false })])
      expect(events.map(({ eventId, level }) => `${eventId} ${level}`)).toEqual([
        '2080 Information',
        '2114 Error',
      ])
  })
})

describe('The topology service', () => {
  const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000)

  it('looks at once where the log has nothing, then every 15 minutes', () => {
    expect(lastDiscovery(later(3), null, null)).toEqual(later(3))
    expect(lastDiscovery(later(14), at, null)).toBeNull()
    expect(lastDiscovery(later(15), at, null)).toEqual(later(15))
    expect(lastDiscovery(later(29), at, null)).toEqual(later(15))
  })

  it('looks when it is started, and every 15 minutes from then on', () => {
    expect(lastDiscovery(later(7), at, later(5))).toEqual(later(5))
    expect(lastDiscovery(later(15), later(5), later(5))).toBeNull()
    expect(lastDiscovery(later(21), later(5), later(5))).toEqual(later(20))
    expect(lastDiscovery(later(36), at, later(5))).toEqual(later(35))
  })

  it('tells of the last time alone when the clock jumps', () => {
    expect(lastDiscovery(later(14 * 24 * 60 + 7), at, null)).toEqual(later(14 * 24 * 60))
  })
})
