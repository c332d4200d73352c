import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closeness, readAddressSpace } from './address-space-match'
import { candidates, chooseSendConnector } from './choose-connector'
import { connectorTo, tableOf } from './contoso-routes-for-tests'
import type { RoutedConnector } from './routed-connectors'
import type { RoutingTable } from './routing-table'

const mail = { type: 'SMTP', domain: 'marketing.contoso.com', size: 1000 }

function chosen(connectors: readonly RoutedConnector[], asked = mail, table: Partial<RoutingTable> = {}) {
  const found = chooseSendConnector({ ...tableOf({ connectors }), ...table, connectors }, asked)
  return typeof found === 'string' ? found : found.connector.name
}

describe('The send connector', () => {
  it('is the one with the closest address space, whatever it costs', () => {
    const all = connectorTo('All', '*')
    const below = connectorTo('Below', '*.contoso.com', { cost: 10 })
    const exact = connectorTo('Exact', 'marketing.contoso.com', { cost: 50 })
    expect(chosen([all, below, exact])).toBe('Exact')
    expect(chosen([all, below])).toBe('Below')
    expect(chosen([all])).toBe('All')
  })

  it('for *.contoso.com takes contoso.com as well, and no domain that only ends alike', () => {
    expect(closeness({ space: '*.contoso.com' }, 'contoso.com')).not.toBeNull()
    expect(closeness({ space: '*.contoso.com' }, 'notcontoso.com')).toBeNull()
    expect(closeness({ space: '--' }, 'contoso.com')).toBeNull()
  })

  it('then costs least, then is nearest, then has the first name', () => {
    expect(chosen([connectorTo('A', '*', { cost: 2 }), connectorTo('B', '*')])).toBe('B')
    const branch = tableOf({ servers: ['EXCH02 Main 2013'] })
    expect(
      chosen([connectorTo('A', '*', { sources: ['EXCH02'] }), connectorTo('B', '*')], mail, branch),
    ).toBe('B')
    expect(chosen([connectorTo('b', '*'), connectorTo('A', '*')])).toBe('A')
  })

  it('costs what the links to its site cost, too', () => {
    const table = tableOf({ servers: ['EXCH02 Branch 2013'], links: ['Main Branch 10'] })
    const far = connectorTo('A far', '*', { sources: ['EXCH02'], cost: 1 })
    expect(chosen([far, connectorTo('Near', '*', { cost: 10 })], mail, table)).toBe('Near')
    expect(chosen([far, connectorTo('Near', '*', { cost: 12 })], mail, table)).toBe('A far')
  })

  it('is left out when it is off, out of scope or too narrow', () => {
    const table = tableOf({ servers: ['EXCH02 Branch 2013'], links: ['Main Branch 10'] })
    const scoped = connectorTo('Scoped', '*', { sources: ['EXCH02'], scoped: true })
    expect(chosen([connectorTo('Off', '*', { enabled: false })])).toBe('none')
    expect(chosen([scoped], mail, table)).toBe('none')
    expect(chosen([connectorTo('Narrow', 'marketing.contoso.com', { maxMessageSize: 999 })])).toBe('tooLarge')
    const wide = connectorTo('Wide', '*')
    expect(chosen([connectorTo('Narrow', 'marketing.contoso.com', { maxMessageSize: 999 }), wide])).toBe(
      'Wide',
    )
  })

  it('never has a less specific address space than another that could take the message', () => {
    const label = fc.constantFrom('a', 'b', 'c')
    const domain = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'))
    const space = fc.oneof(
      fc.constant('*'),
      domain,
      domain.map((one) => `*.${one}`),
    )
    const connector = fc.record({
      space,
      cost: fc.integer({ min: 1, max: 100 }),
      enabled: fc.boolean(),
      maxMessageSize: fc.constantFrom(null, 10, 1000),
    })
    fc.assert(
      fc.property(fc.array(connector, { maxLength: 8 }), domain, (given, wanted) => {
        const connectors = given.map(({ space, ...one }, at) => connectorTo(`C${at}`, space, one))
        const asked = { type: 'SMTP', domain: wanted, size: 100 }
        const found = chooseSendConnector(tableOf({ connectors }), asked)
        const able = connectors.filter(
          ({ enabled, maxMessageSize, spaces }) =>
            enabled &&
            (maxMessageSize ?? 100) >= 100 &&
            spaces.some(({ space }) => closeness({ space }, wanted) !== null),
        )
        if (typeof found === 'string') {
          expect(able).toEqual([])
          return
        }
        const best = Math.max(
          ...able.flatMap(({ spaces }) => spaces.map((one) => closeness(one, wanted) ?? -1)),
        )
        expect(able.map(({ name }) => name)).toContain(found.connector.name)
        expect(found.closeness).toBe(best)
      }),
      { numRuns: 300 },
    )
  })

  it('reads the form in which address spaces are kept, X.400 with its semicolons included', () => {
    expect(readAddressSpace('SMTP:*.Contoso.com;10')).toEqual({
      type: 'SMTP',
      space: '*.contoso.com',
      cost: 10,
    })
    expect(readAddressSpace('X400:c=US;a=Fabrikam;p=Contoso;1')).toMatchObject({ type: 'X400', cost: 1 })
    expect(readAddressSpace('nonsense')).toBeNull()
    expect(candidates(tableOf({ connectors: [connectorTo('Fax', '*', { type: 'FAX' })] }), mail)).toEqual([])
  })
})
