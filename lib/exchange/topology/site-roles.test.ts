import { describe, expect, it } from 'vitest'
import type { Stored } from '../store'
import type { ExchangeServer, ServerRole } from './exchange-server'
import { sitesLackingRoles } from './site-roles'

/** `'EXCH01 Main 2010 Mailbox,HubTransport'`: a server, its site, its version, its roles. */
function lacking(...written: string[]) {
  const sites = new Map<string, string>()
  const servers = written.map((text): Stored<ExchangeServer> => {
    const [name = '', site = '', version = '', roles = ''] = text.split(' ')
    sites.set(name, site)
    const properties: ExchangeServer = {
      version: version as ExchangeServer['version'],
      build: '',
      roles: roles.split(',') as ServerRole[],
      managementTools: true,
      edition: 'Standard',
      fqdn: '',
    }
    return { id: name, name, properties, whenCreated: new Date(0), whenChanged: new Date(0) }
  })
  return sitesLackingRoles(servers, (name) => sites.get(name) ?? '').map(
    ({ site, servers: names, missing }) => `${site} (${names.join(', ')}): ${missing.join(', ')}`,
  )
}

describe('A site with mailboxes', () => {
  it('needs a Hub Transport and a Client Access server of 2010', () => {
    expect(lacking('EX1 Main 2010 Mailbox')).toEqual(['Main (EX1): HubTransport, ClientAccess'])
    expect(lacking('EX1 Main 2010 Mailbox', 'EX2 Main 2010 HubTransport')).toEqual([
      'Main (EX1): ClientAccess',
    ])
    expect(lacking('EX1 Main 2010 Mailbox', 'EX2 Main 2010 HubTransport,ClientAccess')).toEqual([])
    expect(lacking('EX1 Main 2010 Mailbox,HubTransport,ClientAccess')).toEqual([])
  })

  it('is not served by servers of another site', () => {
    const main = 'EX1 Main 2010 Mailbox,HubTransport,ClientAccess'
    expect(lacking(main, 'EX2 Branch 2010 Mailbox', 'EX3 Branch 2010 Mailbox,ClientAccess')).toEqual([
      'Branch (EX2, EX3): HubTransport',
    ])
  })

  it('has transport on its Mailbox servers since 2013, and needs Client Access alone', () => {
    expect(lacking('EX1 Main 2013 Mailbox')).toEqual(['Main (EX1): ClientAccess'])
    expect(lacking('EX1 Main 2013 Mailbox', 'EX2 Main 2013 ClientAccess')).toEqual([])
    expect(lacking('EX1 Main 2016 Mailbox,ClientAccess')).toEqual([])
    expect(lacking('EX1 Main 2013 Mailbox', 'EX2 Main 2016 Mailbox,ClientAccess')).toEqual([])
  })

  it('of 2010 is not served by servers of later versions', () => {
    expect(lacking('EX1 Main 2010 Mailbox', 'EX2 Main 2013 Mailbox,ClientAccess')).toEqual([
      'Main (EX1): HubTransport, ClientAccess',
    ])
  })
})

it('A site without mailboxes needs nothing', () => {
  expect(lacking('EX1 Main 2010 HubTransport', 'EX2 Branch 2013 ClientAccess')).toEqual([])
})
