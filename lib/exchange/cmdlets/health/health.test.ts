import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestSite } from '@/lib/server/test-site'
import { command, present, type Value } from '@/lib/shell'
import { contoso, done, thereAndBack } from '../../contoso-for-tests'

let site: TestSite
beforeAll(async () => {
  site = await contoso('2013')
}, 60_000)
afterAll(async () => site.close())

const run = (name: string, args: Record<string, Value> = {}) => site.run(command(name, args))
const first = async (name: string, args: Record<string, Value> = {}) =>
  ((await done(run(name, args))).output?.[0] ?? {}) as Record<string, unknown>

/** Does something while a service is stopped. */
async function without<T>(service: string, work: () => Promise<T>): Promise<T> {
  const on = { ComputerName: 'EXCH01', Name: service }
  await done(run('Set-Service', { ...on, Status: 'Stopped' }))
  const result = await work()
  await done(run('Set-Service', { ...on, Status: 'Running' }))
  return result
}

describe('The health of a server', () => {
  it('is that of its services: POP3 and IMAP4 may be stopped', async () => {
    const roles = (await done(run('Test-ServiceHealth'))).output
    expect(roles).toMatchObject([
      { Role: 'Mailbox Server Role', RequiredServicesRunning: true, ServicesNotRunning: [] },
      { Role: 'Client Access Server Role', RequiredServicesRunning: true },
    ])
    await without('MSExchangeTransport', async () =>
      expect(await first('Test-ServiceHealth', { Server: 'exch01.contoso.local' })).toMatchObject({
        RequiredServicesRunning: false,
        ServicesNotRunning: ['MSExchangeTransport'],
      }),
    )
  })

  it('of the store decides whether mailboxes open, searches find and mail flows', async () => {
    expect(await first('Test-MAPIConnectivity')).toMatchObject({ Result: 'Success', Error: '' })
    await without('MSExchangeIS', async () => {
      const error = "The Microsoft Exchange Information Store service isn't running on EXCH01."
      expect(await first('Test-MAPIConnectivity')).toMatchObject({ Result: '*FAILURE*', Error: error })
      expect(await first('Test-ExchangeSearch')).toMatchObject({ ResultFound: false, Error: error })
      expect(await first('Test-Mailflow')).toMatchObject({ TestMailflowResult: '*FAILURE*', Error: error })
    })
    expect(await first('Test-Mailflow')).toMatchObject({ TestMailflowResult: 'Success' })
  })

  it('of replication is that of the Replication service', async () => {
    await without('MSExchangeRepl', async () =>
      expect(await first('Test-ReplicationHealth')).toMatchObject({ Result: '*FAILED*' }),
    )
    expect(await first('Test-ReplicationHealth')).toMatchObject({ Check: 'ReplayService', Result: 'Passed' })
  })

  it('of the assistants is mended when asked for, and that can be taken back', async () => {
    await done(
      run('Set-Service', { ComputerName: 'EXCH01', Name: 'MSExchangeMailboxAssistants', Status: 'Stopped' }),
    )
    const mend = command('Test-AssistantHealth', { ResolveProblems: present })
    const { before, between, after } = await thereAndBack(site, mend)
    expect(between).not.toEqual(before)
    expect(after).toEqual(before)
  })
})

describe('Mail to another organization', () => {
  it('needs a connector', async () => {
    expect(await first('Test-Mailflow', { TargetEmailAddress: 'kim@fabrikam.com' })).toMatchObject({
      TestMailflowResult: '*FAILURE*',
      Error: 'A matching connector cannot be found to route the external recipient.',
    })
  })
})

describe('Sender ID', () => {
  it('asks what the domain says of the address', async () => {
    const args = { PurportedResponsibleDomain: 'contoso.com', IPAddress: '192.0.2.1' }
    expect(await first('Test-SenderId', args)).toMatchObject({ Status: 'None', FailReason: 'None' })
    expect(await run('Test-SenderId', { ...args, IPAddress: 'localhost' })).toMatchObject({ ok: false })
  })
})
