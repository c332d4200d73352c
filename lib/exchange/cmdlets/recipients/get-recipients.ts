import { text } from '@/lib/shell'
import { mailOf, type Recipient, typeOf } from '../../directory/recipient'
import {
  casDefaults,
  mailboxDefaults,
  mailDefaults,
  personDefaults,
} from '../../directory/recipient-defaults'
import { since } from '../../topology/exchange-version'
import { only } from '../exchange-cmdlet'
import type { Given } from '../noun-parameters'
import { commonProperties, type DirectoryView } from './directory-view'
import { listRecipients } from './list-recipients'
import {
  accountProperties,
  allProperties,
  mailboxProperties,
  mailProperties,
  shownMore,
} from './recipient-properties'

const hidden = ['ArbitrationMailbox', 'PublicFolderMailbox', 'MonitoringMailbox']

/** As Exchange does, the mailboxes that no person has are shown when their switch asks for them. */
function isAskedMailbox(recipient: Recipient, given: Given): boolean {
  if (typeOf(recipient) !== 'UserMailbox' || recipient.kind !== 'user') return false
  const { archive, type = 'UserMailbox' } = recipient.user.attributes
  if (given.Archive === true && !archive) return false
  if (given.RemoteArchive === true || given.SoftDeletedMailbox === true) return false
  if (given.Arbitration === true) return type === 'ArbitrationMailbox'
  if (given.PublicFolder === true) return type === 'PublicFolderMailbox'
  return !hidden.includes(type)
}

/** A mailbox as Get-Mailbox shows it. */
export async function shownMailbox(recipient: Recipient, view: DirectoryView): Promise<object> {
  if (recipient.kind !== 'user') return {}
  const { user } = recipient
  const mailbox = mailboxProperties(user, view)
  return {
    Name: user.attributes.cn ?? user.name,
    Alias: user.mailbox?.alias,
    ServerName: mailbox.ServerName,
    ProhibitSendQuota: mailbox.ProhibitSendQuota,
    ...accountProperties(user, view),
    ...mailProperties(recipient),
    ...mailbox,
    ...mailDefaults,
    ...mailboxDefaults,
    ...(user.attributes.mailbox ? await shownMore({}, user.attributes.mailbox, view) : {}),
    Office: user.attributes.person?.Office ?? '',
    ...commonProperties(recipient, view),
    Identity: `${view.netBios}\\${user.logonName}`,
  }
}

async function shownUser(recipient: Recipient, view: DirectoryView): Promise<object> {
  if (recipient.kind !== 'user') return {}
  const { user } = recipient
  return {
    Name: user.attributes.cn ?? user.name,
    RecipientType: typeOf(recipient),
    ...accountProperties(user, view),
    ...(await shownMore(personDefaults, user.attributes.person, view)),
    WindowsEmailAddress: mailProperties(recipient).WindowsEmailAddress ?? '',
    ...commonProperties(recipient, view),
    Identity: `${view.netBios}\\${user.logonName}`,
  }
}

async function shownCasMailbox(recipient: Recipient, view: DirectoryView): Promise<object> {
  if (recipient.kind !== 'user') return {}
  const { user } = recipient
  return {
    Name: user.attributes.cn ?? user.name,
    ...(await shownMore(casDefaults, user.attributes.cas, view)),
    ServerName: mailboxProperties(user, view).ServerName,
    DisplayName: user.name,
    SamAccountName: user.logonName,
    PrimarySmtpAddress: mailProperties(recipient).PrimarySmtpAddress,
    EmailAddresses: mailProperties(recipient).EmailAddresses,
    Guid: user.id,
    Identity: `${view.netBios}\\${user.logonName}`,
  }
}

/** Name first, then what tables show. */
async function shownWhole(recipient: Recipient, view: DirectoryView): Promise<object> {
  const { Name, Alias, DisplayName, GroupType, PrimarySmtpAddress, ManagedBy, ...rest } = await allProperties(
    recipient,
    view,
  )
  const first = { Name, Alias, DisplayName, GroupType, PrimarySmtpAddress, ManagedBy }
  const there = Object.entries(first).filter(([, value]) => value !== undefined)
  return { ...Object.fromEntries(there), ...rest }
}

/** A recipient is shown without what only a mailbox has. */
async function shownRecipient(recipient: Recipient, view: DirectoryView): Promise<object> {
  const {
    IssueWarningQuota,
    ProhibitSendQuota,
    ProhibitSendReceiveQuota,
    UseDatabaseQuotaDefaults,
    ...rest
  } = await allProperties(recipient, view)
  return { Name: rest.Name, RecipientType: rest.RecipientType, ...rest }
}

const mailboxes = { users: { withMailbox: true } }
const objects = { objects: true }

export const getRecipientCmdlets = [
  listRecipients({
    name: 'Get-Mailbox',
    synopsis: 'Lists mailboxes.',
    columns: ['Name', 'Alias', 'ServerName', 'ProhibitSendQuota'],
    range: mailboxes,
    extra: { Database: text },
    isMeant: isAskedMailbox,
    show: shownMailbox,
  }),
  listRecipients({
    name: 'Get-CASMailbox',
    synopsis: 'Shows by which protocols mailboxes can be used.',
    columns: ['Name', 'ActiveSyncEnabled', 'OWAEnabled', 'PopEnabled', 'ImapEnabled', 'MapiEnabled'],
    range: mailboxes,
    isMeant: (one) => typeOf(one) === 'UserMailbox',
    show: shownCasMailbox,
  }),
  listRecipients({
    name: 'Get-Recipient',
    synopsis: 'Lists everything that mail can be addressed to.',
    columns: ['Name', 'RecipientType'],
    range: { users: {}, objects: true },
    extra: { Database: only(since('2013'), text) },
    isMeant: (one) => mailOf(one) !== null,
    show: shownRecipient,
  }),
  listRecipients({
    name: 'Get-User',
    synopsis: 'Lists the accounts of the domain, with mailboxes and without.',
    columns: ['Name', 'RecipientType'],
    range: { users: {} },
    isMeant: (one) => one.kind === 'user',
    show: shownUser,
  }),
  listRecipients({
    name: 'Get-MailUser',
    synopsis: 'Lists accounts whose mail goes to an address outside.',
    columns: ['Name', 'RecipientType'],
    range: { users: {} },
    isMeant: (one) => typeOf(one) === 'MailUser',
    show: shownWhole,
  }),
  listRecipients({
    name: 'Get-Contact',
    synopsis: 'Lists people outside the organization.',
    columns: ['Name'],
    range: objects,
    isMeant: (one) => one.kind === 'contact',
    show: shownWhole,
  }),
  listRecipients({
    name: 'Get-MailContact',
    synopsis: 'Lists people outside the organization that the address book shows.',
    columns: ['Name', 'Alias', 'RecipientType'],
    range: objects,
    isMeant: (one) => typeOf(one) === 'MailContact',
    show: shownWhole,
  }),
  listRecipients({
    name: 'Get-Group',
    synopsis: 'Lists groups, with addresses and without.',
    columns: ['Name', 'DisplayName', 'SamAccountName', 'GroupType'],
    range: objects,
    isMeant: (one) => one.kind === 'group',
    show: shownWhole,
  }),
  listRecipients({
    name: 'Get-DistributionGroup',
    synopsis: 'Lists groups that mail can be addressed to.',
    columns: ['Name', 'DisplayName', 'GroupType', 'PrimarySmtpAddress'],
    range: objects,
    isMeant: (one) => one.kind === 'group' && mailOf(one) !== null,
    show: shownWhole,
  }),
  listRecipients({
    name: 'Get-DynamicDistributionGroup',
    synopsis: 'Lists groups whose members are found by a filter.',
    columns: ['Name', 'ManagedBy'],
    range: objects,
    isMeant: (one) => one.kind === 'dynamicGroup',
    show: shownWhole,
  }),
]
