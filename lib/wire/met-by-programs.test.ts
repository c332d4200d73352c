import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { layOut } from '@/lib/network/testing/contoso'
import { type TestSite, testSite } from '@/lib/server/test-site'
import { command, type Value } from '@/lib/shell'
import type { Wire } from './open-wire'
import { route } from './route'
import { hasProgram, runProgram } from './testing/independent-program'
import { openTestWire } from './testing/wire-of'

let place: TestSite
let wire: Wire

async function run(name: string, args: Record<string, Value>) {
  const result = await place.run(command(name, args))
  if (!result.ok) throw new Error(result.error.message)
}

beforeAll(async () => {
  place = await testSite()
  await place.inTransaction((site) => layOut(site))
  await run('Add-RouterForward', { Protocol: 'TCP', Port: 443, Address: '192.168.0.2', TargetPort: 443 })
  await run('Add-RouterForward', { Protocol: 'TCP', Port: 25, Address: '192.168.0.3', TargetPort: 25 })
  await run('Add-ProviderDnsRecord', { Zone: 'contoso.com', Name: 'mail', Type: 'A', Data: '203.0.113.25' })
  wire = await openTestWire(async () => place.site)
})
afterAll(async () => {
  await wire.close()
  await place.close()
})

describe('the world as independent programs meet it', () => {
  it.skipIf(!hasProgram('dig'))('dig: the name outside and inside', async () => {
    const map = await wire.settle()
    const dig = (address: string, name: string) =>
      runProgram('dig', ['+short', '@127.0.0.1', '-p', `${route(map, 'inside', 'udp', address, 53)}`, name])
    expect(await dig(map.resolvers.internet, 'mail.contoso.com')).toBe('203.0.113.25\n')
    expect(await dig('198.51.100.53', 'mail.contoso.com')).toBe('203.0.113.25\n')
    expect(await dig(map.resolvers.inside, 'exch01.contoso.local')).toBe('192.168.0.3\n')
    expect(await dig(map.resolvers.internet, 'exch01.contoso.local')).toBe('')
  })

  it.skipIf(!hasProgram('curl'))('curl: Remote Web Access, through the router', async () => {
    const port = route(await wire.settle(), 'internet', 'tcp', '203.0.113.25', 443)
    const page = await runProgram('curl', [
      ...['-sk', '--resolve', `remote.contoso.com:${port}:127.0.0.1`],
      ...['-L', `https://remote.contoso.com:${port}/remote`],
    ])
    expect(page).toContain('Remote Web Access')
  })

  it.skipIf(!hasProgram('swaks'))('swaks: the SMTP server, through the router', async () => {
    const port = route(await wire.settle(), 'internet', 'tcp', '203.0.113.25', 25)
    const said = await runProgram('swaks', [
      '--server',
      '127.0.0.1',
      '--port',
      `${port}`,
      '--quit-after',
      'EHLO',
    ])
    expect(said).toContain('220 EXCH01.contoso.local Microsoft ESMTP MAIL Service ready')
  })
})
