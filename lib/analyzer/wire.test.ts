import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { healthyContoso } from '@/lib/drills/testing/healthy-contoso'
import type { Site } from '@/lib/exchange'
import type { TestSite } from '@/lib/server/test-site'
import { command, commandTable, invoke, secure } from '@/lib/shell'
import {
  analyze,
  analyzerCmdlets,
  type Credential,
  everyTest,
  examinedSite,
  faultsIn,
  findAnalysis,
  type Step,
} from '.'

let site: TestSite
beforeAll(async () => {
  site = await healthyContoso()
}, 120_000)
afterAll(() => site?.close())

const frank: Credential = { address: 'FrankM@contoso.com', password: 'Winter-2026!' }

async function stepsOf(id: string, on: Site, user?: Credential): Promise<readonly Step[]> {
  const [examined, analysis] = [await examinedSite(on, user), findAnalysis(id)]
  if (!examined || !analysis) throw new Error(`There is nothing to examine by ${id}`)
  return analyze(analysis, examined)
}

class TakenBack extends Error {}

/** Commands on the site that are taken back afterwards; what is asked meanwhile meets their effect. */
async function meanwhile(
  commands: readonly ReturnType<typeof command>[],
  look: (on: Site) => Promise<void>,
): Promise<void> {
  const { siteCommands } = await import('@/lib/runbooks/commands')
  const work = site.inTransaction(async (on) => {
    for (const one of commands) expect(await invoke(siteCommands, one, on)).toMatchObject({ ok: true })
    await look(on)
    throw new TakenBack()
  })
  await expect(work).rejects.toBeInstanceOf(TakenBack)
}

const bad = (steps: readonly Step[]) =>
  steps.filter(({ state }) => state === 'fail' || state === 'warn').map(({ title, cause }) => [title, cause])

describe('a site that was set up whole, over the wire', () => {
  it.each(everyTest().map(({ analysis, from }) => [analysis.id, from, analysis] as const))(
    'passes %s, from %s',
    async (_, from, analysis) => {
      const examined = await examinedSite(site.site)
      if (!examined) throw new Error('The site is not described')
      const steps = await analyze(analysis, examined, from)
      expect(bad(steps)).toEqual([])
      expect(steps.some(({ state }) => state === 'pass')).toBe(true)
    },
  )

  it('gives Outlook the settings of a mailbox, whose addresses can be reached', async () => {
    const steps = await stepsOf('autodiscover', site.site, frank)
    expect(bad(steps)).toEqual([])
    expect(JSON.stringify(steps)).toContain('EXPR mail.contoso.com')
  })

  it('lets a telephone in, and no wrong password', async () => {
    expect((await stepsOf('active-sync', site.site, frank)).at(-1)?.answered).toContain(
      'ms-asprotocolversions',
    )
    const wrong = await stepsOf('active-sync', site.site, { ...frank, password: 'Summer-2026!' })
    expect(faultsIn(wrong)).toEqual(['credentials-wrong'])
  })
})

describe('with the site’s own tables the cause is said exactly', () => {
  const stop = (Name: string, ComputerName: string) => command('Stop-Service', { Name, ComputerName })

  it.each([
    [
      'a stopped transport service',
      'inbound-smtp',
      stop('MSExchangeTransport', 'EXCH01'),
      'service-stopped',
      'Microsoft Exchange Transport',
    ],
    [
      'a stopped gateway',
      'remote-web-access',
      stop('TSGateway', 'SRV01'),
      'remote-desktop-gateway-stopped',
      '503',
    ],
    ['a stopped DNS server', 'inside', stop('DNS', 'SRV01'), 'dns-service-stopped', 'DNS Server'],
    [
      'a stopped web server behind the proxy',
      'outlook-on-the-web',
      stop('W3SVC', 'EXCH01'),
      'service-stopped',
      'EXCH01',
    ],
    [
      'a provider that blocks port 25',
      'inbound-smtp',
      command('Set-Router', { BlockedPorts: [25] }),
      'port-blocked',
      'port 25',
    ],
    [
      'a provider that blocks port 25 on the way out',
      'outbound-smtp',
      command('Set-Router', { BlockedPorts: [25] }),
      'port-25-outgoing',
      'blocks port 25',
    ],
    [
      'double NAT',
      'outlook',
      command('Set-Router', { WanAddress: '192.168.178.20' }),
      'double-nat',
      '192.168.178.20',
    ],
  ] as const)('%s', async (_, id, change, fault, words) => {
    await meanwhile([change], async (on) => {
      const steps = await stepsOf(id, on)
      expect(faultsIn(steps.filter(({ state }) => state === 'fail'))[0]).toBe(fault)
      expect(JSON.stringify(steps)).toContain(words)
    })
  })
})

describe('the Test- cmdlets', () => {
  const table = commandTable<Site>(analyzerCmdlets)
  const output = async (one: ReturnType<typeof command>, on = site.site) => {
    const result = await invoke(table, one, on)
    if (!result.ok) throw new Error(result.error.message)
    return result.value.output
  }

  it.each([
    ['Test-EcpConnectivity', {}],
    ['Test-ActiveSyncConnectivity', { ClientAccessServer: 'EXCH01' }],
    ['Test-WebServicesConnectivity', {}],
    ['Test-OutlookConnectivity', { ProbeIdentity: 'OutlookRpcSelfTestProbe' }],
    ['Test-OutlookWebServices', { Identity: 'FrankM' }],
  ])('%s succeeds on a site in order', async (name, args) => {
    const rows = await output(command(name, args))
    expect(rows?.length).toBeGreaterThan(0)
    for (const row of rows ?? []) expect(row).toMatchObject({ Result: 'Success', Error: '' })
  })

  it('say what is wrong in the column Error', async () => {
    await meanwhile([command('Stop-Service', { Name: 'W3SVC', ComputerName: 'EXCH01' })], async (on) => {
      expect(await output(command('Test-EcpConnectivity'), on)).toMatchObject([
        { Result: 'Failure', Error: expect.stringContaining('is stopped') },
      ])
    })
  })

  it('connect to the bindings of the receive connectors, and find POP3 stopped as Setup leaves it', async () => {
    expect(await output(command('Test-SmtpConnectivity', {}, ['EXCH01']))).toContainEqual(
      expect.objectContaining({ EndPoint: '192.168.0.2:25', StatusCode: 'Success' }),
    )
    expect(await output(command('Test-PopConnectivity'))).toMatchObject([
      { Result: 'Failure', Error: expect.stringContaining('POP3') },
    ])
  })

  it('know which versions of Exchange have them', async () => {
    expect(await invoke(table, command('Test-OwaConnectivity'), site.site)).toMatchObject({
      error: { errorId: 'CommandNotFoundException' },
    })
    const of2010 = command('Test-OutlookConnectivity', { Protocol: 'HTTP' })
    expect(await invoke(table, of2010, site.site)).toMatchObject({
      error: { errorId: 'NamedParameterNotFound', target: 'Protocol' },
    })
    expect(await invoke(table, command('Test-OutlookConnectivity'), site.site)).toMatchObject({
      error: { errorId: 'MissingMandatoryParameter', target: 'ProbeIdentity' },
    })
  })

  it('run the analyses, signed in where a password is given, which is in no output', async () => {
    const Password = secure('Password', site.site.vault.seal(frank.password))
    const args = { Test: 'ActiveSync', EmailAddress: frank.address, Password }
    const rows = await output(command('Test-SiteConnectivity', args))
    expect(rows?.at(-1)).toMatchObject({ Result: 'Success', Answered: expect.stringContaining('14.1') })
    expect(JSON.stringify(rows)).not.toContain(frank.password)
    const nonsense = command('Test-SiteConnectivity', { Test: 'InboundSmtp', From: 'Inside' })
    expect(await invoke(table, nonsense, site.site)).toMatchObject({ error: { target: 'From' } })
  })
})
