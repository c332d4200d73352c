import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Network } from '@/lib/network'
import { layOut } from '@/lib/network/testing/contoso'
import { type TestSite, testSite } from '@/lib/server/test-site'
import { command, type Value } from '@/lib/shell'

let place: TestSite
let network: Network

async function run(name: string, args: Record<string, Value>) {
  const result = await place.run(command(name, args))
  if (!result.ok) throw new Error(result.error.message)
}

beforeAll(async () => {
  place = await testSite()
  await place.inTransaction((site) => layOut(site))
  await run('Add-RouterForward', { Protocol: 'TCP', Port: 443, Address: '192.168.0.2', TargetPort: 443 })
  await run('Add-RouterForward', { Protocol: 'TCP', Port: 25, Address: '192.168.0.3', TargetPort: 25 })
  await run('Add-ProviderDnsRecord', {
    Zone: 'contoso.com',
    Name: '@',
    Type: 'MX',
    Data: '0 mail.contoso.com.',
  })
  await run('Add-ProviderDnsRecord', { Zone: 'contoso.com', Name: '@', Type: 'TXT', Data: 'v=spf1 mx ~all' })
  await run('Add-ProviderDnsRecord', { Zone: 'contoso.com', Name: 'mail', Type: 'A', Data: '203.0.113.25' })
  network = place.site.network
})
afterAll(() => place.close())

const ours = '203.0.113.25'

describe('a stranger before the simulated site', () => {
  it('finds the mail server by its name, and speaks with it', async () => {
    const [mx] = (await network.lookup('contoso.com', 'MX', 'internet')).records
    const [address] = (await network.lookup('mail.contoso.com', 'A', 'internet')).records
    expect([mx?.data, address?.data]).toEqual(['0 mail.contoso.com.', ours])
    expect(await network.connect(ours, 25, 'internet')).toMatchObject({
      kind: 'answered',
      server: 'EXCH01.contoso.local',
      banner: expect.stringMatching(/^220 EXCH01\.contoso\.local Microsoft ESMTP/),
    })
    const met = await network.converse(ours, 25, 'internet', ['EHLO mail.fabrikam.com'])
    expect(met).toMatchObject({ exchanges: [{ reply: expect.stringMatching(/^250/) }], broken: null })
  })

  it('is let in by SPF as the site’s own address, and by no other', async () => {
    expect(await network.spf('contoso.com', ours)).toMatchObject({ result: 'pass' })
    expect(await network.spf('contoso.com', '198.51.100.9')).toMatchObject({ result: 'softfail' })
  })

  it('gets a certificate and a page at 443', async () => {
    const met = await network.connect(ours, 443, 'internet', 'remote.contoso.com')
    expect(met).toMatchObject({ kind: 'answered', tls: { ok: true }, http: { status: expect.any(Number) } })
    expect(
      await network.request({ url: 'https://remote.contoso.com/remote', from: 'internet', address: ours }),
    ).toMatchObject({
      kind: 'answered',
      certificate: { trusted: false },
    })
  })

  it('hears nothing where nothing is forwarded, and never reaches a private address', async () => {
    const silent = { kind: 'timeout', reason: expect.stringMatching(/^No answer within/) }
    expect(await network.connect(ours, 110, 'internet')).toEqual(silent)
    expect(await network.connect('192.168.0.3', 25, 'internet')).toEqual(silent)
  })

  it('sees a change as soon as the command has ended', async () => {
    await run('Add-ProviderDnsRecord', { Zone: 'contoso.com', Name: 'new', Type: 'A', Data: ours })
    const { records } = await network.authoritative('new.contoso.com', 'A')
    expect(records.map(({ data }) => data)).toEqual([ours])
  })
})

describe('a PC in the office', () => {
  it('reaches the servers themselves, and is refused where they do not listen', async () => {
    expect(await network.connect('192.168.0.3', 25, 'inside')).toMatchObject({ kind: 'answered' })
    expect(await network.connect('192.168.0.2', 25, 'inside')).toEqual({ kind: 'refused' })
  })
})
