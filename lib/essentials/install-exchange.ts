import { type ExchangeVersion, requiredFeatures, type ServerRole } from '@/lib/exchange'
import { type Command, command } from '@/lib/shell'
import { enterpriseAdmins, schemaAdmins } from './ad-groups'
import { exchangeVersionTitles } from './exchange-support'
import { type Procedure, restartStep } from './server-runbooks'
import type { SiteDescription } from './site'

/** Setup takes letters, digits, hyphens and spaces, not at either end, and at most 64 characters. */
export function organizationName(organization: string): string {
  const plain = organization
    .normalize('NFD')
    .replace(/[^A-Za-z0-9 -]/g, '')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, 64)
    .trim()
  return plain || 'First Organization'
}

const accept = '/IAcceptExchangeServerLicenseTerms'

interface Installation {
  readonly description: SiteDescription
  readonly version: ExchangeVersion
  readonly managementTools: boolean
  /** Who installs: joins Enterprise Admins and Schema Admins first, as the guide says. */
  readonly administrator?: string
}

function joinGroups(administrator: string): Procedure['steps'] {
  return [enterpriseAdmins, schemaAdmins].map((group) => ({
    title: `Add ${administrator} to ${group}`,
    command: command('Add-ADGroupMember', { Identity: group, Members: administrator }),
  }))
}

/** Setup runs on the second server, from the medium in its drive E:, whose folder names the version. */
function setup(version: ExchangeVersion, ...words: string[]): Command {
  const program = version === '2010' ? 'setup.com' : 'setup.exe'
  return command(`E:\\Exchange${version}\\${program}`, {}, words)
}

function setupSteps({ description, version, managementTools }: Installation): Procedure['steps'] {
  const organization = `/OrganizationName:${organizationName(description.organization)}`
  const tools = managementTools ? ',ManagementTools' : ''
  if (version === '2010')
    return [
      {
        title: `Install Exchange Server 2010 on ${description.exchange.name}`,
        command: setup(
          version,
          '/mode:install',
          `/roles:mb,ht,ca${managementTools ? ',mt' : ''}`,
          organization,
        ),
      },
    ]
  const roles = version === '2013' ? 'ClientAccess,Mailbox' : 'Mailbox'
  return [
    {
      title: 'Prepare Active Directory for Exchange',
      command: setup(version, '/PrepareAD', organization, accept),
    },
    {
      title: `Install Exchange Server ${version} on ${description.exchange.name}`,
      command: setup(version, '/mode:Install', `/roles:${roles}${tools}`, accept),
    },
  ]
}

/** Installs only the Management Tools, on a server that has Exchange without them. */
export function managementToolsCommand(version: ExchangeVersion): Command {
  return version === '2010'
    ? setup(version, '/mode:install', '/roles:mt')
    : setup(version, '/mode:Install', '/roles:ManagementTools', accept)
}

const shortRoles: Readonly<Record<ServerRole, string>> = {
  Mailbox: 'mb',
  HubTransport: 'ht',
  ClientAccess: 'ca',
}

/** Installs further roles, on a server that has Exchange 2010 or 2013 already. */
export function furtherRolesCommand(version: ExchangeVersion, roles: readonly ServerRole[]): Command {
  return version === '2010'
    ? setup(version, '/mode:install', `/roles:${roles.map((role) => shortRoles[role]).join(',')}`)
    : setup(version, '/mode:Install', `/roles:${roles.join(',')}`, accept)
}

/** Setup's repeat on a server that has this version. */
export function upgradeCommand(version: ExchangeVersion): Command {
  return setup(version, '/mode:Upgrade', ...(version === '2010' ? [] : [accept]))
}

/** Server roles bring the Management Tools along: to be without them one takes them off again. */
function withoutTools(version: ExchangeVersion): Procedure['steps'][number] {
  const uninstall =
    version === '2010'
      ? setup(version, '/mode:uninstall', '/roles:mt')
      : setup(version, '/mode:Uninstall', '/roles:ManagementTools', accept)
  return { title: 'Take the Management Tools off', command: uninstall }
}

/** "Install Exchange Server": groups, Windows features, restart, Active Directory, Setup, restart. */
export function installExchangeRunbook(installation: Installation): Procedure {
  const { description, version, administrator } = installation
  const { name, windows } = description.exchange
  return {
    title: `Install ${exchangeVersionTitles[version]} on ${name}`,
    steps: [
      ...(administrator ? joinGroups(administrator) : []),
      {
        title: 'Install the Windows features that Exchange needs',
        command: command(version === '2010' ? 'Add-WindowsFeature' : 'Install-WindowsFeature', {
          Name: [...requiredFeatures(version, windows)],
          ComputerName: name,
        }),
      },
      restartStep(name),
      ...setupSteps(installation),
      ...(installation.managementTools ? [] : [withoutTools(version)]),
      restartStep(name),
    ],
  }
}
