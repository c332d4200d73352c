import { assert, constantFrom, integer, nat, property, record, uniqueArray } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newReceiveConnector } from '../../organization/default-receive-connectors'
import type { ReceiveConnector } from '../../organization/receive-connector'
import type { Stored } from '../../store'
import { chooseReceiveConnector } from './choose-connector'
import { decodeWords } from './encoded-words'
import { headerValue, readHeader } from './header-fields'
import { filterHeader } from './header-firewall'
import { withCrlf } from './line-ends'
import { sessionRights } from './session-rights'

function connector(
  name: string,
  range: string,
  change: Partial<ReceiveConnector> = {},
): Stored<ReceiveConnector> {
  const properties = {
    ...newReceiveConnector('EXCH01', 'exch01.contoso.local', false),
    bindings: ['0.0.0.0:25'],
    remoteIPRanges: [range],
    authMechanism: ['Tls' as const],
    permissionGroups: ['AnonymousUsers' as const],
    ...change,
  }
  return { id: name, name, properties, whenCreated: new Date(0), whenChanged: new Date(0) }
}

const at = (remoteAddress: string, more: object = {}) => ({
  server: 'exch01',
  localAddress: '192.168.0.3',
  port: 25,
  remoteAddress,
  ...more,
})

describe('The connector that takes a connection', () => {
  const all = [
    connector('everybody', '0.0.0.0-255.255.255.255'),
    connector('office', '192.168.1.0-192.168.1.255'),
    connector('scanner', '192.168.1.75'),
  ]

  it('is the one with the most specific range, as the documentation has it', () => {
    const chosen = (remote: string) => chooseReceiveConnector(all, at(remote))?.name
    expect([chosen('192.168.1.75'), chosen('192.168.1.76'), chosen('198.51.100.77')]).toEqual([
      'scanner',
      'office',
      'everybody',
    ])
  })

  it('is none where nobody listens, or nobody is responsible', () => {
    expect(chooseReceiveConnector(all, at('192.168.1.75', { port: 587 }))).toBeNull()
    expect(chooseReceiveConnector(all.slice(1), at('10.0.0.1'))).toBeNull()
    expect(chooseReceiveConnector(all, at('192.168.1.75', { server: 'EXCH02' }))).toBeNull()
    expect(
      chooseReceiveConnector(
        [connector('off', '0.0.0.0-255.255.255.255', { enabled: false })],
        at('1.2.3.4'),
      ),
    ).toBeNull()
  })

  it('holds the client, and no other that holds it is narrower, whatever the order they are in', () => {
    const address = (number: number) => `10.0.${number >> 8}.${number & 255}`
    const ranges = uniqueArray(record({ from: nat(4000), size: constantFrom(0, 1, 15, 255, 1000) }), {
      maxLength: 8,
      selector: ({ from, size }) => `${from} ${size}`,
    })
    assert(
      property(ranges, integer({ min: 0, max: 5000 }), (given, client) => {
        const holding = given.filter(({ from, size }) => from <= client && client <= from + size)
        const connectors = given.map(({ from, size }) =>
          connector(`${from} ${size}`, `${address(from)}-${address(from + size)}`),
        )
        const chosen = chooseReceiveConnector(connectors, at(address(client)))
        const reversed = chooseReceiveConnector(connectors.toReversed(), at(address(client)))
        expect(chosen?.name).toBe(reversed?.name)
        expect(chosen === null).toBe(holding.length === 0)
        if (chosen)
          expect(Number(chosen.name.split(' ')[1])).toBe(Math.min(...holding.map(({ size }) => size)))
      }),
    )
  })
})

describe('The rights of a session', () => {
  const groups = (...permissionGroups: ReceiveConnector['permissionGroups'][number][]) => ({
    permissionGroups,
  })
  const stranger = { kind: 'stranger' } as const
  const frank = { kind: 'user', id: 'f' } as const

  it('are those of the permission groups that whoever speaks is in', () => {
    expect([...sessionRights(groups('AnonymousUsers', 'ExchangeServers'), stranger)]).toEqual([
      'SMTPSubmit',
      'SMTPAcceptAnySender',
      'SMTPAcceptAuthoritativeDomainSender',
      'AcceptRoutingHeaders',
    ])
    expect(sessionRights(groups('ExchangeUsers'), stranger).size).toBe(0)
    expect(sessionRights(groups('ExchangeUsers'), frank).has('SMTPAcceptAnyRecipient')).toBe(true)
    expect(sessionRights(groups('ExchangeUsers'), frank).has('SMTPAcceptAnySender')).toBe(false)
    expect(sessionRights(groups('ExchangeServers'), { kind: 'external' }).has('BypassMessageSizeLimit')).toBe(
      true,
    )
  })

  it('are more or less by what was given on the connector itself', () => {
    const entry = {
      user: 'NT AUTHORITY\\ANONYMOUS LOGON',
      accessRights: [],
      deny: false,
      inheritanceType: 'All',
    }
    const named = (right: string, deny = false) => [{ ...entry, extendedRights: [right], deny }]
    const rights = (right: string, deny = false) =>
      sessionRights(groups('AnonymousUsers'), stranger, named(right, deny))
    expect(rights('ms-Exch-SMTP-Accept-Any-Recipient').has('SMTPAcceptAnyRecipient')).toBe(true)
    expect(rights('ms-Exch-Bypass-Anti-Spam').has('BypassAntiSpam')).toBe(true)
    expect(rights('ms-Exch-Accept-Headers-Organization').has('AcceptOrganizationHeaders')).toBe(true)
    expect(
      rights('ms-Exch-SMTP-Accept-Authoritative-Domain-Sender', true).has(
        'SMTPAcceptAuthoritativeDomainSender',
      ),
    ).toBe(false)
    expect(sessionRights(groups('ExchangeUsers'), frank, named('ms-Exch-SMTP-Accept-Any-Sender')).size).toBe(
      4,
    )
  })
})

describe('The header of a message', () => {
  const read = (text: string) => readHeader(Buffer.from(text))

  it('is read up to the body, folded lines joined, in UTF-8', () => {
    const header = read('Subject: a\r\n b\r\n\tc\r\nX-Ü: no\r\nTo: d\r\n\r\nFrom: body')
    expect(headerValue(header, 'subject')).toBe('a b\tc')
    expect(headerValue(read('Subject: Grüße\r\n\r\n'), 'SUBJECT')).toBe('Grüße')
    expect(headerValue(header, 'From')).toBeNull()
    expect(read('no header').fields).toEqual([])
    expect(read('\r\nSubject: body\r\n').fields).toEqual([])
  })

  it('takes no longer than it is long', () => {
    const hostile = `Subject: ${' \r'.repeat(100_000)}\r\n${'\r\n '.repeat(100_000)}`
    expect(readHeader(Buffer.from(hostile)).fields.length).toBeLessThan(3)
  })

  it('has its encoded words decoded, and what is none left alone', () => {
    expect(decodeWords('=?utf-8?B?R3LDvMOfZQ==?= =?iso-8859-1?q?_f=FCr?= x')).toBe('Grüße für x')
    expect(decodeWords('=?klingon?q?abc?= x =?utf-8?x?y?=')).toBe('=?klingon?q?abc?= x =?utf-8?x?y?=')
  })

  it('lets nobody through the firewall who has not the right', () => {
    const message = Buffer.from(
      'A: 1\r\nX-MS-Exchange-Forest-X: 2\r\n 3\r\nreceived: b\r\nB: 4\r\n\r\nReceived: body',
    )
    const text = (...rights: Parameters<typeof filterHeader>[1] extends ReadonlySet<infer R> ? R[] : never) =>
      Buffer.from(filterHeader(message, new Set(rights))).toString()
    expect(text()).toBe('A: 1\r\nB: 4\r\n\r\nReceived: body')
    expect(text('AcceptRoutingHeaders')).toBe('A: 1\r\nreceived: b\r\nB: 4\r\n\r\nReceived: body')
    expect(text('AcceptRoutingHeaders', 'AcceptForestHeaders', 'AcceptOrganizationHeaders')).toBe(
      message.toString(),
    )
  })

  it('and its body have one kind of line end', () => {
    expect(withCrlf(Buffer.from('a\nb\rc\r\n\r\r\nd')).toString()).toBe('a\r\nb\r\nc\r\n\r\n\r\nd')
  })
})
