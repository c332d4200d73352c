import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { server } from '@/lib/essentials'
import type { Noun, Site } from '@/lib/exchange'
import { siteCommands } from '@/lib/runbooks/commands'
import { type TestSite, testSite } from '@/lib/server/test-site'
import { type Command, command, present } from '@/lib/shell'
import { resolverCache } from '../resolver-cache'
import { proxyConfiguration } from '../reverse-proxy'
import { router } from '../router'
import { layOut } from '../testing/contoso'
import { rehearsals } from '../testing/rehearsal'
import { zone } from '../zone'

let place: TestSite
beforeAll(async () => {
  place = await testSite()
  await place.inTransaction((site) => layOut(site))
})
afterAll(() => place.close())
const rehearse = rehearsals(() => place, siteCommands)

const provider = (name: string, type: string, data: string, more = {}) =>
  command('Add-ProviderDnsRecord', { Zone: 'contoso.com', Name: name, Type: type, Data: data, ...more })
const newZone = (name = 'mail.contoso.com') =>
  command('Add-DnsServerPrimaryZone', { Name: name, ReplicationScope: 'Domain' })
const newHost = (address = '192.168.0.3') =>
  command('Add-DnsServerResourceRecordA', { ZoneName: 'mail.contoso.com', Name: '@', IPv4Address: address })
const newMx = command('Add-DnsServerResourceRecord', {
  ZoneName: 'mail.contoso.com',
  Name: '@',
  MX: present,
  MailExchange: 'mail.contoso.com',
  Preference: 10,
})

/** All that these commands change, without the serial numbers that only count up. */
async function kept(site: Site) {
  const zones = (await site.store.list(zone)).map(({ name, properties: { soa, records, ...others } }) => ({
    name,
    records: [...records].sort((a, b) => a.id.localeCompare(b.id)),
    ...others,
  }))
  const others = await Promise.all(
    ([router, proxyConfiguration, server] as readonly Noun<unknown>[]).map((one) => site.store.list(one)),
  )
  return { zones, others: others.map((list) => list.map(({ name, properties }) => ({ name, properties }))) }
}

const _dhcp = command('Set-NetIPInterface', { Dhcp: 'Enabled', CimSession: 'EXCH01' })

/** What there is before, and the command to be taken back. */
const undoable: readonly (readonly [name: string, before: readonly Command[], it: Command])[] = [
  ['a new zone', [], newZone()],
  [
    'a zone in a file',
    [],
    command('Add-DnsServerPrimaryZone', { Name: 'a.example', ZoneFile: 'a.example.dns' }),
  ],
  [
    'a removed zone with records',
    [newZone(), newHost(), newMx],
    command('Remove-DnsServerZone', { Name: 'mail.contoso.com', Force: present }),
  ],
  ['a new host', [newZone()], newHost()],
  ['a new MX inside', [newZone()], newMx],
  [
    'a removed host',
    [newZone(), newHost()],
    command('Remove-DnsServerResourceRecord', {
      ZoneName: 'mail.contoso.com',
      RRType: 'A',
      Name: '@',
      Force: present,
    }),
  ],
  ['a record at the provider', [], provider('mail', 'A', '203.0.113.25')],
  [
    'a changed record at the provider',
    [provider('@', 'MX', '0 mail.contoso.com')],
    command('Set-ProviderDnsRecord', { Zone: 'contoso.com', Id: '1', Data: '10 mail', TimeToLive: 300 }),
  ],
  [
    'a removed record at the provider',
    [provider('@', 'TXT', 'v=spf1 a mx ~all'), provider('mail', 'A', '203.0.113.25')],
    command('Remove-ProviderDnsRecord', { Zone: 'contoso.com', Id: '1' }),
  ],
  ['a forward', [], command('Add-RouterForward', { Port: 25, Address: '192.168.0.3' })],
  [
    'a changed forward',
    [command('Add-RouterForward', { Port: 25, Address: '192.168.0.3', Note: 'SMTP' })],
    command('Set-RouterForward', { Id: '1', Address: '192.168.0.2', PublicAddress: '203.0.113.25' }),
  ],
  [
    'a removed forward',
    [command('Add-RouterForward', { Port: 25, Address: '192.168.0.3', PublicAddress: '203.0.113.25' })],
    command('Remove-RouterForward', { Id: '1' }),
  ],
  [
    'a router that was set otherwise',
    [],
    command('Set-Router', {
      WanAddress: '10.0.0.7',
      DhcpTo: '192.168.0.150',
      Hairpin: true,
      BlockedPorts: [25, 80],
      ReverseName: 'mail.contoso.com',
    }),
  ],
  [
    'a reverse name that is the provider’s again',
    [command('Set-Router', { ReverseName: 'mail.contoso.com' })],
    command('Set-Router', { ReverseName: null }),
  ],
  [
    'the update of ARR',
    [command('Install-ApplicationRequestRouting')],
    command('Install-ApplicationRequestRoutingUpdate', { Id: 'KB2732764' }),
  ],
  [
    'the update of ARR that is gone',
    [
      command('Install-ApplicationRequestRouting'),
      command('Install-ApplicationRequestRoutingUpdate', { Id: 'KB2732764' }),
    ],
    command('Uninstall-ApplicationRequestRoutingUpdate', { Id: 'KB2732764' }),
  ],
]

it.each(undoable)('%s can be taken back with the commands that it names', (_, before, change) =>
  rehearse(async ({ site, run }) => {
    for (const one of before) await run(one)
    const was = await kept(site)
    const { undo } = await run(change)
    expect(await kept(site)).not.toEqual(was)
    for (const one of undo ?? []) await run(one)
    expect(await kept(site)).toEqual(was)
  }),
)

describe('the provider’s form', () => {
  it.each([
    ['MX to an address', provider('@', 'MX', '0 203.0.113.25'), '0 203.0.113.25.'],
    ['a name that is doubled', provider('mail.contoso.com', 'A', '203.0.113.25'), '203.0.113.25'],
    ['a wildcard', provider('*', 'A', '198.51.100.81'), '198.51.100.81'],
    ['a private address', provider('mail', 'A', '192.168.0.3'), '192.168.0.3'],
    ['a short name, which is meant in the zone', provider('@', 'MX', '10 mail'), '10 mail.contoso.com.'],
    [
      'a text in quotes, which are taken off',
      provider('@', 'TXT', '"v=spf1 a" " mx ~all"'),
      'v=spf1 a mx ~all',
    ],
  ])('takes %s', (_, add, data) =>
    rehearse(async ({ run }) => {
      expect((await run(add)).output).toEqual([expect.objectContaining({ Data: data })])
    }),
  )

  it('takes a second SPF record, as real ones do', () =>
    rehearse(async ({ run }) => {
      await run(provider('@', 'TXT', 'v=spf1 a mx ~all'))
      await run(provider('@', 'TXT', 'v=spf1 include:old.example ~all'))
    }))

  it.each([
    [provider('mail', 'A', 'mail.contoso.com'), 'Data', 'AddressInvalid'],
    [provider('mail', 'A', '203.0.113.25:25'), 'Data', 'AddressInvalid'],
    [provider('@', 'MX', 'mail.contoso.com'), 'Data', 'MxInvalid'],
    [provider('@', 'MX', '70000 mail.contoso.com'), 'Data', 'MxInvalid'],
    [provider('_autodiscover._tcp', 'SRV', '0 0 mail.contoso.com'), 'Data', 'SrvInvalid'],
    [
      provider('_autodiscover._tcp', 'SRV', '0 0 443 https://mail.contoso.com'),
      'Data',
      'RecordTargetInvalid',
    ],
    [provider('@', 'TXT', 'v=spf1\na'), 'Data', 'TextHasControlCharacter'],
    [provider('@', 'TXT', 'x'.repeat(10_000)), 'Data', 'TextTooLong'],
    [provider('mail.', 'A', '203.0.113.25'), 'Name', 'RecordNameOutsideZone'],
    [provider('$(whoami)', 'A', '203.0.113.25'), 'Name', 'RecordNameInvalid'],
    [provider('ma_il', 'A', '203.0.113.25'), 'Name', 'HostNameInvalid'],
    [provider('@', 'CNAME', 'webhost.example'), 'Name', 'AliasBesideRecords'],
    [
      provider('mail', 'A', '203.0.113.25', { TimeToLive: 5 }),
      'TimeToLive',
      'ParameterArgumentTransformationError',
    ],
    [provider('mail', 'A', '203.0.113.25', { Zone: 'fabrikam.com' }), 'Zone', 'DomainNotRegistered'],
  ])('refuses %j at the field that is wrong', (add, target, errorId) =>
    rehearse(async ({ attempt }) => {
      expect(await attempt(add)).toMatchObject({ ok: false, error: { target, errorId } })
    }),
  )

  it('refuses the same record again, and an alias beside it', () =>
    rehearse(async ({ run, attempt }) => {
      await run(provider('mail', 'A', '203.0.113.25'))
      expect(await attempt(provider('MAIL', 'A', '203.0.113.25'))).toMatchObject({
        error: { errorId: 'RecordExists' },
      })
      expect(await attempt(provider('mail', 'CNAME', 'webhost.example'))).toMatchObject({
        error: { errorId: 'AliasBesideRecords' },
      })
    }))
})

describe('the DNS server inside', () => {
  it('refuses what Windows refuses, with its numbers', () =>
    rehearse(async ({ run, attempt }) => {
      const errorOf = async (one: Command) => {
        const result = await attempt(one)
        return result.ok ? 'ok' : result.error.errorId
      }
      expect(await errorOf(newHost())).toBe('WIN32 9601')
      await run(newZone())
      expect(await errorOf(newZone('MAIL.contoso.com'))).toBe('WIN32 9609')
      await run(newHost())
      expect(await errorOf(newHost())).toBe('WIN32 9711')
      expect(
        await errorOf(command('Get-DnsServerResourceRecord', { ZoneName: 'mail.contoso.com', Name: 'www' })),
      ).toBe('WIN32 9701')
      expect(await errorOf(command('Add-DnsServerPrimaryZone', { Name: 'a.example' }))).toBe(
        'AmbiguousParameterSet',
      )
      expect(await errorOf(command('Remove-DnsServerZone', { Name: 'contoso.local', Force: present }))).toBe(
        'ZoneIsDomain',
      )
    }))

  it('shows a zone’s records with their time to live', () =>
    rehearse(async ({ run }) => {
      await run(newZone())
      await run(newHost())
      const { output } = await run(command('Get-DnsServerResourceRecord', { ZoneName: 'mail.contoso.com' }))
      expect(output).toEqual([
        expect.objectContaining({
          HostName: '@',
          RecordType: 'A',
          TimeToLive: '01:00:00',
          RecordData: '192.168.0.3',
        }),
      ])
    }))
})

describe('the office’s DNS cache', () => {
  it('is emptied under a new generation, whether there was one or not', () =>
    rehearse(async ({ site, run }) => {
      await run(command('Clear-DnsServerCache', { Force: present }))
      await run(command('Clear-DnsClientCache'))
      const kept = await site.store.find(resolverCache, 'inside')
      expect(kept?.properties).toEqual({ entries: {}, generation: 2 })
    }))
})

describe('the router', () => {
  it('refuses a second line for one door, and takes one for a single public address beside it', () =>
    rehearse(async ({ run, attempt }) => {
      await run(command('Add-RouterForward', { Port: 443, Address: '192.168.0.2' }))
      expect(
        await attempt(command('Add-RouterForward', { Port: 443, Address: '192.168.0.3' })),
      ).toMatchObject({
        error: { errorId: 'PortForwarded', target: 'Port' },
      })
      await run(
        command('Add-RouterForward', { Port: 443, Address: '192.168.0.3', PublicAddress: '203.0.113.26' }),
      )
    }))

  it.each([
    [command('Add-RouterForward', { Port: 0, Address: '192.168.0.2' }), 'Port'],
    [command('Add-RouterForward', { Port: 25, Address: '203.0.113.25' }), 'Address'],
    [
      command('Add-RouterForward', { Port: 25, Address: '192.168.0.2', PublicAddress: '192.168.0.1' }),
      'PublicAddress',
    ],
    [command('Set-Router', { DhcpFrom: '192.168.0.210' }), 'DhcpTo'],
    [command('Set-Router', { ReverseName: '203.0.113.25' }), 'ReverseName'],
    [command('Set-Router', { ReverseName: '' }), 'ReverseName'],
  ])('refuses %j at the field that is wrong', (one, target) =>
    rehearse(async ({ attempt }) => {
      expect(await attempt(one)).toMatchObject({ ok: false, error: { target } })
    }),
  )
})
