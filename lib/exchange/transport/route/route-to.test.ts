import { describe, expect, it } from 'vitest'
import { connectorTo, tableOf } from './contoso-routes-for-tests'
import { delayedFanOut } from './delayed-fan-out'
import { relayTargets } from './relay-targets'
import { type Route, routeTo } from './route-to'
import type { RoutingTable } from './routing-table'

const shown = (route: Route | undefined) =>
  route?.kind === 'hop'
    ? `${route.hop.deliveryType} ${route.hop.nextHopDomain}`
    : route?.kind === 'failed'
      ? `${route.reply.status} ${route.reply.text}`
      : route?.reason

const toMailbox = (table: RoutingTable, database: string, size = 1000) =>
  shown(routeTo(table, { kind: 'mailbox', database }, size))
const outside = (table: RoutingTable, domain: string, size = 1000, type = 'SMTP') =>
  shown(routeTo(table, { kind: 'address', type, domain }, size))

describe('A mailbox', () => {
  it('is delivered to by MAPI within the site in 2010, by SMTP since 2013', () => {
    expect(toMailbox(tableOf({ version: '2010' }), 'db1')).toBe('MapiDelivery DB1')
    expect(toMailbox(tableOf(), 'DB1')).toBe('SmtpDeliveryToMailbox DB1')
  })

  it('on a server of another version of the site is relayed to that version', () => {
    const other = { databases: ['DB2 EXCH02'] }
    expect(toMailbox(tableOf({ ...other, version: '2010', servers: ['EXCH02 Main 2013'] }), 'DB2')).toBe(
      'SmtpRelayWithinAdSite hub version 15',
    )
    expect(toMailbox(tableOf({ ...other, servers: ['EXCH02 Main 2010'] }), 'DB2')).toBe(
      'SmtpRelayToMailboxDeliveryGroup site:Main;version:14',
    )
    expect(toMailbox(tableOf({ ...other, servers: ['EXCH02 Main 2016'] }), 'DB2')).toBe(
      'SmtpDeliveryToMailbox DB2',
    )
  })

  it('in another site is relayed there directly, whatever is on the way', () => {
    const branch = {
      databases: ['DB3 EXCH03'],
      servers: ['EXCH02 Middle 2013', 'EXCH03 Branch 2013'],
      links: ['Main Middle 1', 'Middle Branch 1'],
    }
    expect(toMailbox(tableOf(branch), 'DB3')).toBe('SmtpRelayToMailboxDeliveryGroup site:Branch;version:15')
    expect(toMailbox(tableOf({ ...branch, version: '2010' }), 'DB3')).toBe('SmtpRelayToRemoteAdSite Branch')
  })

  it('is relayed to a hub site that lies on the way, and to none beside it', () => {
    const given = {
      databases: ['DB3 EXCH03'],
      servers: ['EXCH02 Middle 2013', 'EXCH03 Branch 2013'],
      links: ['Main Middle 1', 'Middle Branch 1'],
    }
    expect(toMailbox(tableOf({ ...given, hubs: ['Middle'] }), 'DB3')).toBe(
      'SmtpRelayToRemoteActiveDirectorySite Middle',
    )
    expect(toMailbox(tableOf({ ...given, hubs: ['Branch'] }), 'DB3')).toBe(
      'SmtpRelayToMailboxDeliveryGroup site:Branch;version:15',
    )
    const beside = { ...given, links: [...given.links, 'Main Branch 1'], hubs: ['Middle'] }
    expect(toMailbox(tableOf(beside), 'DB3')).toBe('SmtpRelayToMailboxDeliveryGroup site:Branch;version:15')
  })

  it('in an availability group is delivered by its members, and relayed to it by others', () => {
    const given = { databases: ['DB2 EXCH02'], servers: ['EXCH02 Main 2013'] }
    expect(toMailbox(tableOf({ ...given, groups: { DAG1: ['EXCH02'] } }), 'DB2')).toBe('SmtpRelayToDag DAG1')
    expect(toMailbox(tableOf({ ...given, groups: { DAG1: ['EXCH01', 'EXCH02'] } }), 'DB2')).toBe(
      'SmtpDeliveryToMailbox DB2',
    )
  })

  it('in a database that is gone, or in a site that no link leads to, has no route', () => {
    const reason = 'There is currently no route to the mailbox database'
    expect(toMailbox(tableOf(), 'DB9')).toBe(reason)
    expect(toMailbox(tableOf({ databases: ['DB2 EXCH02'], servers: ['EXCH02 Island 2013'] }), 'DB2')).toBe(
      reason,
    )
  })

  it('beyond a link that takes less is not reached by a larger message', () => {
    const table = tableOf({
      databases: ['DB2 EXCH02'],
      servers: ['EXCH02 Branch 2013'],
      links: ['Main Branch 1 5000'],
    })
    expect(toMailbox(table, 'DB2', 5001)).toMatch(/^5\.3\.4 ROUTING\.SizeLimit/)
    expect(toMailbox(table, 'DB2', 5000)).toMatch(/^SmtpRelay/)
  })
})

describe('An address outside', () => {
  it('goes by MX records to its domain, or to the smart hosts', () => {
    expect(outside(tableOf({ connectors: [connectorTo('Internet', '*')] }), 'Fabrikam.com')).toBe(
      'DnsConnectorDelivery fabrikam.com',
    )
    const smart = connectorTo('Smart', '*', { smartHosts: ['[10.10.10.100]', 'smtp.example.net'] })
    expect(outside(tableOf({ connectors: [smart] }), 'fabrikam.com')).toBe(
      'SmartHostConnectorDelivery [10.10.10.100],smtp.example.net',
    )
  })

  it('without a connector is unreachable, of a type that is not SMTP undeliverable', () => {
    expect(outside(tableOf(), 'fabrikam.com')).toBe(
      'A matching connector cannot be found to route the external recipient',
    )
    expect(outside(tableOf(), '555-0100', 1000, 'FAX')).toMatch(/^5\.4\.4 ROUTING\.NoConnectorForAddressType/)
  })

  it('of another type goes to the connector for that type', () => {
    const fax = connectorTo('Fax', '*', { type: 'FAX', kind: 'Foreign' })
    expect(outside(tableOf({ connectors: [fax] }), '555-0100', 1000, 'FAX')).toBe(
      'NonSmtpGatewayDelivery Fax',
    )
    const phones = connectorTo('Phones', '*', { type: 'MOBILE', kind: 'DeliveryAgent' })
    expect(outside(tableOf({ connectors: [fax, phones] }), '555', 1000, 'MOBILE')).toBe(
      'DeliveryAgent Phones',
    )
  })

  it('behind a connector of other servers goes to them first', () => {
    const elsewhere = connectorTo('Internet', '*', { sources: ['EXCH02'] })
    const given = { connectors: [elsewhere], servers: ['EXCH02 Main 2013'] }
    expect(outside(tableOf(given), 'fabrikam.com')).toBe('SmtpRelayToConnectorSourceServers Internet')
    expect(outside(tableOf({ ...given, version: '2010' }), 'fabrikam.com')).toBe(
      'SmtpRelayWithinAdSite Internet',
    )
    const branch = {
      ...given,
      servers: ['EXCH02 Branch 2010'],
      links: ['Main Branch 5'],
      version: '2010',
    } as const
    expect(outside(tableOf(branch), 'fabrikam.com')).toBe('SmtpRelayToRemoteAdSite Branch')
    const edge = connectorTo('To Internet', '*', { sources: ['EDGE01'], edgeSite: 'Main' })
    expect(outside(tableOf({ connectors: [edge] }), 'fabrikam.com')).toBe(
      'SmtpRelayWithinAdSiteToEdge To Internet',
    )
  })

  it('with a message that no connector takes fails', () => {
    const narrow = connectorTo('Internet', '*', { maxMessageSize: 10 })
    expect(outside(tableOf({ connectors: [narrow] }), 'fabrikam.com', 11)).toMatch(/^5\.3\.4/)
  })
})

describe('Sites on the way', () => {
  const table = tableOf({
    version: '2010',
    databases: ['DB3 EXCH03', 'DB4 EXCH04', 'DB5 EXCH05'],
    servers: ['EXCH02 Middle 2010', 'EXCH03 North 2010', 'EXCH04 South 2010', 'EXCH05 East 2010'],
    links: ['Main Middle 1', 'Middle North 1', 'Middle South 1', 'Main East 1'],
  })
  const route = (database: string) => routeTo(table, { kind: 'mailbox', database }, 1000)

  it('get one copy where several ways part, and not where one goes on alone', () => {
    const routes = ['DB1', 'DB3', 'DB4', 'DB5'].map(route)
    expect(delayedFanOut(table, routes).map(shown)).toEqual([
      'MapiDelivery DB1',
      'SmtpRelayToRemoteAdSite Middle',
      'SmtpRelayToRemoteAdSite Middle',
      'SmtpRelayToRemoteAdSite East',
    ])
    expect(delayedFanOut(table, ['DB3', 'DB3'].map(route)).map(shown)).toEqual([
      'SmtpRelayToRemoteAdSite North',
      'SmtpRelayToRemoteAdSite North',
    ])
  })

  it('are tried backwards from the destination when nothing answers there', () => {
    const north = route('DB3')
    const targets = north.kind === 'hop' ? relayTargets(table, north.hop) : []
    expect(targets.map((group) => group.map(({ name }) => name))).toEqual([['EXCH03'], ['EXCH02']])
  })
})
