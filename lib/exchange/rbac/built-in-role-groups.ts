import { builtInRoles } from './built-in-roles'

interface BuiltInRoleGroup {
  readonly description: string
  readonly roles: readonly string[]
}

export const organizationManagement = 'Organization Management'

/** What even Organization Management only assigns to others. */
const delegated = [
  'ApplicationImpersonation',
  'Mailbox Import Export',
  'Mailbox Search',
  'Support Diagnostics',
]

/** The role groups that PrepareAD makes, with their roles. */
export const builtInRoleGroups: Readonly<Record<string, BuiltInRoleGroup>> = {
  [organizationManagement]: {
    description:
      'Has permissions to manage Exchange objects and their properties in the Exchange organization.',
    roles: Object.keys(builtInRoles).filter((role) => !delegated.includes(role)),
  },
  'Recipient Management': {
    description: 'Creates, manages and removes recipient objects.',
    roles: [
      ...['Distribution Groups', 'Mail Enabled Public Folders', 'Mail Recipient Creation', 'Mail Recipients'],
      ...['Message Tracking', 'Migration', 'Move Mailboxes', 'Recipient Policies', 'Team Mailboxes'],
    ],
  },
  'View-Only Organization Management': {
    description: 'Sees the recipients and the configuration of the organization.',
    roles: ['Monitoring', 'View-Only Configuration', 'View-Only Recipients'],
  },
  'Public Folder Management': {
    description: 'Manages public folders.',
    roles: ['Mail Enabled Public Folders', 'Public Folders'],
  },
  'UM Management': {
    description: 'Manages Unified Messaging.',
    roles: ['UM Mailboxes', 'UM Prompts', 'Unified Messaging'],
  },
  'Help Desk': {
    description: 'Sees recipients, and changes the options of people who ask for help.',
    roles: ['User Options', 'View-Only Recipients'],
  },
  'Records Management': {
    description: 'Configures compliance: retention, journaling, transport rules.',
    roles: ['Audit Logs', 'Journaling', 'Message Tracking', 'Retention Management', 'Transport Rules'],
  },
  'Discovery Management': {
    description: 'Searches mailboxes, and puts them on hold.',
    roles: ['Legal Hold', 'Mailbox Search'],
  },
  'Server Management': {
    description: 'Configures servers: transport, client access, databases.',
    roles: [
      ...['Database Copies', 'Databases', 'Exchange Connectors', 'Exchange Server Certificates'],
      ...['Exchange Servers', 'Exchange Virtual Directories', 'Monitoring', 'POP3 And IMAP4 Protocols'],
      ...['Receive Connectors', 'Transport Queues'],
    ],
  },
  'Delegated Setup': {
    description: 'Installs Exchange on servers that somebody prepared.',
    roles: ['View-Only Configuration'],
  },
  'Hygiene Management': {
    description: 'Configures the protection from spam and malware.',
    roles: [
      ...['Receive Connectors', 'Transport Agents', 'Transport Hygiene'],
      ...['View-Only Configuration', 'View-Only Recipients'],
    ],
  },
  'Compliance Management': {
    description: 'Configures compliance by the policies of the organization.',
    roles: [
      ...['Audit Logs', 'Journaling', 'Message Tracking', 'Retention Management', 'Transport Rules'],
      ...['View-Only Audit Logs', 'View-Only Configuration', 'View-Only Recipients'],
    ],
  },
}

export const defaultPolicy = 'Default Role Assignment Policy'

/** What everybody with a mailbox may do with what is theirs. */
export const defaultPolicyRoles: readonly string[] = [
  ...['MyBaseOptions', 'MyContactInformation', 'MyDistributionGroupMembership', 'MyProfileInformation'],
  ...['MyTextMessaging', 'MyVoiceMail'],
]
