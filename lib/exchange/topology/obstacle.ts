import type { Server } from '@/lib/essentials'
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

export const licenseNotAccepted: Obstacle = {
  id: 'LicenseNotAccepted',
  message: 'The license terms of Exchange Server have to be accepted.',
  recommendedAction: 'Read them and add /IAcceptExchangeServerLicenseTerms.',
}

export const organizationNameMissing: Obstacle = {
  id: 'OrganizationNameMissing',
  message: 'There is no Exchange organization yet, so it needs a name.',
  recommendedAction: 'Add /OrganizationName:"First Organization".',
}

export function runningOnEssentials(name: string): Obstacle {
  return {
    id: 'RunningOnEssentials',
    message: `${name} runs Windows Server Essentials. Exchange Server isn't supported on it.`,
    recommendedAction: 'Install Exchange on a second server that is joined to the domain.',
  }
}

export function windowsNotSupported({ version }: SetupRequest, { windows }: Server): Obstacle {
  return {
    id: 'WindowsNotSupported',
    message: `Exchange Server ${version} can't be installed on a computer that is running Windows Server ${windows}.`,
    recommendedAction:
      version === '2010'
        ? 'Use Windows Server 2008 R2, or a later version of Exchange.'
        : 'Use a version of Windows Server that this version of Exchange supports.',
  }
}

export function notJoined(name: string): Obstacle {
  return {
    id: 'ComputerNotPartOfDomain',
    message: `Setup can't continue because ${name} isn't a member of an Active Directory domain.`,
    recommendedAction: 'Join it to the domain of the Essentials server, and restart it.',
  }
}

export function notEnterpriseAdmin(caller: string): Obstacle {
  return {
    id: 'NotEnterpriseAdmin',
    message: `You must be a member of the 'Enterprise Admins' group to continue, and ${caller} isn't.`,
    recommendedAction: 'Run Add-ADGroupMember "Enterprise Admins" $env:username on the Essentials server.',
  }
}

export function rebootPending(name: string): Obstacle {
  return {
    id: 'RebootPending',
    message: `A reboot from a previous installation is pending on ${name}.`,
    recommendedAction: 'Restart the server and run Setup again.',
  }
}

export function roleNotInVersion({ version }: SetupRequest): Obstacle {
  return {
    id: 'RoleNotInVersion',
    message: `Exchange Server ${version} doesn't have one of these roles.`,
    recommendedAction:
      version === '2013'
        ? 'Use /roles:Mailbox,ClientAccess.'
        : 'Use /roles:Mailbox: it holds all the others.',
  }
}
