import { adGroup, type Server, type SiteDescription, server, siteDescription } from '@/lib/essentials'
import { exchangeOrganization } from '../organization/exchange-organization'
import { sendConnector } from '../organization/send-connector'
import type { Site, Stored } from '../store'
import { type ExchangeServer, exchangeServer } from './exchange-server'
import {
  licenseNotAccepted,
  notEnterpriseAdmin,
  notJoined,
  type Obstacle,
  organizationNameMissing,
  rebootPending,
  roleNotInVersion,
  runningOnEssentials,
  windowsNotSupported,
} from './obstacle'
import { missingFeatures, windowsSupports } from './prerequisites'
import type { SetupRequest } from './setup-words'

/** Where Setup runs: the site's second server. Without one, it is the Essentials server that would have to do. */
export interface Target {
  readonly description: SiteDescription
  readonly server: Stored<Server>
}

export async function findTarget({ store }: Site): Promise<Target | null> {
  const description = (await store.find(siteDescription, 'Site'))?.properties
  const servers = await store.list(server)
  const named = servers.find(({ name }) => name.toLowerCase() === description?.exchange.name.toLowerCase())
  const target = named ?? servers.find(({ properties }) => properties.role === 'member') ?? servers[0]
  return description && target ? { description, server: target } : null
}

/** Everything that keeps Setup from going on, in the order in which it asks. */
export async function findObstacles(
  request: SetupRequest,
  { server: computer }: Target,
  site: Site,
): Promise<readonly Obstacle[]> {
  const { properties } = computer
  const installs = request.action === 'Install'
  const organization = (await site.store.list(exchangeOrganization))[0]
  const obstacles: (Obstacle | null)[] = [
    request.version !== '2010' && !request.licenseAccepted ? licenseNotAccepted : null,
    installs && properties.role === 'essentials' ? runningOnEssentials(computer.name) : null,
    installs && !windowsSupports(request.version, properties.windows)
      ? windowsNotSupported(request, properties)
      : null,
    !properties.joined && properties.role === 'member' ? notJoined(computer.name) : null,
    (await isEnterpriseAdmin(site)) || !needsEnterpriseAdmin(request)
      ? null
      : notEnterpriseAdmin(site.caller),
    properties.restartPending ? rebootPending(computer.name) : null,
    installs ? featuresMissing(request, properties) : null,
    installs ? await alreadyInstalled(request, computer.name, site) : null,
    installs && !rolesExist(request) ? roleNotInVersion(request) : null,
    request.action === 'PrepareAD' && request.version !== '2010' && !organization && !request.organizationName
      ? organizationNameMissing
      : null,
  ]
  return obstacles.filter((one) => one !== null)
}

function needsEnterpriseAdmin({ action, roles }: SetupRequest): boolean {
  return action === 'PrepareAD' || action === 'Upgrade' || action === 'PrepareSchema' || roles.length > 0
}

async function isEnterpriseAdmin({ store, caller }: Site): Promise<boolean> {
  const group = await store.find(adGroup, 'Enterprise Admins')
  return group?.properties.members.some((one) => one.toLowerCase() === caller.toLowerCase()) ?? false
}

function rolesExist({ version, roles }: SetupRequest): boolean {
  if (version === '2010') return true
  return !roles.includes('HubTransport') && !(version === '2016' && roles.includes('ClientAccess'))
}

function featuresMissing(
  { version, roles, installWindowsComponents }: SetupRequest,
  computer: Server,
): Obstacle | null {
  if (roles.length === 0 || (installWindowsComponents && version !== '2010')) return null
  const missing = missingFeatures(version, computer.windows, computer.features)
  return missing.length === 0
    ? null
    : {
        id: 'WindowsFeaturesMissing',
        message: `These Windows components aren't installed on this computer and need to be installed before Exchange Setup can begin: ${missing.join(', ')}.`,
        recommendedAction: `Run ${computer.windows === '2008 R2' ? 'Add' : 'Install'}-WindowsFeature ${missing.join(', ')}.`,
      }
}

async function alreadyInstalled(request: SetupRequest, name: string, site: Site): Promise<Obstacle | null> {
  const installed = (await site.store.find(exchangeServer, name))?.properties
  if (!installed) return null
  const again = request.roles.length > 0 ? !addsRoles(request, installed) : installed.managementTools
  const other = installed.version !== request.version
  return again || other
    ? {
        id: 'AlreadyInstalled',
        message: `Exchange Server ${installed.version} is already installed on ${name}.`,
        recommendedAction: other
          ? `Use the disc of Exchange Server ${installed.version}, or uninstall it first.`
          : 'There is nothing to install.',
      }
    : null
}

/** Whether Setup has a role to add: to any server without roles, and to others of 2010 and 2013 one that they lack. */
function addsRoles({ version, roles }: SetupRequest, installed: ExchangeServer): boolean {
  if (installed.roles.length === 0) return true
  return version !== '2016' && roles.some((role) => !installed.roles.includes(role))
}

/** What Setup says and goes on all the same. */
export async function setupWarnings({ store }: Site): Promise<readonly string[]> {
  const connectors = await store.list(sendConnector)
  const toInternet = connectors.some(
    ({ properties: { enabled, addressSpaces } }) =>
      enabled && addressSpaces.some((space) => space.startsWith('SMTP:*;')),
  )
  return toInternet
    ? []
    : [
        "Setup can't detect a Send connector with an address space of '*'. Mail flow to the Internet may not work properly.",
      ]
}
