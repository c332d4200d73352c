import type { Site, Stored } from '@/lib/exchange'
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
  text,
  type Value,
} from '@/lib/shell'
import { domainAdmins, enterpriseAdmins, schemaAdmins } from '../ad-groups'
import { changeEssentials, changeMember } from '../change-site'
import { parseSiteDescription, siteParameters } from '../description'
import type { SiteParameter, SiteParameters } from '../description-fields'
import { memberServer } from '../find-server'
import { newEssentialsServer, newMemberServer } from '../new-servers'
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
} from '../site'
import { findSourceServer, setSourceServer } from '../source-server'

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
  const touchesSource = given.Scenario !== undefined || given.ExchangeSourceServerPresent !== undefined
  return command('Set-SiteDescription', {
    ...Object.fromEntries(args),
    ExchangeJoined: given.ExchangeJoined === undefined ? undefined : member?.properties.joined,
    ExchangeSourceServerPresent: touchesSource ? (source ?? undefined) : undefined,
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
  const source = await findSourceServer(site)
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

export const siteDescriptionCmdlets = [setSiteDescription]
