import { exchangeServer, type Site, type Stored } from '@/lib/exchange'
import { prepareNetwork, router, routerName } from '@/lib/network'
import {
  type Bound,
  boolean,
  type Command,
  cmdlet,
  command,
  multiValued,
  type Outcome,
  ok,
  type Result,
  refuse,
  text,
  type Value,
} from '@/lib/shell'
import { domainAdmins, enterpriseAdmins, schemaAdmins } from '../ad-groups'
import { parseSiteDescription, siteParameters } from '../description'
import type { SiteParameter, SiteParameters } from '../description-fields'
import { essentialsServer, memberServer } from '../find-server'
import { defaultPasswordPolicy } from '../password-policy'
import { lan } from '../server-runbooks'
import {
  adGroup,
  integration,
  passwordPolicy,
  type Server,
  type SiteDescription,
  server,
  siteDescription,
  sourceServer,
} from '../site'
import { essentialsServices, memberServices } from '../windows-services'

/** The old server of a migration: there is one, and nobody asks for its name. */
const sourceName = 'Source'

const parameters = {
  Organization: text,
  Scenario: text,
  InternetDomain: text,
  LocalDomain: text,
  EssentialsServer: text,
  EssentialsVersion: text,
  EssentialsAddress: text,
  EssentialsInternetName: text,
  ExchangeServer: text,
  ExchangeAddress: text,
  ExchangeWindows: text,
  ExchangeJoined: boolean,
  ExchangeInternetName: text,
  ExchangeSourceServerPresent: boolean,
  DhcpFrom: text,
  DhcpTo: text,
  PublicAddresses: multiValued(text),
  Connections: text,
  Autodiscover: text,
  Pop: boolean,
  Imap: boolean,
}

type Given = Bound<typeof parameters>

function described({
  ExchangeJoined,
  ExchangeSourceServerPresent,
  ...given
}: Given): Partial<SiteParameters> {
  return given
}

/** Where a new computer asks for names until somebody points it to the domain: its router, the network's last address. */
function routerAddress({ essentials, exchange }: SiteDescription): string {
  const network = essentials.address.slice(0, essentials.address.lastIndexOf('.'))
  const free = [254, 253, 252].map((last) => `${network}.${last}`)
  return free.find((one) => one !== essentials.address && one !== exchange.address) ?? `${network}.254`
}

function newEssentialsServer({ essentials }: SiteDescription): Server {
  return {
    role: 'essentials',
    description: `Windows Server ${essentials.version} Essentials, domain controller`,
    windows: essentials.version,
    address: essentials.address,
    addressing: 'static',
    dnsServer: essentials.address,
    joined: true,
    features: ['AD-Domain-Services', 'DNS', 'RDS-Gateway', 'ServerEssentialsRole', 'Web-Server'],
    services: essentialsServices,
    restartPending: false,
  }
}

/** The second server has the address it was described with, but nobody made it keep it yet. */
function newMemberServer(description: SiteDescription, joined: boolean): Server {
  return {
    role: 'member',
    description: `Windows Server ${description.exchange.windows}, second server`,
    windows: description.exchange.windows,
    address: description.exchange.address,
    addressing: 'dhcp',
    dnsServer: joined ? description.essentials.address : routerAddress(description),
    joined,
    features: [],
    services: memberServices,
    restartPending: false,
  }
}

async function setSourceServer(
  site: Site,
  scenario: string,
  given: boolean | undefined,
): Promise<Result<void>> {
  const kept = await site.store.find(sourceServer, sourceName)
  if (scenario === 'clean') {
    if (kept) await site.store.remove(sourceServer, kept)
    return ok(undefined)
  }
  if (kept && given === undefined) return ok(undefined)
  const properties = { exchangeInstalled: given ?? true }
  const written = kept
    ? await site.store.update(sourceServer, kept, properties)
    : await site.store.insert(sourceServer, sourceName, properties)
  return written.ok ? ok(undefined) : written
}

/**
 * The domain as the setup of Windows Server Essentials leaves it. The administrator who set it up is in Domain
 * Admins and has no user of his own here; Enterprise Admins is empty, for the guide has him add himself.
 */
async function create(site: Site, given: Given): Promise<Result<Outcome>> {
  const parsed = parseSiteDescription(described(given))
  if (!parsed.ok) return parsed
  const description = parsed.value
  const { store } = site
  const written = [
    await store.insert(siteDescription, 'Site', description),
    await store.insert(server, description.essentials.name, newEssentialsServer(description)),
    await store.insert(
      server,
      description.exchange.name,
      newMemberServer(description, given.ExchangeJoined ?? false),
    ),
    await store.insert(adGroup, domainAdmins, { members: [site.caller] }),
    await store.insert(adGroup, enterpriseAdmins, { members: [] }),
    await store.insert(adGroup, schemaAdmins, { members: [] }),
    await store.insert(passwordPolicy, 'Domain', defaultPasswordPolicy),
    await store.insert(integration, 'Exchange', { enabled: false, server: '', enabledAt: null }),
    await setSourceServer(site, description.scenario, given.ExchangeSourceServerPresent),
  ]
  for (const one of written) if (!one.ok) return one
  await prepareNetwork(site, description)
  return ok({ output: [siteParameters(description)] })
}

/** Writes only what differs, so that nothing is reported as changed that is not. */
async function updateServer(
  site: Site,
  stored: Stored<Server>,
  wanted: Partial<Server>,
  name: string,
): Promise<Result<void>> {
  const keys = Object.keys(wanted) as (keyof Server)[]
  if (name === stored.name && keys.every((key) => wanted[key] === stored.properties[key]))
    return ok(undefined)
  const updated = await site.store.update(server, stored, wanted, name)
  return updated.ok ? ok(undefined) : updated
}

async function changeEssentials(
  site: Site,
  before: SiteDescription,
  after: SiteDescription,
): Promise<Result<void>> {
  const servers = await site.store.list(server)
  const stored = essentialsServer(servers)
  if (!stored) return ok(undefined)
  const { name, version, address } = after.essentials
  const updated = await updateServer(
    site,
    stored,
    {
      windows: version,
      ...(version === before.essentials.version
        ? {}
        : { description: newEssentialsServer(after).description }),
      ...(address === before.essentials.address ? {} : { address, dnsServer: address }),
    },
    name,
  )
  if (!updated.ok) return updated
  if (address === before.essentials.address) return ok(undefined)
  for (const one of servers) {
    if (one.id === stored.id || one.properties.dnsServer !== before.essentials.address) continue
    const pointed = await site.store.update(server, one, { dnsServer: address })
    if (!pointed.ok) return pointed
  }
  return ok(undefined)
}

async function changeMember(
  site: Site,
  before: SiteDescription,
  after: SiteDescription,
  joined: boolean | undefined,
): Promise<Result<void>> {
  const stored = memberServer(await site.store.list(server))
  if (!stored) return ok(undefined)
  const { name, windows, address } = after.exchange
  const isExchange = await site.store.find(exchangeServer, stored.name)
  if (isExchange && name.toLowerCase() !== stored.name.toLowerCase())
    return refuse(
      'InvalidOperation',
      'ExchangeServerCannotBeRenamed',
      `${stored.name} has Exchange on it: a server cannot be renamed after that.`,
      { target: 'ExchangeServer' },
    )
  return updateServer(
    site,
    stored,
    {
      windows,
      ...(windows === before.exchange.windows
        ? {}
        : { description: newMemberServer(after, true).description }),
      ...(address === before.exchange.address ? {} : { address }),
      ...(joined === undefined ? {} : { joined }),
      ...(joined ? { dnsServer: after.essentials.address } : {}),
    },
    name,
  )
}

/** Joining also points the server to the domain: taking it back means pointing it where it was. */
function pointBack(given: Given, member: Stored<Server> | null, after: SiteDescription): Command[] {
  if (!given.ExchangeJoined || !member || member.properties.dnsServer === after.essentials.address) return []
  return [
    command('Set-DnsClientServerAddress', {
      InterfaceAlias: lan,
      ServerAddresses: member.properties.dnsServer,
      CimSession: after.exchange.name,
    }),
  ]
}

function undoOf(
  given: Given,
  before: SiteDescription,
  member: Stored<Server> | null,
  source: boolean | null,
) {
  const former = siteParameters(before)
  const changed = Object.keys(described(given)) as SiteParameter[]
  const args = changed
    .filter((parameter) => given[parameter] !== undefined)
    .map((parameter) => [parameter, former[parameter] as Value])
  return command('Set-SiteDescription', {
    ...Object.fromEntries(args),
    ExchangeJoined: given.ExchangeJoined === undefined ? undefined : member?.properties.joined,
    ExchangeSourceServerPresent: source ?? undefined,
  })
}

async function change(site: Site, stored: Stored<SiteDescription>, given: Given): Promise<Result<Outcome>> {
  const before = stored.properties
  const known = await site.store.find(router, routerName)
  const reserved = known?.properties.reservations.map(({ address }) => address) ?? []
  const parsed = parseSiteDescription({ ...siteParameters(before), ...described(given) }, { reserved })
  if (!parsed.ok) return parsed
  const after = parsed.value
  const member = memberServer(await site.store.list(server))
  const source = await site.store.find(sourceServer, sourceName)
  const steps = [
    () => site.store.update(siteDescription, stored, after),
    () => changeEssentials(site, before, after),
    () => changeMember(site, before, after, given.ExchangeJoined),
    () => setSourceServer(site, after.scenario, given.ExchangeSourceServerPresent),
  ]
  for (const step of steps) {
    const done = await step()
    if (!done.ok) return done
  }
  await prepareNetwork(site, after)
  return ok({
    output: [siteParameters(after)],
    undo: [
      ...pointBack(given, member, after),
      undoOf(given, before, member, source?.properties.exchangeInstalled ?? null),
    ],
  })
}

/** Our own command: what the first visit asks for, and Settings changes. */
const setSiteDescription = cmdlet<Site>()({
  name: 'Set-SiteDescription',
  synopsis: 'Describes the site: the first time all of it, later only what changes.',
  parameters,
  run: async (given, site) => {
    const stored = await site.store.find(siteDescription, 'Site')
    return stored ? change(site, stored, given) : create(site, given)
  },
})

/** Our own command: stands for uninstalling Exchange from the Small Business Server, as the migration guide says. */
const removeSourceExchange = cmdlet<Site>()({
  name: 'Remove-SourceExchange',
  synopsis: 'Uninstalls the old Exchange Server from the source server of a migration.',
  parameters: {},
  run: async (_, site) => {
    const kept = await site.store.find(sourceServer, sourceName)
    if (!kept)
      return refuse(
        'ObjectNotFound',
        'NoSourceServer',
        'There is no source server: this site is a clean setup.',
      )
    if (!kept.properties.exchangeInstalled) return ok({ undo: [] })
    const updated = await site.store.update(sourceServer, kept, { exchangeInstalled: false })
    return updated.ok
      ? ok({ undo: [command('Set-SiteDescription', { ExchangeSourceServerPresent: true })] })
      : updated
  },
})

export const siteDescriptionCmdlets = [setSiteDescription, removeSourceExchange]
