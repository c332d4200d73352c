import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestSite } from '@/lib/server/test-site'
import { absent, command, type Value } from '@/lib/shell'
import { contoso, done, thereAndBack } from '../../contoso-for-tests'
import { readSubscription, writeSubscription } from './subscription-file'

let site: TestSite
beforeAll(async () => {
  site = await contoso('2013')
  await done(run('New-EdgeSubscription', { FileName: path }))
}, 60_000)
afterAll(async () => site.close())

const path = 'C:\\Data\\EdgeSubscription.xml'
const FileData: Value = { kind: 'file', path }
const run = (name: string, args: Record<string, Value> = {}) => site.run(command(name, args))

async function connectors() {
  const { output } = await done(run('Get-SendConnector'))
  return (output as { Name: string; SourceTransportServers: string[] }[]).map((one) => [
    one.Name,
    one.SourceTransportServers,
  ])
}

describe('An Edge Subscription', () => {
  it('brings its two Send connectors, and takes them away again', async () => {
    const { before, after } = await thereAndBack(site, command('New-EdgeSubscription', { FileData }))
    expect(after).toEqual(before)
    await done(run('New-EdgeSubscription', { FileData }))
    expect(await connectors()).toEqual([
      ['EdgeSync - Default-First-Site-Name to Internet', ['EDGE01']],
      ['EdgeSync - Inbound to Default-First-Site-Name', ['EDGE01']],
    ])
  })

  it('of a second server shares them', async () => {
    const first = new TextDecoder().decode((await site.site.drive.read(path)) ?? new Uint8Array())
    const second = new TextEncoder().encode(first.replaceAll('EDGE01', 'EDGE02').replace('edge01', 'edge02'))
    const imported = await done(run('New-EdgeSubscription', { FileData: [...second] }))
    expect((await connectors())[0]?.[1]).toEqual(['EDGE01', 'EDGE02'])
    for (const step of imported.undo ?? []) await done(site.run(step))
    expect((await connectors())[0]?.[1]).toEqual(['EDGE01'])
  })

  it('does not claim to be synchronized with a server that nobody can reach', async () => {
    const { output } = await done(run('Start-EdgeSynchronization'))
    expect(output).toMatchObject([
      { Name: 'EDGE01', Type: 'Configurations', Result: 'CouldNotConnect' },
      { Name: 'EDGE01', Type: 'Recipients', Result: 'CouldNotConnect' },
    ])
    expect((await done(run('Test-EdgeSynchronization'))).output).toMatchObject([{ SyncStatus: 'Failed' }])
  })

  it('ends with its connectors', async () => {
    await done(run('Remove-EdgeSubscription', { Identity: 'edge01', Confirm: absent }))
    expect(await connectors()).toEqual([])
  })

  it('needs a file that is not older than a day', async () => {
    await done(run('Start-Sleep', { Seconds: 25 * 3600 }))
    const result = await run('New-EdgeSubscription', { FileData })
    expect(result).toMatchObject({ ok: false, error: { errorId: 'EdgeSubscriptionFileExpired' } })
  })
})

describe('A subscription file', () => {
  const file = {
    name: 'EDGE01',
    fqdn: 'edge01.contoso.com',
    adamSslPort: 50636,
    serialNumber: 'Version 15.0 (Build 1497.2)',
    effective: new Date('2026-11-22T08:00:00Z'),
    hours: 24,
  }

  it('is read as it was written', () => {
    const written = new TextEncoder().encode(writeSubscription(file, 'p<&">'))
    expect(readSubscription(written)).toEqual({ ok: true, value: file })
  })

  it('that is none, or too large, is refused', () => {
    for (const content of [
      '',
      '<a/>',
      `${writeSubscription(file, '')}`.replace('EDGE01', '../x'),
      'x'.repeat(70_000),
    ])
      expect(readSubscription(new TextEncoder().encode(content))).toMatchObject({
        ok: false,
        error: { errorId: 'InvalidEdgeSubscriptionFile' },
      })
  })
})
