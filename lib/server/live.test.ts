import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answeredRows } from '@/lib/checklists/checklist'
import { contosoExample, siteParameters } from '@/lib/essentials'
import type { LiveSite } from '@/lib/network'
import { command } from '@/lib/shell'
import { liveNetwork } from '@/lib/wire/client'
import { openLive } from './live'
import { type TestSite, testSite } from './test-site'

describe('the checks of the real site', () => {
  let place: TestSite
  let greeter: Server
  const connected: string[] = []

  /** Every address is this computer, whatever the site says. */
  const onLoopback = (confirmed: LiveSite) =>
    liveNetwork({
      ...confirmed,
      timeoutMs: 300,
      insideResolver: confirmed.resolver,
      at: (address, port) => {
        connected.push(`${address}:${port}`)
        const local = port === 25 ? greeter.address() : null
        return { host: '127.0.0.1', port: typeof local === 'object' && local ? local.port : 1 }
      },
    })
  const confirm = (change: object = {}) =>
    place.run(
      command('Set-LiveSite', {
        Names: ['contoso.com'],
        Addresses: ['203.0.113.25'],
        Resolver: '203.0.113.99',
        ...change,
      }),
    )

  beforeAll(async () => {
    place = await testSite()
    await place.run(
      command('Set-SiteDescription', {
        ...siteParameters(contosoExample),
        PublicAddresses: [...contosoExample.publicAddresses],
      }),
    )
    greeter = createServer((socket) =>
      socket.resume().end('220 mail.contoso.com Microsoft ESMTP MAIL Service ready\r\n'),
    )
    await new Promise<void>((resolve) => greeter.listen(0, '127.0.0.1', resolve))
  })
  afterAll(async () => {
    await new Promise((resolve) => greeter.close(resolve))
    await place.close()
  })

  it('are not there before an administrator has confirmed what is the site’s own', async () => {
    expect(await openLive(place.site, onLoopback)).toBeNull()
  })

  it('refuse a confirmation of nothing', async () => {
    expect(await confirm({ Addresses: [] })).toMatchObject({ ok: false, error: { target: 'Addresses' } })
  })

  it('connect to the confirmed address, and say of a refusal that it proves nothing from inside', async () => {
    await confirm()
    const live = await openLive(place.site, onLoopback)
    const rows = await answeredRows(live?.checklists.ports() ?? ({ rows: [] as never[] } as never))
    const of = (port: number) => rows.find(({ id }) => id.endsWith(`-${port}`))
    expect(of(25)).toMatchObject({ found: [expect.stringContaining('220 mail.contoso.com')] })
    expect(of(443)).toMatchObject({
      found: ['refused'],
      state: 'warning',
      verdict: 'Cannot be judged',
      reason: expect.stringMatching(/^The connection was refused\. From inside .* proves nothing/),
    })
    expect(rows.length).toBe(3)
    expect(connected.every((one) => one.startsWith('203.0.113.25:') || one.startsWith('203.0.113.99:'))).toBe(
      true,
    )
  })

  it('are taken back with the confirmation', async () => {
    await place.run(command('Clear-LiveSite', {}))
    expect(await openLive(place.site, onLoopback)).toBeNull()
  })
})
