import type { Site } from '@/lib/exchange'
import type { Cmdlet } from '@/lib/shell'
import { adAccountPasswordCmdlets } from './cmdlets/ad-account-password'
import { adGroupCmdlets } from './cmdlets/ad-group'
import { adObjectCmdlets } from './cmdlets/ad-object'
import { adPrincipalMembershipCmdlets } from './cmdlets/ad-principal-membership'
import { adReplicationSiteCmdlets } from './cmdlets/ad-replication-site'
import { adReplicationSubnetCmdlets } from './cmdlets/ad-replication-subnet'
import { adUserCmdlets } from './cmdlets/ad-user'
import { addWssUserCmdlets } from './cmdlets/add-wss-user'
import { clockCmdlets } from './cmdlets/clock'
import { computerCmdlets } from './cmdlets/computer'
import { contentCmdlets } from './cmdlets/content'
import { dhcpReservationCmdlets } from './cmdlets/dhcp-reservation'
import { eventLogCmdlets } from './cmdlets/event-log'
import { integrationCmdlets } from './cmdlets/exchange-integration'
import { ipAddressCmdlets } from './cmdlets/ip-address'
import { serviceCmdlets } from './cmdlets/service'
import { setupTaskCmdlets } from './cmdlets/setup-task'
import { siteAlertCmdlets } from './cmdlets/site-alert'
import { siteDescriptionCmdlets } from './cmdlets/site-description'
import { siteServerCmdlets } from './cmdlets/site-server'
import { sourceExchangeCmdlets } from './cmdlets/source-exchange'
import { windowsFeatureCmdlets } from './cmdlets/windows-feature'
import { passwordPolicyCmdlets } from './cmdlets/wss-password-policy'
import { wssUserCmdlets } from './cmdlets/wss-user'
import { wssUserStatusCmdlets } from './cmdlets/wss-user-status'

export * from './ad-groups'
export * from './alerts'
export * from './description'
export * from './description-fields'
export * from './exchange-support'
export * from './find-server'
export * from './find-user'
export * from './install-exchange'
export { findPasswordPolicy } from './judge-secret'
export * from './logon-name'
export * from './password-policy'
export * from './person-name'
export * from './prerequisites'
export * from './server-runbooks'
export * from './site'
export * from './source-server'
export * from './windows-services'

/** Every command of the Essentials server and of Windows itself. */
export const essentialsCmdlets: readonly Cmdlet<Site>[] = [
  ...siteDescriptionCmdlets,
  ...sourceExchangeCmdlets,
  ...siteAlertCmdlets,
  ...siteServerCmdlets,
  ...computerCmdlets,
  ...ipAddressCmdlets,
  ...dhcpReservationCmdlets,
  ...serviceCmdlets,
  ...windowsFeatureCmdlets,
  ...adGroupCmdlets,
  ...adPrincipalMembershipCmdlets,
  ...adObjectCmdlets,
  ...adReplicationSiteCmdlets,
  ...adReplicationSubnetCmdlets,
  ...adAccountPasswordCmdlets,
  ...adUserCmdlets,
  ...addWssUserCmdlets,
  ...wssUserCmdlets,
  ...wssUserStatusCmdlets,
  ...passwordPolicyCmdlets,
  ...integrationCmdlets,
  ...setupTaskCmdlets,
  ...clockCmdlets,
  ...eventLogCmdlets,
  ...contentCmdlets,
]
