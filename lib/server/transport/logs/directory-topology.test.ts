import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import { command, type Value } from '@/lib/shell'
import type { TestSite } from '../../test-site'
import { addSecondServer } from '../second-server-for-tests'
import { type TestTransport, testTransport } from '../transport-for-tests'
import { directoryTopology } from './directory-topology'

let place: TestSite
const transports: TestTransport[] = []
beforeAll(async () => {
  place = await contoso('2010')
  await addSecondServer(place, { name: 'EXCH02', address: '192.168.1.3', database: 'DB2' })
  for (const _ of [1, 2]) transports.push(await testTransport(place))
}, 60_000)
afterAll(async () => {
  for (const one of transports) await one.close()
  await place.close()
})

const run = (name: string, args: Record<string, Value> = {}) => done(place.run(command(name, args)))

interface Shown {
  readonly MachineName: string
  readonly TimeGenerated: Date
  readonly Message: string
}

/** What Get-EventLog shows after both transport processes looked, the newest first. */
async function told(InstanceId = 2080): Promise<readonly Shown[]> {
  for (const one of transports) {
    await one.refresh()
    await directoryTopology.work(one)
    await directoryTopology.work(one)
  }
  const { output } = await run('Get-EventLog', {
    ...{ LogName: 'Application', Source: ['MSExchange ADAccess'], InstanceId: [InstanceId] },
  })
  return output as readonly Shown[]
}

const servers = (events: readonly Shown[]) => events.map(({ MachineName }) => MachineName).toSorted()

describe('The Application log of an Exchange server', () => {
  it('has event 2080 once for each server, however many transport processes there are', async () => {
    const events = await told()
    expect(servers(events)).toEqual(['EXCH01', 'EXCH02'])
    for (const { Message } of events)
      expect(Message).toMatch(/In-site:\nessentials\.contoso\.local\tCDG 1 7 7 1 0 1 1 7 1\nOut-of-site:$/)
    expect(await told()).toHaveLength(2)
  })

  it('has it again after 15 minutes of the site’s clock', async () => {
    await run('Start-Sleep', { Seconds: 14 * 60 })
    expect(await told()).toHaveLength(2)
    await run('Start-Sleep', { Seconds: 60 })
    expect(servers(await told())).toEqual(['EXCH01', 'EXCH01', 'EXCH02', 'EXCH02'])
  })

  it('has it once more for each server when the clock jumps by weeks', async () => {
    const [before] = await told()
    await run('Start-Sleep', { Seconds: 21 * 86_400 })
    const events = await told()
    expect(servers(events.slice(0, 2))).toEqual(['EXCH01', 'EXCH02'])
    expect(events).toHaveLength(6)
    const passed = Number(events[0]?.TimeGenerated) - Number(before?.TimeGenerated)
    expect(passed % (15 * 60_000)).toBe(0)
    expect(Math.abs(passed - 21 * 86_400_000)).toBeLessThanOrEqual(15 * 60_000)
  })

  it('has it when the topology service is started, and not while it is stopped', async () => {
    await run('Stop-Service', { Name: 'MSExchangeADTopology', ComputerName: 'EXCH02' })
    await run('Start-Sleep', { Seconds: 3600 })
    expect(servers((await told()).slice(0, 1))).toEqual(['EXCH01'])
    expect(await told()).toHaveLength(7)
    await run('Start-Service', { Name: 'MSExchangeADTopology', ComputerName: 'EXCH02' })
    expect(servers((await told()).slice(0, 1))).toEqual(['EXCH02'])
    expect(await told()).toHaveLength(8)
    await run('Restart-Service', { Name: 'MSExchangeADTopology', ComputerName: 'EXCH01' })
    expect(servers((await told()).slice(0, 1))).toEqual(['EXCH01'])
    expect(await told()).toHaveLength(9)
  })

  it('says which domain controllers are in the site of the server, and which do not answer', async () => {
    await run('New-ADReplicationSite', { Name: 'Branch' })
    await run('New-ADReplicationSubnet', { Name: '192.168.1.0/24', Site: 'Branch' })
    await run('Stop-Service', { Name: 'MSExchangeADTopology', ComputerName: 'EXCH01' })
    await run('Restart-Service', { Name: 'MSExchangeADTopology', ComputerName: 'EXCH02' })
    const line = 'essentials.contoso.local\tCDG 1 7 7 1 0 1 1 7 1'
    expect((await told())[0]?.Message).toContain(`In-site:\nOut-of-site:\n${line}`)
    expect(await told(2114)).toEqual([])
  })
})
