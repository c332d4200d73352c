import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Server, server, siteDescription } from '@/lib/essentials'
import { exchangeServer, type Site } from '@/lib/exchange'
import { createPfx, createSelfSigned } from '@/lib/network'
import { contoso, layOut } from '@/lib/network/testing/contoso'
import { type Rehearsal, rehearsals } from '@/lib/network/testing/rehearsal'
import { siteCommands } from '@/lib/runbooks/commands'
import { type TestSite, testSite } from '@/lib/server/test-site'
import { command, present, secure } from '@/lib/shell'
import { answeredRows, type Checklist, type Row, stillToDo } from './checklist'
import { dnsRecordsChecklist } from './dns-records'
import { type NetworkFacts, networkFacts } from './facts'
import { reverseProxyChecklist } from './reverse-proxy'
import { arrCommand } from './reverse-proxy/arr-command'
import { routerChecklist } from './router'
import { expectedForwards } from './router/expected-forwards'
import { splitDnsChecklist } from './split-dns'

const pfxPath = 'C:\\Certificates\\contoso.pfx'
const hour = 3_600_000

let place: TestSite
beforeEach(async () => {
  place = await testSite()
  await place.inTransaction(async (site) => {
    await layOut(site)
    await site.store.insert(exchangeServer, 'EXCH01', {
      version: '2013',
      build: '15.0.1497.2',
      roles: ['Mailbox', 'ClientAccess'],
      managementTools: true,
      edition: 'Standard',
      fqdn: 'EXCH01.contoso.local',
    })
    await site.drive.write(pfxPath, await certificate(site))
  })
})
afterEach(() => place.close())
const rehearse = rehearsals(() => place, siteCommands)

async function certificate(site: Site): Promise<Uint8Array> {
  const names = ['mail.contoso.com']
  const made = await createSelfSigned({ commonName: 'mail.contoso.com', names, now: site.clock.now() })
  if (!made.ok) throw new Error(made.error.message)
  const { certificatePem, privateKeyPem } = made.value
  const file = await createPfx({ certificatePem, chainPem: [], privateKeyPem, password: 'correct horse' })
  if (!file.ok) throw new Error(file.error.message)
  return file.value
}

const runArr = ({ site, run }: Rehearsal) =>
  run(arrCommand(contoso(), pfxPath, secure('Password', site.vault.seal('correct horse'))).command)

type Make = (facts: NetworkFacts) => Checklist

async function look(site: Site, make: Make): Promise<{ rows: readonly Row[]; done: boolean }> {
  const facts = await networkFacts(site)
  if (!facts) throw new Error('not described')
  const rows = await answeredRows(make(facts))
  return { rows, done: stillToDo(rows) === 0 }
}

const required = ({ rows }: { rows: readonly Row[] }) =>
  rows.filter(({ requirement }) => requirement === 'Required')

async function rowOf(site: Site, make: Make, id: string): Promise<Row> {
  const { rows } = await look(site, make)
  const found = rows.find((one) => one.id === id)
  if (!found) throw new Error(`no row ${id} among ${rows.map((one) => one.id).join(' ')}`)
  return found
}

/** Clicks the first repair that is offered until none is left; gives how many it were. */
async function mendAll({ site, run }: Rehearsal, make: Make): Promise<number> {
  for (let clicks = 0; clicks < 30; clicks++) {
    const { rows } = await look(site, make)
    const repair = rows.find((row) => row.repair)?.repair
    if (!repair) return clicks
    await run(repair.command)
  }
  const { rows } = await look(site, make)
  const round = rows.filter((row) => row.repair).map(({ id, verdict }) => `${id}: ${verdict}`)
  throw new Error(`The repairs go round in a circle: ${round.join(', ')}`)
}

/** Adds every forward that should be. */
async function forward({ run }: Rehearsal): Promise<void> {
  for (const { port, address } of expectedForwards(contoso()))
    await run(command('Add-RouterForward', { Port: port, Address: address }))
}

const exchange = (site: Site, change: Partial<Server>) => changeServer(site, 'EXCH01', change)
async function changeServer(site: Site, name: string, change: Partial<Server>): Promise<void> {
  const found = await site.store.find(server, name)
  if (found) await site.store.update(server, found, change)
}

const provider = (name: string, type: string, data: string) =>
  command('Add-ProviderDnsRecord', { Zone: 'contoso.com', Name: name, Type: type, Data: data })

describe('the DNS records of the simulated site', () => {
  it('turn green when each is added at a click and the answer that there is none has run out', () =>
    rehearse(async (on) => {
      expect(await mendAll(on, dnsRecordsChecklist)).toBe(7)
      const waiting = await look(on.site, dnsRecordsChecklist)
      expect(waiting.rows.map(({ verdict }) => verdict)).toEqual([
        ...Array(7).fill('Seen in 60 min'),
        'Not signed',
      ])
      await on.site.clock.advance(hour)
      expect((await look(on.site, dnsRecordsChecklist)).done).toBe(true)
    }))

  it('are mended at a click from every mistake that people make', () =>
    rehearse(async (on) => {
      for (const one of [
        provider('mail.contoso.com', 'A', '192.168.0.3'),
        provider('mail', 'CNAME', 'parking.webhost.example'),
        provider('@', 'MX', '0 203.0.113.25'),
        provider('@', 'MX', '10 mx.old.example'),
        provider('@', 'TXT', 'v=spf1 include:old.example ~all'),
        provider('@', 'TXT', 'v=spf1 a mx ~all'),
        provider('_autodiscover._tcp', 'SRV', '0 0 80 remote.contoso.com'),
        provider('*', 'A', '198.51.100.81'),
        provider('autodiscover', 'A', '203.0.113.25'),
      ])
        await on.run(one)
      const before = await look(on.site, dnsRecordsChecklist)
      expect(required(before).filter(({ state }) => state !== 'error')).toEqual([])
      await mendAll(on, dnsRecordsChecklist)
      await on.site.clock.advance(2 * hour)
      const after = await look(on.site, dnsRecordsChecklist)
      expect(required(after).map(({ verdict }) => verdict)).toEqual(Array(4).fill('Matches'))
    }))
})

describe('the router of the simulated site', () => {
  it('turns green when each forward is added at a click', () =>
    rehearse(async (on) => {
      const before = await look(on.site, routerChecklist)
      expect(before.rows.filter(({ verdict }) => verdict === 'No forward')).toHaveLength(3)
      expect(await mendAll(on, routerChecklist)).toBe(3)
      const after = await look(on.site, routerChecklist)
      expect(after.rows.slice(0, 3).map(({ found }) => found)).toEqual([
        ['220 EXCH01.contoso.local Microsoft ESMTP MAIL Service'],
        ['HTTP 302 from Microsoft-IIS/8.5'],
        [
          'HTTP 302 from Microsoft-IIS/8.5',
          'certificate for essentials, remote.contoso.com, until 22 Nov 2031',
        ],
      ])
      expect(after.done).toBe(true)
    }))

  it.each<[string, string, string, (on: Rehearsal) => Promise<unknown>]>([
    [
      'a forward to the wrong server',
      'forward-203.0.113.25-80',
      'Wrong server',
      ({ run }) => run(command('Set-RouterForward', { Id: '2', Address: '192.168.0.3' })),
    ],
    [
      'a forward to a server where nothing listens',
      'forward-203.0.113.25-25',
      'Wrong address',
      ({ run }) => run(command('Set-RouterForward', { Id: '1', Address: '192.168.0.2' })),
    ],
    [
      'a forward to nobody',
      'forward-203.0.113.25-25',
      'Wrong address',
      ({ run }) => run(command('Set-RouterForward', { Id: '1', Address: '192.168.0.99' })),
    ],
    [
      'a forward to another port',
      'forward-203.0.113.25-25',
      'Wrong address',
      ({ run }) => run(command('Set-RouterForward', { Id: '1', TargetPort: 26 })),
    ],
    [
      'a provider that blocks port 25',
      'forward-203.0.113.25-25',
      'Blocked',
      ({ run }) => run(command('Set-Router', { BlockedPorts: [25] })),
    ],
    [
      'double NAT',
      'wan',
      'Double NAT',
      ({ run }) => run(command('Set-Router', { WanAddress: '192.168.1.20' })),
    ],
    [
      'an address shared by the provider',
      'wan',
      'Double NAT',
      ({ run }) => run(command('Set-Router', { WanAddress: '100.64.7.7' })),
    ],
    [
      'another public address',
      'wan',
      'Another address',
      ({ run }) => run(command('Set-Router', { WanAddress: '203.0.113.77' })),
    ],
    [
      'a stopped transport service',
      'forward-203.0.113.25-25',
      'Refused',
      ({ run }) =>
        run(
          command('Set-Service', { Name: 'MSExchangeTransport', ComputerName: 'EXCH01', Status: 'Stopped' }),
        ),
    ],
    [
      'an address from DHCP',
      'address-exchange',
      'May change',
      ({ site }) => exchange(site, { addressing: 'dhcp' }),
    ],
    [
      'an address that is another than described',
      'address-exchange',
      'Another address',
      ({ site }) => exchange(site, { address: '192.168.0.9' }),
    ],
    [
      'an address inside the DHCP range',
      'address-exchange',
      'Inside DHCP range',
      ({ run }) => run(command('Set-Router', { DhcpFrom: '192.168.0.3' })),
    ],
    [
      'a server that asks the router for names',
      'dns-client-exchange',
      'Asks another',
      ({ site }) => exchange(site, { dnsServer: '192.168.0.254' }),
    ],
    [
      'an Essentials server that asks the router for names',
      'dns-client-essentials',
      'Asks another',
      ({ site }) => changeServer(site, 'ESSENTIALS', { dnsServer: '192.168.0.254' }),
    ],
  ])('finds %s, and what can be mended is mended at a click', (_, id, verdict, spoil) =>
    rehearse(async (on) => {
      await forward(on)
      await spoil(on)
      expect(await rowOf(on.site, routerChecklist, id)).toMatchObject({ state: 'error', verdict })
      await mendAll(on, routerChecklist)
      expect((await look(on.site, routerChecklist)).done).toBe(verdict !== 'Another address' || id !== 'wan')
    }),
  )

  it('shows POP3 and IMAP where they are used, and the services that are stopped', () =>
    rehearse(async (on) => {
      const described = await on.site.store.find(siteDescription, 'Site')
      if (described) await on.site.store.update(siteDescription, described, { pop: true, imap: true })
      await mendAll(on, routerChecklist)
      const { rows, done } = await look(on.site, routerChecklist)
      expect(rows.map(({ name }) => name).slice(3, 7)).toEqual([
        '110 (POP3)',
        '995 (POP3 over TLS)',
        '143 (IMAP)',
        '993 (IMAP over TLS)',
      ])
      expect(rows.slice(3, 7).map(({ verdict }) => verdict)).toEqual([
        'Answers',
        'TLS fails',
        'Answers',
        'TLS fails',
      ])
      expect(rows[4]?.action).toMatch(/a certificate with its private key for POP/)
      expect(done).toBe(false)
    }))

  it('leads the second public address to Exchange directly', () =>
    rehearse(async (on) => {
      const described = await on.site.store.find(siteDescription, 'Site')
      const publicAddresses = ['203.0.113.25', '203.0.113.26']
      if (described)
        await on.site.store.update(siteDescription, described, { connections: 'several', publicAddresses })
      await mendAll(on, routerChecklist)
      const { rows, done } = await look(on.site, routerChecklist)
      expect(
        rows.slice(0, 4).map(({ name, cells, found }) => [name, cells?.publicAddress, found[0]]),
      ).toEqual([
        ['25 (SMTP)', '203.0.113.26', '220 EXCH01.contoso.local Microsoft ESMTP MAIL Service'],
        ['80 (HTTP)', '203.0.113.25', 'HTTP 302 from Microsoft-IIS/8.5'],
        ['443 (HTTPS)', '203.0.113.25', 'HTTP 302 from Microsoft-IIS/8.5'],
        ['443 (HTTPS)', '203.0.113.26', 'HTTP 404 from Microsoft-IIS/8.5'],
      ])
      expect(done).toBe(true)
      expect(await look(on.site, reverseProxyChecklist)).toMatchObject({ rows: [], done: true })
    }))
})

describe('the reverse proxy of the simulated site', () => {
  it('turns green step by step', () =>
    rehearse(async (on) => {
      const before = await look(on.site, reverseProxyChecklist)
      expect(before.rows.map(({ id, state }) => `${id} ${state}`)).toEqual([
        'arr pending',
        'kb2589179 pending',
        'gateway ok',
        'kb2732764 pending',
        'certificate pending',
        'arrconfig pending',
        'host-mail.contoso.com pending',
        'route-mail.contoso.com pending',
        'route-remote.contoso.com pending',
      ])
      await on.run(command('Install-ApplicationRequestRouting'))
      expect(await rowOf(on.site, reverseProxyChecklist, 'gateway')).toMatchObject({ verdict: 'Stopped' })
      await mendAll(on, reverseProxyChecklist)
      await mendAll(on, routerChecklist)
      expect(await rowOf(on.site, reverseProxyChecklist, 'route-mail.contoso.com')).toMatchObject({
        verdict: 'Wrong server',
      })
      await runArr(on)
      const after = await look(on.site, reverseProxyChecklist)
      expect(required(after).filter(({ state }) => state !== 'ok')).toEqual([])
      expect(await rowOf(on.site, reverseProxyChecklist, 'certificate-trust')).toMatchObject({
        state: 'warning',
        verdict: 'Self-signed',
      })
      expect(after.done).toBe(true)
    }))

  it('finds a certificate that expires soon, and one that has', () =>
    rehearse(async (on) => {
      await on.run(command('Install-ApplicationRequestRouting'))
      await runArr(on)
      const state = async () => (await rowOf(on.site, reverseProxyChecklist, 'certificate')).verdict
      expect(await state()).toBe('With private key')
      await on.site.clock.advance((5 * 365 + 1 - 20) * 24 * hour)
      expect(await state()).toMatch(/^(19|20) days left$/)
      await on.site.clock.advance(21 * 24 * hour)
      expect(await state()).toBe('Expired')
    }))

  it('gives the command as it is typed there, in the folder that fits the version', () => {
    const { line, folder } = arrCommand(contoso({ autodiscover: 'a' }), 'c:\\temp\\certificate.pfx')
    expect(line).toBe(
      'ARRConfig config -cert c:\\temp\\certificate.pfx -hostnames mail.contoso.com,autodiscover.contoso.com',
    )
    expect(folder).toBe('%Windir%\\System32\\Essentials')
    const essentials = { ...contoso().essentials, version: '2012' as const }
    const migrating = arrCommand(contoso({ scenario: 'migration', essentials }), 'c:\\my files\\a&b.pfx')
    expect(migrating.line).toBe(
      'ARRConfig config -cert "c:\\my files\\a&b.pfx" -hostnames mail.contoso.com -targetserver EXCH01',
    )
    expect(migrating.folder).toBe('%ProgramFiles%\\Windows Server\\Bin')
  })
})

describe('split DNS of the simulated site', () => {
  const addZone = (name: string) =>
    command('Add-DnsServerPrimaryZone', { Name: name, ReplicationScope: 'Domain' })
  const addHost = (zone: string, name: string, address: string) =>
    command('Add-DnsServerResourceRecordA', { ZoneName: zone, Name: name, IPv4Address: address })
  const zoneRow = 'zone-mail.contoso.com'
  const recordRow = 'record-mail.contoso.com'

  it('turns green with the zone and its record, and shows inside and outside side by side', () =>
    rehearse(async (on) => {
      await on.run(provider('mail', 'A', '203.0.113.25'))
      expect(await rowOf(on.site, splitDnsChecklist, 'inside-mail.contoso.com')).toMatchObject({
        verdict: 'Public address',
      })
      expect(await mendAll(on, splitDnsChecklist)).toBe(2)
      const { rows, done } = await look(on.site, splitDnsChecklist)
      expect(rows.map(({ found }) => found[0])).toEqual([
        'mail.contoso.com',
        '192.168.0.3',
        '192.168.0.3',
        '203.0.113.25',
      ])
      expect(done).toBe(true)
    }))

  it('finds a zone for the whole domain, explains it, and mends it in the right order', () =>
    rehearse(async (on) => {
      await on.run(provider('mail', 'A', '203.0.113.25'))
      await on.run(addZone('contoso.com'))
      await on.run(addHost('contoso.com', 'mail', '192.168.0.3'))
      const found = await rowOf(on.site, splitDnsChecklist, zoneRow)
      expect(found).toMatchObject({ state: 'error', verdict: 'Zone too wide' })
      expect(found.reason).toMatch(/www\.contoso\.com/)
      expect(found.repair?.label).toBe('Create the zone mail.contoso.com')
      await mendAll(on, splitDnsChecklist)
      expect((await look(on.site, splitDnsChecklist)).done).toBe(true)
    }))

  it.each([
    ['a zone of another name', [addZone('mial.contoso.com')], zoneRow, 'Another name'],
    [
      'a record that repeats the name',
      [addZone('mail.contoso.com'), addHost('mail.contoso.com', 'mail', '192.168.0.3')],
      recordRow,
      'Name not blank',
    ],
    [
      'the public address',
      [addZone('mail.contoso.com'), addHost('mail.contoso.com', '@', '203.0.113.25')],
      recordRow,
      'Wrong address',
    ],
  ])('finds %s', (_, commands, id, verdict) =>
    rehearse(async (on) => {
      for (const one of commands) await on.run(one)
      expect(await rowOf(on.site, splitDnsChecklist, id)).toMatchObject({ state: 'error', verdict })
      await mendAll(on, splitDnsChecklist)
      expect(await rowOf(on.site, splitDnsChecklist, id)).toMatchObject({ state: 'ok' })
    }),
  )

  it('leaves the zone of the Active Directory domain alone when it has the Internet domain’s name', () =>
    rehearse(async (on) => {
      const described = await on.site.store.find(siteDescription, 'Site')
      if (described) await on.site.store.update(siteDescription, described, { localDomain: 'contoso.com' })
      await on.run(addZone('contoso.com'))
      await mendAll(on, splitDnsChecklist)
      expect(await rowOf(on.site, splitDnsChecklist, zoneRow)).toMatchObject({ state: 'ok' })
      await on.run(command('Remove-DnsServerZone', { Name: 'mail.contoso.com', Force: present }))
      expect(await rowOf(on.site, splitDnsChecklist, zoneRow)).toMatchObject({ verdict: 'Not found yet' })
    }))
})
