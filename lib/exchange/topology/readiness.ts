import { adGroup, type Server, type SiteDescription, server, siteDescription } from '@/lib/essentials'
import { exchangeOrganization } from '../organization/exchange-organization'
import { sendConnector } from '../organization/send-connector'
import type { Site, Stored } from '../store'
import { exchangeServer } from './exchange-server'
import { missingFeatures, windowsSupports } from './prerequisites'
import type { SetupRequest } from './setup-words'

/** One condition of Setup's readiness check that is not met. */
export interface Obstacle {
  readonly id:
    | 'LicenseNotAccepted'
    | 'RunningOnEssentials'
    | 'WindowsNotSupported'
    | 'ComputerNotPartOfDomain'
    | 'NotEnterpriseAdmin'
    | 'RebootPending'
    | 'WindowsFeaturesMissing'
    | 'AlreadyInstalled'
    | 'RoleNotInVersion'
    | 'OrganizationNameMissing'
  readonly message: string
  readonly recommendedAction: string
}

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
  return action === 'PrepareAD' || action === 'PrepareSchema' || roles.length > 0
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
  const again = request.roles.length > 0 ? installed.roles.length > 0 : installed.managementTools
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

const licenseNotAccepted: Obstacle = {
  id: 'LicenseNotAccepted',
  message: 'The license terms of Exchange Server have to be accepted.',
  recommendedAction: 'Read them and add /IAcceptExchangeServerLicenseTerms.',
}

const organizationNameMissing: Obstacle = {
  id: 'OrganizationNameMissing',
  message: 'There is no Exchange organization yet, so it needs a name.',
  recommendedAction: 'Add /OrganizationName:"First Organization".',
}

function runningOnEssentials(name: string): Obstacle {
  return {
    id: 'RunningOnEssentials',
    message: `${name} runs Windows Server Essentials. Exchange Server isn't supported on it.`,
    recommendedAction: 'Install Exchange on a second server that is joined to the domain.',
  }
}

function windowsNotSupported({ version }: SetupRequest, { windows }: Server): Obstacle {
  return {
    id: 'WindowsNotSupported',
    message: `Exchange Server ${version} can't be installed on a computer that is running Windows Server ${windows}.`,
    recommendedAction:
      version === '2010'
        ? 'Use Windows Server 2008 R2, or a later version of Exchange.'
        : 'Use a version of Windows Server that this version of Exchange supports.',
  }
}

function notJoined(name: string): Obstacle {
  return {
    id: 'ComputerNotPartOfDomain',
    message: `Setup can't continue because ${name} isn't a member of an Active Directory domain.`,
    recommendedAction: 'Join it to the domain of the Essentials server, and restart it.',
  }
}

function notEnterpriseAdmin(caller: string): Obstacle {
  return {
    id: 'NotEnterpriseAdmin',
    message: `You must be a member of the 'Enterprise Admins' group to continue, and ${caller} isn't.`,
    recommendedAction: 'Run Add-ADGroupMember "Enterprise Admins" $env:username on the Essentials server.',
  }
}

function rebootPending(name: string): Obstacle {
  return {
    id: 'RebootPending',
    message: `A reboot from a previous installation is pending on ${name}.`,
    recommendedAction: 'Restart the server and run Setup again.',
  }
}

function roleNotInVersion({ version }: SetupRequest): Obstacle {
  return {
    id: 'RoleNotInVersion',
    message: `Exchange Server ${version} doesn't have one of these roles.`,
    recommendedAction:
      version === '2013'
        ? 'Use /roles:Mailbox,ClientAccess.'
        : 'Use /roles:Mailbox: it holds all the others.',
  }
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
