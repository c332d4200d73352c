import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zone } from '@/lib/network'
import { toldChanges } from '@/lib/server/execute'
import type { TestSite } from '@/lib/server/test-site'
import { type Command, command, type ErrorRecord, type Value } from '@/lib/shell'
import { drillAlert } from './alert'
import { drills } from './catalogue'
import { chooseDrill } from './choose'
import { drillRecords, findRunningDrill, runningDrill } from './state'
import { healthyContoso, runAll } from './testing/healthy-contoso'

let site: TestSite
beforeAll(async () => {
  site = await healthyContoso()
}, 60_000)
afterAll(() => site.close())

async function run(name: string, args: Record<string, Value> = {}) {
  const [done] = await runAll(site, [command(name, args)])
  return done ?? {}
}

async function errorOf(one: Command): Promise<ErrorRecord | null> {
  const result = await site.run(one)
  return result.ok ? null : result.error
}

const running = async () => (await findRunningDrill(site.site))?.properties

async function mxRecord() {
  const zones = await site.site.store.list(zone)
  return zones
    .flatMap(({ properties }) => (properties.view === 'internet' ? properties.records : []))
    .find(({ type }) => type === 'MX')
}

describe('A drill', () => {
  it('does not begin on a site that is not healthy, and says which checks are not in order', async () => {
    const { undo } = await run('Set-Service', { Name: 'TSGateway', Status: 'Stopped' })
    const error = await errorOf(command('Start-Drill'))
    expect(error).toMatchObject({ errorId: 'SiteNotHealthy' })
    expect(error?.message).toContain('Reverse proxy: Remote Desktop Gateway (Stopped)')
    await runAll(site, undo ?? [])
  }, 30_000)

  it('tells the symptom and not the fault, in its output, in the log and in what is kept', async () => {
    const { output, undo } = await run('Start-Drill', { Drill: 'mx-misspelled' })
    expect(undo).toEqual([command('Stop-Drill')])
    expect(output).toMatchObject([{ Level: 'Easy', Symptom: expect.stringContaining('cannot be found') }])
    const kept = await site.db.siteObject.findMany({ where: { class: runningDrill.class } })
    for (const text of [JSON.stringify(output), JSON.stringify(kept)])
      expect(text).not.toMatch(/mx-misspelled|mial|Set-ProviderDnsRecord/)
    expect(toldChanges(command('Start-Drill'), [{ action: 'change', what: 'x', properties: [] }])).toEqual([])
    expect(await drillAlert(site.site)).toMatchObject({ link: { href: '/help/drills' } })
    expect((await mxRecord())?.data).toBe('0 mial.contoso.com.')
  }, 30_000)

  it('runs alone', async () => {
    expect(await errorOf(command('Start-Drill'))).toMatchObject({ errorId: 'DrillRuns' })
  })

  it('does not end before the site is healthy', async () => {
    const error = await errorOf(command('Complete-Drill'))
    expect(error).toMatchObject({ errorId: 'SiteNotHealthy' })
    expect(error?.message).toMatch(/^\d+ checks are not in order yet\.$/)
    expect(await running()).toBeDefined()
  }, 30_000)

  it('ends when it is mended, in whatever way, and the old answers have run out', async () => {
    const wrong = await mxRecord()
    await run('Remove-ProviderDnsRecord', { Zone: 'contoso.com', Id: wrong?.id ?? '' })
    await run('Add-ProviderDnsRecord', {
      Zone: 'contoso.com',
      Name: '@',
      Type: 'MX',
      Data: '0 mail.contoso.com.',
    })
    await run('Start-Sleep', { Seconds: 14_400 })
    const { output } = await run('Complete-Drill')
    expect(output).toMatchObject([{ Drill: 'mx-misspelled', what: expect.stringContaining('MX record') }])
    expect(await running()).toBeUndefined()
    expect(await drillRecords(site.site)).toMatchObject([
      { drill: 'mx-misspelled', outcome: 'Mended', by: 'admin' },
    ])
    expect(await drillAlert(site.site)).toBeNull()
  }, 30_000)

  it('that is given up is taken back; what was changed meanwhile stays and is told', async () => {
    await run('Start-Drill', { Drill: 'mx-misspelled' })
    const wrong = await mxRecord()
    await run('Remove-ProviderDnsRecord', { Zone: 'contoso.com', Id: wrong?.id ?? '' })
    const { warnings } = await run('Stop-Drill')
    expect(warnings).toEqual([expect.stringContaining(`no record with the id '${wrong?.id}'`)])
    expect((await drillRecords(site.site))[0]).toMatchObject({ outcome: 'GivenUp' })
    expect(await errorOf(command('Stop-Drill'))).toMatchObject({ errorId: 'NoDrillRuns' })
    await site.run(
      command('Add-ProviderDnsRecord', {
        Zone: 'contoso.com',
        Name: '@',
        Type: 'MX',
        Data: '0 mail.contoso.com',
      }),
    )
    await run('Clear-DnsServerCache', { Force: true })
    await run('Start-Sleep', { Seconds: 90_000 })
  }, 30_000)

  it('that is given up leaves the reverse proxy alone when somebody has set it anew meanwhile', async () => {
    await run('Start-Drill', { Drill: 'certificate-expired' })
    await run('Remove-ArrConfiguration')
    const { warnings } = await run('Stop-Drill')
    expect(warnings).toEqual([expect.stringContaining('The reverse proxy is another one now.')])
  }, 30_000)
})

describe('The choice by chance', () => {
  const past = (id: string) => ({
    drill: id,
    level: 'Easy' as const,
    outcome: 'Mended' as const,
    by: 'admin',
    startedAt: '2026-11-22T08:00:00Z',
    endedAt: '2026-11-22T08:10:00Z',
  })
  const easy = drills.filter(({ level }) => level === 'Easy')

  it('takes one of the level, and of those that were practised least', () => {
    const [last, ...others] = easy.toReversed()
    const chosen = chooseDrill(
      { level: 'Easy' },
      drills,
      others.map(({ id }) => past(id)),
      () => 0.99,
    )
    expect(chosen).toEqual({ ok: true, value: last })
  })

  it('refuses what the site cannot have', () => {
    expect(chooseDrill({ level: 'Hard' }, easy, [], () => 0)).toMatchObject({
      error: { errorId: 'NoDrillFits' },
    })
    expect(chooseDrill({ id: 'double-nat' }, easy, [], () => 0)).toMatchObject({
      error: { errorId: 'DrillDoesNotFit' },
    })
    expect(chooseDrill({ id: 'no such' }, easy, [], () => 0)).toMatchObject({
      error: { errorId: 'DrillNotFound' },
    })
  })
})
