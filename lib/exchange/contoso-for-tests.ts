import { adGroup, type Server, type SiteDescription, server, siteDescription } from '@/lib/essentials'
import { contoso as describedContoso } from '@/lib/network/testing/contoso'
import { type TestSite, testSite } from '@/lib/server/test-site'
import { type Command, command, type Outcome, type Result } from '@/lib/shell'
import type { ExchangeVersion } from './topology/exchange-version'
import { requiredFeatures } from './topology/prerequisites'

/** Contoso's two servers, ready for Exchange; each test says what is different. */
export interface Before {
  readonly version?: ExchangeVersion
  readonly member?: Partial<Server>
  readonly enterpriseAdmins?: readonly string[]
}

const windowsFor = { '2010': '2008 R2', '2013': '2012 R2', '2016': '2016' } as const

export async function contosoBefore({
  version = '2013',
  member,
  enterpriseAdmins = ['admin'],
}: Before = {}): Promise<TestSite> {
  const site = await testSite()
  const windows = windowsFor[version]
  await site.inTransaction(async ({ store }) => {
    await store.insert(siteDescription, 'Site', description(windows))
    await store.insert(server, 'ESSENTIALS', { ...computer('essentials', '192.168.0.2'), windows: '2012 R2' })
    await store.insert(server, 'EXCH01', {
      ...computer('member', '192.168.0.3'),
      windows,
      features: requiredFeatures(version, windows),
      ...member,
    })
    await store.insert(adGroup, 'Enterprise Admins', { members: enterpriseAdmins })
  })
  return site
}

/** Contoso with Exchange installed and nothing configured. */
export async function contoso(version: ExchangeVersion = '2013'): Promise<TestSite> {
  const site = await contosoBefore({ version })
  await done(site.run(setupCommand(version)))
  return site
}

export function setupCommand(version: ExchangeVersion, ...more: string[]): Command {
  const accept = '/IAcceptExchangeServerLicenseTerms'
  const words = {
    '2010': ['/mode:install', '/roles:mb,ht,ca', '/OrganizationName:"First Organization"'],
    '2013': [
      '/mode:install',
      '/roles:Mailbox,ClientAccess',
      '/OrganizationName:"First Organization"',
      accept,
    ],
    '2016': ['/mode:install', '/roles:Mailbox', accept],
  }
  const program = version === '2010' ? 'E:\\setup.com' : `E:\\Exchange${version}\\setup.exe`
  return command(program, {}, [...words[version], ...more])
}

/** What a command did, or the test ends with its error. */
export async function done(result: Promise<Result<Outcome>>): Promise<Outcome> {
  const outcome = await result
  if (!outcome.ok) throw new Error(`${outcome.error.errorId}: ${outcome.error.message}`)
  return outcome.value
}

/** The configuration as it is kept, without ids and times: what an undo has to bring back. */
export async function snapshot({ db }: TestSite): Promise<unknown> {
  const objects = await db.siteObject.findMany({
    orderBy: [{ class: 'asc' }, { nameKey: 'asc' }],
    include: { addresses: { orderBy: { key: 'asc' }, select: { address: true, primary: true } } },
  })
  const users = await db.user.findMany({
    orderBy: { logonKey: 'asc' },
    omit: { id: true, createdAt: true, changedAt: true, passwordChangedAt: true, mailboxGuid: true },
    include: { addresses: { orderBy: { key: 'asc' }, omit: { userId: true } } },
  })
  const disconnected = await db.disconnectedMailbox.findMany({ orderBy: { displayName: 'asc' } })
  const suspended = await db.mailQueue.findMany({
    where: { suspended: true },
    orderBy: [{ server: 'asc' }, { nextHopKey: 'asc' }],
    select: { server: true, nextHopDomain: true },
  })
  return {
    suspended,
    objects: objects.map(({ class: noun, name, properties, aliasKey, addresses }) => ({
      noun,
      name,
      properties: withoutStarts(properties),
      ...(aliasKey ? { aliasKey, addresses } : {}),
    })),
    users,
    disconnected: disconnected.map(({ displayName, alias }) => ({ displayName, alias })),
  }
}

/** When a service was started last does not come back: nobody can take back that time went by. */
export function withoutStarts(properties: unknown): unknown {
  return JSON.parse(JSON.stringify(properties), (name, value) => (name === 'startedAt' ? undefined : value))
}

/** Runs a command, then what takes it back: the site is as it was. */
export async function thereAndBack(
  site: TestSite,
  one: Command,
): Promise<{ before: unknown; between: unknown; after: unknown }> {
  const before = await snapshot(site)
  const { undo } = await done(site.run(one))
  const between = await snapshot(site)
  for (const step of undo ?? [command('Has-NoUndo')]) await done(site.run(step))
  return { before, between, after: await snapshot(site) }
}

function description(windows: SiteDescription['exchange']['windows']): SiteDescription {
  const exchange = { name: 'EXCH01', address: '192.168.0.3', windows, internetName: 'mail.contoso.com' }
  return describedContoso({ exchange, publicAddresses: ['203.0.113.10'] })
}

function computer(role: Server['role'], address: string): Server {
  return {
    role,
    description: '',
    windows: '2012 R2',
    address,
    addressing: 'static',
    dnsServer: '192.168.0.2',
    joined: true,
    features: [],
    services: {},
    restartPending: false,
  }
}
