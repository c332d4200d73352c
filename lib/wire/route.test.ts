import { describe, expect, it } from 'vitest'
import { route } from './route'
import type { WireLine, WireMap } from './wire-map'

const line = (
  address: string,
  port: number,
  localPort: number,
  protocol: WireLine['protocol'] = 'tcp',
): WireLine => ({
  protocol,
  address,
  port,
  state: 'open',
  localPort,
  what: '',
})

const map: WireMap = {
  lines: [
    line('203.0.113.25', 25, 101),
    line('192.168.0.3', 25, 102),
    line('198.51.100.25', 25, 103),
    line('198.51.100.53', 53, 104, 'udp'),
    line('192.168.0.2', 53, 105, 'udp'),
  ],
  publicAddresses: ['203.0.113.25'],
  computers: ['192.168.0.2', '192.168.0.3', '198.51.100.25'],
  hairpin: false,
  blockedPorts: [],
  silentPort: 1,
  closedPort: 2,
  resolvers: { internet: '198.51.100.1', inside: '192.168.0.2' },
  roots: [],
  ahead: 0,
}

describe('the way of a packet', () => {
  it('from the Internet leads to public addresses only', () => {
    expect(route(map, 'internet', 'tcp', '203.0.113.25', 25)).toBe(101)
    expect(route(map, 'internet', 'tcp', '198.51.100.25', 25)).toBe(103)
    expect(route(map, 'internet', 'tcp', '192.168.0.3', 25)).toBe(map.silentPort)
    expect(route(map, 'internet', 'udp', '192.168.0.2', 53)).toBe(map.silentPort)
  })

  it('from inside leads to the computers there and to the Internet', () => {
    expect(route(map, 'inside', 'tcp', '192.168.0.3', 25)).toBe(102)
    expect(route(map, 'inside', 'tcp', '198.51.100.25', 25)).toBe(103)
    expect(route(map, 'inside', 'udp', '198.51.100.53', 53)).toBe(104)
    expect(route(map, 'inside', 'udp', '192.168.0.2', 53)).toBe(105)
  })

  it('is refused by a computer that does not listen, and lost where there is none', () => {
    expect(route(map, 'inside', 'tcp', '192.168.0.2', 25)).toBe(map.closedPort)
    expect(route(map, 'inside', 'tcp', '192.168.0.77', 25)).toBe(map.silentPort)
    expect(route(map, 'internet', 'tcp', '198.51.100.25', 443)).toBe(map.closedPort)
    expect(route(map, 'internet', 'tcp', '203.0.113.99', 25)).toBe(map.silentPort)
  })

  it('comes back inside from the own public address only where the router does that', () => {
    expect(route(map, 'inside', 'tcp', '203.0.113.25', 25)).toBe(map.silentPort)
    expect(route({ ...map, hairpin: true }, 'inside', 'tcp', '203.0.113.25', 25)).toBe(101)
  })

  it('does not get out at port 25 where the provider blocks it; other blocked ports are blocked inward only', () => {
    const blocked = { ...map, blockedPorts: [25] }
    expect(route(blocked, 'inside', 'tcp', '198.51.100.25', 25)).toBe(map.silentPort)
    expect(route(blocked, 'inside', 'tcp', '192.168.0.3', 25)).toBe(102)
    expect(route(blocked, 'internet', 'tcp', '198.51.100.25', 25)).toBe(103)
    expect(route({ ...map, blockedPorts: [443] }, 'inside', 'tcp', '198.51.100.25', 443)).toBe(map.closedPort)
  })
})
