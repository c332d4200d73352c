/** Phones, and not the policies for them. */
const phones = [
  ...['*-MobileDevice', 'Get-MobileDeviceStatistics', '*-ActiveSyncDevice', 'Get-ActiveSyncDeviceStatistics'],
]

/** What every role brings along that is over more than one's own: where the shell looks, and who one is. */
export const everyRole: readonly string[] = ['Get-ADServerSettings', 'Set-ADServerSettings']

/**
 * The roles that Exchange comes with, each with its cmdlets; `*` stands for any text. Real roles limit parameters
 * as well: where a role has a cmdlet for its owner's sake or for a few parameters alone, it is left out here.
 */
export const builtInRoles: Readonly<Record<string, readonly string[]>> = {
  'Active Directory Permissions': ['*-ADPermission'],
  'Address Lists': [
    ...['*-AddressList', '*-GlobalAddressList', '*-OfflineAddressBook', '*-AddressBookPolicy'],
    'Get-OabVirtualDirectory',
  ],
  ApplicationImpersonation: [],
  'Audit Logs': ['*-AdminAuditLog*', '*-MailboxAuditLog*'],
  'Database Availability Groups': ['*-DatabaseAvailabilityGroup*', 'Test-ReplicationHealth'],
  'Database Copies': [
    ...['*-MailboxDatabaseCopy*', 'Move-ActiveMailboxDatabase', 'Start-DatabaseAvailabilityGroup'],
    ...['Get-MailboxDatabase', 'Test-ReplicationHealth'],
  ],
  Databases: [
    ...['*-MailboxDatabase', '*-PublicFolderDatabase', 'Mount-Database', 'Dismount-Database'],
    ...['Move-DatabasePath', '*-StoreMailbox*', 'Get-MailboxStatistics', 'Get-LogonStatistics'],
  ],
  'Disaster Recovery': ['*-MailboxRestoreRequest*', 'Restore-Mailbox', 'Connect-Mailbox'],
  'Distribution Groups': ['*-DistributionGroup', '*-DistributionGroupMember', '*-DynamicDistributionGroup*'],
  'E-Mail Address Policies': ['*-EmailAddressPolicy'],
  'Edge Subscriptions': ['*-EdgeSubscription', '*-EdgeSynchronization', '*-EdgeSyncServiceConfig'],
  'Exchange Connectors': ['*-ForeignConnector', '*-DeliveryAgentConnector', '*-RoutingGroupConnector'],
  'Exchange Server Certificates': ['*-ExchangeCertificate'],
  'Exchange Servers': [
    ...['*-ExchangeServer', '*-MailboxServer', '*-ClientAccessServer', '*-ClientAccessService'],
    ...['*-TransportServer', '*-TransportService', '*-FrontendTransportService', '*-MailboxTransportService'],
    ...['*-ClientAccessArray', '*-RpcClientAccess', '*-OutlookAnywhere', '*-EventLogLevel'],
    ...['*-ServerComponentState', '*-ServerHealth', '*-HealthReport', '*-ExchangeSettings'],
    ...['*-NetworkConnectionInfo', 'Get-EventLogLevel', 'Test-SystemHealth', '*-ServerMonitoringOverride'],
    ...['*-ExchangeServerAccessLicense*', 'Get-ADServerSettings', 'Set-ADServerSettings'],
  ],
  'Exchange Virtual Directories': ['*VirtualDirectory', '*-OutlookAnywhere'],
  'Federated Sharing': ['*-FederationTrust', '*-OrganizationRelationship', '*-SharingPolicy'],
  Journaling: ['*-JournalRule'],
  'Legal Hold': ['Get-Mailbox', 'Set-Mailbox'],
  'Mail Enabled Public Folders': ['*-MailPublicFolder'],
  'Mail Recipient Creation': [
    ...['New-Mailbox', 'Remove-Mailbox', 'New-MailContact', 'Remove-MailContact', 'New-MailUser'],
    ...['Remove-MailUser', 'Get-Mailbox', 'Get-MailContact', 'Get-MailUser', 'Get-User', 'Get-Recipient'],
    ...['Get-AcceptedDomain', 'Get-MailboxDatabase'],
  ],
  'Mail Recipients': [
    ...['Get-Mailbox', 'Set-Mailbox', 'Enable-Mailbox', 'Disable-Mailbox', 'Connect-Mailbox'],
    ...['*-MailboxPermission', '*-RecipientPermission', '*-CASMailbox', '*-User', '*-Contact', '*-Group'],
    ...['Get-MailContact', 'Set-MailContact', 'Enable-MailContact', 'Disable-MailContact'],
    ...['Get-MailUser', 'Set-MailUser', 'Enable-MailUser', 'Disable-MailUser', 'Get-Recipient'],
    ...['Update-Recipient', '*-MailboxAutoReplyConfiguration', '*-MailboxCalendar*', '*-CalendarProcessing'],
    ...['*-MailboxFolder*', '*-MailboxJunkEmailConfiguration', '*-MailboxMessageConfiguration'],
    ...['*-MailboxRegionalConfiguration', '*-MailboxSpellingConfiguration', '*-InboxRule', '*-Place'],
    ...['Get-MailboxStatistics', ...phones, 'Get-LogonStatistics', '*-Clutter'],
    ...['Get-AcceptedDomain', 'Get-MailboxDatabase'],
  ],
  'Mail Tips': ['Get-MailTips', 'Get-OrganizationConfig', 'Set-OrganizationConfig'],
  'Mailbox Import Export': ['*-MailboxImportRequest*', '*-MailboxExportRequest*', 'Search-Mailbox'],
  'Mailbox Search': ['*-MailboxSearch', 'Search-Mailbox'],
  'Message Tracking': ['Get-MessageTrackingLog', '*-MessageTrackingReport'],
  Migration: ['*-Migration*'],
  Monitoring: ['Test-*', 'Get-ServerHealth', 'Get-HealthReport', 'Get-ExchangeServer', 'Get-MailboxServer'],
  'Move Mailboxes': ['*-MoveRequest*', 'Move-Mailbox'],
  'Organization Client Access': [
    ...[
      '*-OutlookProvider',
      '*-ClientAccessArray',
      '*-ActiveSyncOrganizationSettings',
      '*-OutlookProtectionRule',
    ],
    ...['*-ActiveSyncDeviceAccessRule', '*-AutodiscoverConfig', '*-AuthConfig', '*-PartnerApplication'],
  ],
  'Organization Configuration': ['*-OrganizationConfig', '*-AdminAuditLogConfig', '*-SettingOverride'],
  'Organization Transport Settings': [
    '*-TransportConfig',
    '*-SystemMessage',
    '*-ADSite',
    '*-ADSiteLink',
    '*-X400AuthoritativeDomain',
  ],
  'POP3 And IMAP4 Protocols': ['*-PopSettings', '*-ImapSettings'],
  'Public Folders': ['*-PublicFolder*'],
  'Receive Connectors': ['*-ReceiveConnector'],
  'Recipient Policies': [
    ...[
      '*-ActiveSyncMailboxPolicy',
      '*-MobileDeviceMailboxPolicy',
      '*-OwaMailboxPolicy',
      '*-ThrottlingPolicy*',
    ],
    ...['*-ManagedFolder*', '*-ManagedContentSettings'],
  ],
  'Remote and Accepted Domains': ['*-RemoteDomain', '*-AcceptedDomain'],
  'Reset Password': ['Set-Mailbox', 'Get-Mailbox'],
  'Retention Management': ['*-RetentionPolicy*', '*-ManagedFolder*', '*-ManagedContentSettings'],
  'Role Management': [
    ...['*-ManagementRole*', '*-RoleGroup*', '*-RoleAssignmentPolicy', '*-ManagementScope'],
  ],
  'Security Group Creation and Membership': ['*-DistributionGroup*', 'Get-Group'],
  'Send Connectors': ['*-SendConnector'],
  'Support Diagnostics': ['*-ExchangeDiagnosticInfo'],
  'Team Mailboxes': ['*-SiteMailbox*'],
  'Transport Agents': ['*-TransportAgent', 'Get-TransportPipeline'],
  'Transport Hygiene': [
    ...['*-SenderId*', '*-SenderFilterConfig', '*-SenderReputationConfig', '*-RecipientFilterConfig'],
    ...['*-ContentFilter*', '*-IPAllow*', '*-IPBlock*', '*-MalwareFilter*', 'Test-SenderId'],
  ],
  'Transport Queues': ['*-Queue', '*-Message', 'Get-QueueDigest', 'Redirect-Message'],
  'Transport Rules': ['*-TransportRule*'],
  'UM Mailboxes': ['*-UMMailbox*'],
  'UM Prompts': ['*-UMPrompt'],
  'Unified Messaging': ['*-UM*'],
  'User Options': [
    ...['Get-Mailbox', 'Get-CASMailbox', 'Get-User', '*-MailboxAutoReplyConfiguration', '*-InboxRule'],
    ...['*-MailboxCalendar*', '*-CalendarProcessing', '*-MailboxMessageConfiguration', ...phones],
    ...[
      '*-MailboxRegionalConfiguration',
      '*-MailboxJunkEmailConfiguration',
      '*-MailboxSpellingConfiguration',
    ],
  ],
  'View-Only Audit Logs': ['Search-AdminAuditLog', 'Get-AdminAuditLogConfig', 'Search-MailboxAuditLog'],
  'View-Only Configuration': ['Get-*'],
  'View-Only Recipients': [
    ...['Get-Mailbox*', 'Get-MailUser', 'Get-MailContact', 'Get-Contact', 'Get-User', 'Get-Group'],
    ...['Get-Recipient', 'Get-DistributionGroup*', 'Get-DynamicDistributionGroup*', 'Get-CASMailbox'],
    ...['Get-MoveRequest*', 'Get-MobileDevice*', 'Get-ActiveSyncDevice*', 'Get-LogonStatistics'],
  ],
}

/** Roles of people over what is their own; a policy gives them to mailboxes. */
export const ownRoles: Readonly<Record<string, readonly string[]>> = {
  MyBaseOptions: [
    ...['Get-Mailbox', 'Get-MailboxStatistics', 'Get-CASMailbox', '*-InboxRule', ...phones],
    ...['*-MailboxAutoReplyConfiguration', '*-MailboxCalendar*', '*-MailboxRegionalConfiguration'],
    ...['*-MailboxMessageConfiguration', '*-MailboxJunkEmailConfiguration', '*-MessageTrackingReport'],
  ],
  MyContactInformation: ['Get-User', 'Set-User', 'Get-Mailbox'],
  MyDistributionGroupMembership: ['Get-DistributionGroup', '*-DistributionGroupMember'],
  MyDistributionGroups: ['*-DistributionGroup', '*-DistributionGroupMember', 'Get-Recipient'],
  MyProfileInformation: ['Get-User', 'Set-User'],
  MyRetentionPolicies: ['Get-RetentionPolicyTag'],
  MyTextMessaging: ['*-TextMessagingAccount'],
  MyVoiceMail: ['*-UMMailbox*'],
}
