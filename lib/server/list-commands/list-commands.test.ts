import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  acceptedDomain,
  exchangeCertificate,
  type Noun,
  outlookAnywhere,
  owaVirtualDirectory,
  receiveConnector,
  sendConnector,
  type VirtualDirectory,
  webServicesVirtualDirectory,
} from '@/lib/exchange'
import { readWorld } from '@/lib/network'
import { command, secure } from '@/lib/shell'
import { plain } from '@/lib/shell/language'
import { database } from '../db'
import { createExample } from '../example'
import { listActivity, readActivityQuery } from '../queries/activity'
import { listDirectory, readDirectoryQuery } from '../queries/directory-lists'
import { listUsers, readUserQuery } from '../queries/users'
import { testShell } from '../test-shell'
import { type TestSite, testSite } from '../test-site'
import { vault } from '../vault'
import { activityCommand } from './activity'
import { directoryCommand } from './directory'
import { disconnectedCommand, emailCommands, virtualDirectoriesCommand } from './email'
import { alertsCommand, descriptionCommand, homeCommand } from './home'
import type { ListCommand } from './list-command'
import {
  checklistCommand,
  devicesCommand,
  drillCommand,
  everyTestCommand,
  forwardsCommand,
  pastDrillsCommand,
  providerCommand,
} from './network'
import { edgeCommand, logsCommand, routingCommand } from './transport'
import { usersCommand } from './users'

type Shown = Readonly<Record<string, unknown>>
const people = [
  ['Anna', 'Berg'],
  ['Jürgen', 'Müller'],
  ["Niamh 'Nia'", "O'Neil"],
  ['Frank', 'Miller'],
  ['Frances', 'Stone'],
]

describe('Show as command', () => {
  let place: TestSite
  let shell: Awaited<ReturnType<typeof testShell>>

  async function rows({ lines }: ListCommand): Promise<readonly Shown[]> {
    const ran = await shell.run(lines.join('\n'))
    expect(ran.map(({ told }) => told).join('')).toBe('')
    return ran.flatMap(({ objects }) => objects.map((one) => plain(one, 2) as Shown))
  }
  const namesOf = async (list: ListCommand, property = 'Name') =>
    (await rows(list)).map((row) => row[property])
  const must = async (name: string, args: Parameters<typeof command>[1]) =>
    expect(await place.run(command(name, args))).toMatchObject({ ok: true })

  beforeAll(async () => {
    place = await testSite()
    process.env.DATABASE_URL = place.url
    await createExample({ adminPassword: 'Sunrise-over-7-hills' })
    for (const [index, [FirstName, LastName]] of people.entries()) {
      const Name = `person${index}`
      await must('Add-WssUser', {
        Name,
        FirstName,
        LastName,
        Password: secure('', vault.seal('Copper-19-kettle')),
      })
      if (index > 0) await must('Enable-Mailbox', { Identity: Name, Alias: `alias${index}` })
    }
    await must('Set-Mailbox', {
      Identity: 'person3',
      EmailAddresses: ['SMTP:frank@contoso.com', 'smtp:sales@contoso.com'],
      EmailAddressPolicyEnabled: false,
    })
    await must('Disable-Mailbox', { Identity: 'person4' })
    await must('Add-RouterForward', { Port: 2525, Address: '192.168.0.2', TargetPort: 25 })
    await must('New-SendConnector', { Name: 'To the Internet', AddressSpaces: ['*'], Usage: 'Internet' })
    shell = await testShell()
  })
  afterAll(async () => {
    await database().$disconnect()
    await place.close()
  })

  describe('of the users', () => {
    const listed = async (parameters: Record<string, string>) =>
      (await listUsers(readUserQuery(parameters))).rows.map(({ logonName }) => logonName)
    const both = async (parameters: Record<string, string>) => ({
      page: await listed(parameters),
      exchange: await namesOf(usersCommand(readUserQuery(parameters), true), 'SamAccountName'),
      accounts: await namesOf(usersCommand(readUserQuery(parameters), false)),
    })

    it.each([
      {},
      { search: 'fran' },
      { search: "o'neil" },
      { search: 'person' },
      { order: 'descending' },
      { sort: 'logon' },
      { sort: 'logon', order: 'descending', search: 'fr' },
      { status: 'active' },
      { status: 'inactive' },
      { status: 'active', search: 'ber' },
      { search: 'nobody' },
    ])('gives the rows of %j in their order, with Exchange and without', async (parameters) => {
      const { page, exchange, accounts } = await both(parameters as Record<string, string>)
      expect(exchange).toEqual(page)
      expect(accounts).toEqual(page)
    })

    it.each([
      { search: 'müller' },
      { search: 'MULLER' },
      { search: 'alias2' },
      { search: 'sales@' },
      { search: 'smtp' },
    ])('finds by %j what the list finds: diacritics, aliases, addresses', async (parameters) => {
      const { page, exchange } = await both(parameters)
      expect(exchange).toEqual(page)
    })

    it.each(['email', 'status', 'access', 'mailbox'])(
      'gives all rows, and says so, sorted by %s',
      async (sort) => {
        const asked = usersCommand(readUserQuery({ sort }), true)
        expect((await namesOf(asked, 'SamAccountName')).toSorted()).toEqual(
          (await listed({ sort })).toSorted(),
        )
        expect(asked.note).toContain('It lists all of them')
      },
    )

    it('reads as an administrator would write it', () => {
      expect(usersCommand(readUserQuery({ search: 'fr' }), true).lines).toEqual([
        `Get-User -Filter 'DisplayName -like "*fr*" -or SamAccountName -like "*fr*" -or Alias -like "*fr*" -or EmailAddresses -like "*:*fr*"' -ResultSize 50`,
      ])
      expect(usersCommand(readUserQuery({ status: 'inactive', sort: 'logon' }), true).lines).toEqual([
        `Get-User -Filter 'AccountDisabled -eq $true' -ResultSize 'Unlimited' | Sort-Object SamAccountName | Select-Object -First 50`,
      ])
    })

    it('stays one question about users, whatever is searched for', async () => {
      const nasty = [
        "'; Remove-Mailbox *; '",
        '$(Stop-Drill)',
        '" -or "',
        '`"',
        '’; exit; ‘',
        'a\nexit',
        '[',
        '\uD800x',
      ]
      const text = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary', maxLength: 30 }))
      await fc.assert(
        fc.asyncProperty(text, fc.boolean(), async (search, exchange) => {
          const list = usersCommand(readUserQuery({ search }), exchange)
          const ran = await shell.run(list.lines.join('\n'))
          expect(ran.map(({ ok, told }) => ({ ok, told }))).toEqual([{ ok: true, told: '' }])
        }),
        { numRuns: 40, examples: nasty.flatMap((one) => [[one, true] as [string, boolean], [one, false]]) },
      )
    })
  })

  describe('of the groups and contacts', () => {
    const words = ["O'Neil's team", 'Sales (all)', 'Ärzte']
    beforeAll(async () => {
      for (const [index, Name] of words.entries())
        await must('New-DistributionGroup', { Name, Alias: `group${index}` })
      await must('New-DynamicDistributionGroup', { Name: 'All people', IncludedRecipients: 'MailboxUsers' })
      await must('New-MailContact', { Name: 'Carla Vendor', ExternalEmailAddress: 'carla@fabrikam.com' })
    })

    it.each([
      ['groups', {}],
      ['groups', { search: "o'neil" }],
      ['groups', { search: 'group1@' }],
      ['groups', { search: 'all' }],
      ['groups', { sort: 'alias', order: 'descending' }],
      ['groups', { order: 'descending' }],
      ['contacts', {}],
      ['contacts', { search: 'fabrikam' }],
      ['contacts', { search: 'nobody' }],
    ] as const)('gives the %s of %j', async (list, parameters) => {
      const query = readDirectoryQuery(parameters)
      const { rows: shown } = await listDirectory(list, query)
      const given = await namesOf(directoryCommand(list, query))
      expect(given.toSorted()).toEqual(shown.map(({ name }) => name).toSorted())
      const kind = (name: string) => shown.find((one) => one.name === name)?.class === 'DistributionGroup'
      if (query.sort === 'name')
        expect(given.filter((name) => kind(String(name)))).toEqual(shown.map(({ name }) => name).filter(kind))
    })

    it('stays one question, whatever is searched for', async () => {
      for (const search of ["'; Remove-Mailbox *; '", '$(Stop-Drill)', '`"', '’; exit; ‘', '[', 'a\nexit']) {
        const ran = await shell.run(
          directoryCommand('groups', readDirectoryQuery({ search })).lines.join('\n'),
        )
        expect(ran.map(({ ok, told }) => ({ ok, told }))).toEqual(Array(2).fill({ ok: true, told: '' }))
      }
    })
  })

  it('gives the alerts, the tasks of Home and the description of the site', async () => {
    const { siteAlerts, siteDescription } = await import('@/lib/essentials')
    const alerts = await siteAlerts(place.site)
    expect((await namesOf(alertsCommand, 'Title')).slice(0, alerts.length)).toEqual(
      alerts.map(({ title }) => title),
    )
    const { setupTasks } = await import('@/lib/checklists')
    const tasks = await setupTasks(place.site, people.length)
    expect(await namesOf(homeCommand('setup', true) as ListCommand, 'Identity')).toEqual(
      tasks.map(({ id }) => id),
    )
    const described = await place.site.store.find(siteDescription, 'Site')
    if (!described) throw new Error('The example describes its site')
    await rows(descriptionCommand(described.properties))
    expect((await place.site.store.find(siteDescription, 'Site'))?.properties).toEqual(described.properties)
  })

  it('has no command that the shell refuses', async () => {
    const email = homeCommand('email', true) as ListCommand
    for (const list of [email, drillCommand, logsCommand('2016'), routingCommand, edgeCommand('2016')])
      await rows(list)
    for (const line of everyTestCommand().lines)
      expect(line).toMatch(/^Test-SiteConnectivity -Test '?\w+'? -From /)
  })

  it('gives the connectors, the domains and the certificates of their pages', async () => {
    const { store } = place.site
    const stored = async (list: Promise<readonly { name: string }[]>) =>
      (await list).map(({ name }) => name).toSorted()
    const shown = async (list: ListCommand, property?: string) =>
      (await namesOf(list, property)).map(String).toSorted()
    expect(await shown(emailCommands.sendConnectors)).toEqual(['To the Internet'])
    expect(await shown(emailCommands.sendConnectors)).toEqual(await stored(store.list(sendConnector)))
    const connectors = (await stored(store.list(receiveConnector))).map((name) => name.split('\\')[1])
    expect(await shown(emailCommands.receiveConnectors)).toEqual(connectors.toSorted())
    expect(await shown(emailCommands.acceptedDomains)).toEqual(await stored(store.list(acceptedDomain)))
    const thumbprints = await stored(store.list(exchangeCertificate))
    expect(thumbprints.length).toBeGreaterThan(0)
    expect(await shown(emailCommands.certificates, 'Thumbprint')).toEqual(thumbprints)
  })

  it('gives the virtual directories and Outlook Anywhere', async () => {
    const kinds = [owaVirtualDirectory, webServicesVirtualDirectory] as unknown as Noun<VirtualDirectory>[]
    const stored = await Promise.all(kinds.map((kind) => place.site.store.list(kind)))
    const names = stored.flat().map(({ name }) => name)
    expect(names).toHaveLength(2)
    expect(await namesOf(virtualDirectoriesCommand(kinds), 'Identity')).toEqual(names)
    const outlook = await place.site.store.list(outlookAnywhere)
    expect(await namesOf(emailCommands.outlookAnywhere, 'Identity')).toEqual(outlook.map(({ name }) => name))
  })

  it('gives the drills that are over', async () => {
    const { drillRecord } = await import('@/lib/drills')
    const [startedAt, endedAt] = ['2026-11-20T08:00:00.000Z', '2026-11-20T08:12:00.000Z']
    const over = {
      drill: 'mx-missing',
      level: 'Easy',
      outcome: 'Mended',
      by: 'admin',
      startedAt,
      endedAt,
    } as const
    await place.inTransaction((site) => site.store.insert(drillRecord, startedAt, over))
    expect(await rows(pastDrillsCommand)).toMatchObject([{ Outcome: 'Mended', Minutes: 12 }])
  })

  it('gives the mailboxes that lost their account', async () => {
    const lost = await place.site.store.disconnected.list()
    expect(lost).toHaveLength(1)
    expect(await namesOf(disconnectedCommand(200), 'MailboxGuid')).toEqual(lost.map(({ guid }) => guid))
  })

  it('gives the forwards of the router and the records of the provider', async () => {
    const world = await readWorld(place.site)
    const forwards = world.router?.forwards ?? []
    expect(forwards.length).toBeGreaterThan(0)
    expect(await namesOf(forwardsCommand, 'Id')).toEqual(forwards.map(({ id }) => id))
    expect(await rows(providerCommand('contoso.com'))).toBeInstanceOf(Array)
  })

  it('gives the servers and the services of the selected one', async () => {
    const shown = await rows(devicesCommand('EXCH01'))
    expect(shown.filter(({ Address }) => Address).map(({ Name }) => Name)).toEqual(['EXCH01', 'SRV01'])
    expect(shown.some(({ MachineName }) => MachineName === 'EXCH01')).toBe(true)
  })

  it.each(['dns-records', 'router', 'reverse-proxy', 'split-dns'] as const)(
    'asks the checklist %s',
    async (id) => {
      const shown = await rows(checklistCommand(id))
      expect(shown.length).toBeGreaterThan(0)
      expect(shown[0]).toMatchObject({ Name: expect.any(String), Verdict: expect.any(String) })
    },
  )

  it.each([{}, { command: 'Add-RouterForward' }, { result: 'failed' }])(
    'gives the lines of the activity for %j',
    async (parameters) => {
      const query = readActivityQuery(parameters as Record<string, string>)
      const page = await listActivity(query)
      expect(await namesOf(activityCommand(query), 'CmdletName')).toEqual(
        page.rows.map(({ command: line }) => line.split(' ')[0]?.split('\\').at(-1)),
      )
    },
  )
})
