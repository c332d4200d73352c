import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { server } from '@/lib/essentials'
import type { Site } from '@/lib/exchange'
import { siteCommands } from '@/lib/runbooks/commands'
import { type TestSite, testSite } from '@/lib/server/test-site'
import { command } from '@/lib/shell'
import type { RecordType } from './door'
import { type Router, router, routerName } from './router'
import { simulatedNetwork } from './simulated-network'
import { layOut } from './testing/contoso'
import { rehearsals } from './testing/rehearsal'

let place: TestSite
beforeAll(async () => {
  place = await testSite()
  await place.inTransaction((site) => layOut(site))
})
afterAll(() => place.close())

const trying = rehearsals(() => place, siteCommands)

const addRecord = (name: string, type: RecordType, data: string, ttl = 3600) =>
  command('Add-ProviderDnsRecord', {
    Zone: 'contoso.com',
    Name: name,
    Type: type,
    Data: data,
    TimeToLive: ttl,
  })

async function see(site: Site, name: string, from: 'internet' | 'inside' = 'internet') {
  const answer = await simulatedNetwork(site).lookup(name, 'A', from)
  return { addresses: answer.records.map(({ data }) => data), ...answer }
}

describe('a name asked from the Internet', () => {
  it('keeps its old answer until the TTL has run out, while its own servers tell the new one', () =>
    trying(async ({ site, run }) => {
      await run(addRecord('mail', 'A', '203.0.113.99'))
      expect((await see(site, 'mail.contoso.com')).addresses).toEqual(['203.0.113.99'])
      await run(command('Set-ProviderDnsRecord', { Zone: 'contoso.com', Id: '1', Data: '203.0.113.25' }))
      await site.clock.advance(6 * 60_000)
      const old = await see(site, 'mail.contoso.com')
      expect(old.addresses).toEqual(['203.0.113.99'])
      expect(old.cachedForSeconds).toBeGreaterThan(53 * 60)
      expect(old.cachedForSeconds).toBeLessThanOrEqual(54 * 60)
      const truth = await simulatedNetwork(site).authoritative('mail.contoso.com', 'A')
      expect(truth).toMatchObject({ server: 'ns1.registrar.example', cachedForSeconds: null })
      expect(truth.records[0]?.data).toBe('203.0.113.25')
      await site.clock.advance(54 * 60_000)
      expect((await see(site, 'mail.contoso.com')).addresses).toEqual(['203.0.113.25'])
    }))

  it('that did not exist is told so until the SOA minimum has run out', () =>
    trying(async ({ site, run }) => {
      expect((await see(site, 'mail.contoso.com')).status).toBe('NXDOMAIN')
      await run(addRecord('mail', 'A', '203.0.113.25'))
      expect((await see(site, 'mail.contoso.com')).status).toBe('NXDOMAIN')
      await site.clock.advance(3_600_000)
      expect((await see(site, 'mail.contoso.com')).addresses).toEqual(['203.0.113.25'])
    }))

  it('is answered by a wildcard, and followed through an alias into another domain', () =>
    trying(async ({ site, run }) => {
      await run(addRecord('*', 'CNAME', 'parking.webhost.example'))
      const answer = await see(site, 'autodiscover.contoso.com')
      expect(answer.wildcard).toBe(true)
      expect(answer.addresses).toEqual(['parking.webhost.example.', '198.51.100.81'])
    }))

  it('is found in other domains, and not at all where nobody registered it', () =>
    trying(async ({ site }) => {
      const mx = await simulatedNetwork(site).lookup('fabrikam.com', 'MX', 'internet')
      expect(mx.records[0]?.data).toBe('10 mail.fabrikam.com.')
      expect((await see(site, 'nobody-registered-this.com')).status).toBe('NXDOMAIN')
    }))

  it('is not known from the zones inside', () =>
    trying(async ({ site }) => {
      expect((await see(site, 'exch01.contoso.local')).status).toBe('NXDOMAIN')
    }))
})

describe('a name asked from inside', () => {
  it('is answered by the split zone, and from the Internet for all others', () =>
    trying(async ({ site, run }) => {
      await run(addRecord('mail', 'A', '203.0.113.25'))
      await run(addRecord('www', 'A', '198.51.100.81'))
      expect((await see(site, 'mail.contoso.com', 'inside')).addresses).toEqual(['203.0.113.25'])
      await run(command('Add-DnsServerPrimaryZone', { Name: 'mail.contoso.com', ReplicationScope: 'Domain' }))
      await run(
        command('Add-DnsServerResourceRecordA', {
          ZoneName: 'mail.contoso.com',
          Name: '@',
          IPv4Address: '192.168.0.3',
        }),
      )
      expect((await see(site, 'mail.contoso.com', 'inside')).addresses).toEqual(['192.168.0.3'])
      expect((await see(site, 'mail.contoso.com')).addresses).toEqual(['203.0.113.25'])
      expect((await see(site, 'www.contoso.com', 'inside')).addresses).toEqual(['198.51.100.81'])
    }))

  it('is the address of a server that joined the domain, and follows it when the server moves', () =>
    trying(async ({ site }) => {
      expect((await see(site, 'exch01.contoso.local', 'inside')).addresses).toEqual(['192.168.0.3'])
      const exchange = await site.store.find(server, 'EXCH01')
      if (exchange) await site.store.update(server, exchange, { address: '192.168.0.30' })
      expect((await see(site, 'exch01.contoso.local', 'inside')).addresses).toEqual(['192.168.0.30'])
    }))

  it('is forgotten when the DNS server’s cache is cleared, unlike what the Internet keeps', () =>
    trying(async ({ site, run }) => {
      await run(addRecord('www', 'A', '198.51.100.80', 600))
      await see(site, 'www.contoso.com', 'inside')
      await run(command('Set-ProviderDnsRecord', { Zone: 'contoso.com', Id: '1', Data: '198.51.100.81' }))
      await run(command('Clear-DnsServerCache', {}))
      const again = await see(site, 'www.contoso.com', 'inside')
      expect(again.addresses).toEqual(['198.51.100.80'])
      expect(again.cachedForSeconds).toBeLessThanOrEqual(600)
    }))

  it('gets no answer while the DNS service is stopped', () =>
    trying(async ({ site, run }) => {
      await run(command('Stop-Service', { Name: 'DNS' }))
      expect((await see(site, 'www.contoso.com', 'inside')).status).toBe('TIMEOUT')
    }))
})

describe('a connection from the Internet', () => {
  const smtp = (site: Site) => simulatedNetwork(site).connect('203.0.113.25', 25, 'internet')
  const forward = (port: number, address: string) =>
    command('Add-RouterForward', { Port: port, Address: address })
  const change = async (site: Site, to: Partial<Router>) => {
    const found = await site.store.find(router, routerName)
    if (found) await site.store.update(router, found, to)
  }

  it('times out without a forward, and reaches Exchange with one', () =>
    trying(async ({ site, run }) => {
      expect(await smtp(site)).toEqual({ kind: 'timeout', reason: 'The router forwards port 25 to nobody.' })
      await run(forward(25, '192.168.0.3'))
      expect(await smtp(site)).toMatchObject({
        kind: 'answered',
        server: 'EXCH01',
        banner: expect.stringMatching(/^220 /),
      })
    }))

  it('is refused by a server where nothing listens, and times out where there is no server', () =>
    trying(async ({ site, run }) => {
      await run(forward(25, '192.168.0.2'))
      expect(await smtp(site)).toEqual({ kind: 'refused' })
      await run(command('Set-RouterForward', { Id: '1', Address: '192.168.0.77' }))
      expect(await smtp(site)).toMatchObject({
        kind: 'timeout',
        reason: expect.stringMatching(/192\.168\.0\.77/),
      })
    }))

  it('is refused while the transport service is stopped', () =>
    trying(async ({ site, run }) => {
      await run(forward(25, '192.168.0.3'))
      await run(
        command('Set-Service', {
          Name: 'MSExchangeFrontEndTransport',
          ComputerName: 'EXCH01',
          Status: 'Stopped',
        }),
      )
      expect(await smtp(site)).toEqual({ kind: 'refused' })
    }))

  it('does not come through another router, a provider that blocks the port, or to an address that changed', () =>
    trying(async ({ site, run }) => {
      await run(forward(25, '192.168.0.3'))
      await change(site, { wanAddress: '192.168.1.20' })
      expect(await smtp(site)).toMatchObject({
        kind: 'timeout',
        reason: expect.stringMatching(/another router/),
      })
      await change(site, { wanAddress: '203.0.113.77' })
      expect(await smtp(site)).toMatchObject({
        kind: 'timeout',
        reason: expect.stringMatching(/does not lead to it/),
      })
      await change(site, { wanAddress: '203.0.113.25', blockedPorts: [25] })
      expect(await smtp(site)).toMatchObject({
        kind: 'timeout',
        reason: expect.stringMatching(/Internet Service Provider/),
      })
    }))

  it('at port 443 meets the Essentials server, with its own certificate', () =>
    trying(async ({ site, run }) => {
      await run(forward(443, '192.168.0.2'))
      const met = await simulatedNetwork(site).connect('203.0.113.25', 443, 'internet', 'mail.contoso.com')
      expect(met).toMatchObject({
        kind: 'answered',
        server: 'ESSENTIALS',
        via: null,
        certificate: { names: ['remote.contoso.com'] },
      })
    }))

  it('meets the mail servers of other domains', () =>
    trying(async ({ site }) => {
      const met = await simulatedNetwork(site).connect('198.51.100.25', 25, 'internet')
      expect(met).toMatchObject({ kind: 'answered', server: 'mail.fabrikam.com' })
    }))
})

describe('a connection from inside', () => {
  it('reaches a server at once, and its public address only where the router leads back inside', () =>
    trying(async ({ site, run }) => {
      await run(command('Add-RouterForward', { Port: 443, Address: '192.168.0.2' }))
      const connect = (address: string) => simulatedNetwork(site).connect(address, 443, 'inside')
      expect(await connect('192.168.0.3')).toMatchObject({ server: 'EXCH01' })
      expect(await connect('203.0.113.25')).toMatchObject({
        kind: 'timeout',
        reason: expect.stringMatching(/back inside/),
      })
      await run(command('Set-Router', { Hairpin: true }))
      expect(await connect('203.0.113.25')).toMatchObject({ server: 'ESSENTIALS' })
    }))
})
