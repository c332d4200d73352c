import type { More } from '../store'

const customAttributes = Object.fromEntries([
  ...Array.from({ length: 15 }, (_, index) => [`CustomAttribute${index + 1}`, '']),
  ...Array.from({ length: 5 }, (_, index) => [`ExtensionCustomAttribute${index + 1}`, []]),
])

/** What Set-User and Set-Contact set: it belongs to the person, not to the mailbox. */
export const personDefaults: More = {
  AssistantName: '',
  City: '',
  Company: '',
  CountryOrRegion: null,
  Department: '',
  Fax: '',
  GeoCoordinates: null,
  HomePhone: '',
  Initials: '',
  Manager: null,
  MobilePhone: '',
  Notes: '',
  Office: '',
  OtherFax: [],
  OtherHomePhone: [],
  OtherTelephone: [],
  Pager: '',
  Phone: '',
  PhoneticDisplayName: '',
  PostalCode: '',
  PostOfficeBox: [],
  SeniorityIndex: null,
  SimpleDisplayName: '',
  StateOrProvince: '',
  StreetAddress: '',
  TelephoneAssistant: '',
  Title: '',
  UMDtmfMap: [],
  WebPage: '',
  LinkedMasterAccount: null,
  RemotePowerShellEnabled: true,
  ResetPasswordOnNextLogon: false,
}

/** What every recipient with an address has (Set-Mailbox, Set-DistributionGroup, Set-MailContact). */
export const mailDefaults: More = {
  ...customAttributes,
  AcceptMessagesOnlyFrom: [],
  AcceptMessagesOnlyFromDLMembers: [],
  AcceptMessagesOnlyFromSendersOrMembers: [],
  ArbitrationMailbox: null,
  BypassModerationFromSendersOrMembers: [],
  GrantSendOnBehalfTo: [],
  HiddenFromAddressListsEnabled: false,
  MailTip: null,
  MailTipTranslations: [],
  MaxReceiveSize: 'Unlimited',
  MaxSendSize: 'Unlimited',
  ModeratedBy: [],
  ModerationEnabled: false,
  RejectMessagesFrom: [],
  RejectMessagesFromDLMembers: [],
  RejectMessagesFromSendersOrMembers: [],
  RequireSenderAuthenticationEnabled: false,
  SendModerationNotifications: 'Always',
}

/** Set-Mailbox. */
export const mailboxDefaults: More = {
  AddressBookPolicy: null,
  AntispamBypassEnabled: false,
  ArchiveDatabase: null,
  AuditEnabled: false,
  AuditLogAgeLimit: '90.00:00:00',
  CalendarRepairDisabled: false,
  CalendarVersionStoreDisabled: false,
  DeliverToMailboxAndForward: false,
  DowngradeHighPriorityMessagesEnabled: false,
  EndDateForRetentionHold: null,
  ForwardingAddress: null,
  ForwardingSmtpAddress: null,
  ImmutableId: '',
  Languages: [],
  LitigationHoldEnabled: false,
  ManagedFolderMailboxPolicy: null,
  MaxBlockedSenders: null,
  MaxSafeSenders: null,
  MessageTrackingReadStatusEnabled: true,
  OfflineAddressBook: null,
  RecipientLimits: 'Unlimited',
  ResourceCapacity: null,
  ResourceCustom: [],
  RetainDeletedItemsFor: '14.00:00:00',
  RetainDeletedItemsUntilBackup: false,
  RetentionHoldEnabled: false,
  RetentionPolicy: null,
  RoleAssignmentPolicy: 'Default Role Assignment Policy',
  RulesQuota: '64 KB (65,536 bytes)',
  SharingPolicy: 'Default Sharing Policy',
  SingleItemRecoveryEnabled: false,
  StartDateForRetentionHold: null,
  ThrottlingPolicy: null,
  UseDatabaseRetentionDefaults: true,
}

/** Set-CASMailbox. */
export const casDefaults: More = {
  ActiveSyncAllowedDeviceIDs: [],
  ActiveSyncBlockedDeviceIDs: [],
  ActiveSyncDebugLogging: false,
  ActiveSyncEnabled: true,
  ActiveSyncMailboxPolicy: 'Default',
  ECPEnabled: true,
  EwsAllowEntourage: null,
  EwsAllowList: [],
  EwsAllowMacOutlook: null,
  EwsAllowOutlook: null,
  EwsApplicationAccessPolicy: null,
  EwsBlockList: [],
  EwsEnabled: null,
  ImapEnabled: true,
  ImapEnableExactRFC822Size: false,
  ImapMessagesRetrievalMimeFormat: 'BestBodyFormat',
  ImapUseProtocolDefaults: true,
  MAPIBlockOutlookNonCachedMode: false,
  MAPIBlockOutlookRpcHttp: false,
  MAPIBlockOutlookVersions: '',
  MAPIEnabled: true,
  OWAEnabled: true,
  OwaMailboxPolicy: null,
  PopEnabled: true,
  PopEnableExactRFC822Size: false,
  PopMessagesRetrievalMimeFormat: 'BestBodyFormat',
  PopUseProtocolDefaults: true,
  ShowGalAsDefaultView: true,
}

/** Set-MailboxAutoReplyConfiguration. */
export const autoReplyDefaults: More = {
  AutoReplyState: 'Disabled',
  ExternalAudience: 'All',
  ExternalMessage: '',
  InternalMessage: '',
}

/** Set-DistributionGroup and Set-DynamicDistributionGroup. */
export const groupDefaults: More = {
  BypassNestedModerationEnabled: false,
  ExpansionServer: '',
  ManagedBy: [],
  MemberDepartRestriction: 'Open',
  MemberJoinRestriction: 'Closed',
  ReportToManagerEnabled: false,
  ReportToOriginatorEnabled: true,
  RequireSenderAuthenticationEnabled: true,
  SendOofMessageToOriginatorEnabled: false,
}

/** Properties whose values are recipients: kept by their ids, shown by their names. */
export const linkProperties: ReadonlySet<string> = new Set([
  ...['ResourceDelegates', 'BookInPolicy', 'RequestInPolicy', 'RequestOutOfPolicy'],
  'AcceptMessagesOnlyFrom',
  'AcceptMessagesOnlyFromDLMembers',
  'AcceptMessagesOnlyFromSendersOrMembers',
  'BypassModerationFromSendersOrMembers',
  'ForwardingAddress',
  'GrantSendOnBehalfTo',
  'ManagedBy',
  'Manager',
  'ModeratedBy',
  'RejectMessagesFrom',
  'RejectMessagesFromDLMembers',
  'RejectMessagesFromSendersOrMembers',
])

const derived = [
  ...['Name', 'DisplayName', 'Alias', 'RecipientType', 'RecipientTypeDetails', 'OrganizationalUnit'],
  ...['DistinguishedName', 'LegacyExchangeDN', 'Guid', 'Identity', 'PrimarySmtpAddress', 'EmailAddresses'],
  ...['WindowsEmailAddress', 'EmailAddressPolicyEnabled', 'ExternalEmailAddress', 'FirstName', 'LastName'],
  ...['SamAccountName', 'UserPrincipalName', 'AccountDisabled', 'WhenCreated', 'WhenChanged', 'ServerName'],
  ...['Database', 'ProhibitSendQuota', 'IssueWarningQuota', 'ProhibitSendReceiveQuota', 'ArchiveGuid'],
  ...['UseDatabaseQuotaDefaults', 'IsResource', 'IsShared', 'ResourceType', 'ExchangeGuid', 'MailboxGuid'],
  ...['GroupType', 'RecipientFilter', 'RecipientContainer', 'ArchiveName', 'IsRoomList'],
]

/** The names that a filter may ask for, by themselves in lower case. */
export const filterableProperties: ReadonlyMap<string, string> = new Map(
  [
    ...derived,
    ...[personDefaults, mailDefaults, mailboxDefaults, casDefaults, groupDefaults].flatMap(Object.keys),
  ].map((name) => [name.toLowerCase(), name]),
)
