import { isList, type Value } from '@/lib/shell'
import { primaryAddress, writeAddresses } from '../../directory/policy-addresses'
import { printQuota, printSize } from '../../directory/quota'
import { detailsOf, mailOf, type Recipient } from '../../directory/recipient'
import {
  casDefaults,
  filterableProperties,
  groupDefaults,
  linkProperties,
  mailboxDefaults,
  mailDefaults,
  personDefaults,
} from '../../directory/recipient-defaults'
import type { More, User } from '../../store'
import { commonProperties, type DirectoryView } from './directory-view'

const sizes = new Set(['MaxSendSize', 'MaxReceiveSize', 'RulesQuota', 'ArchiveQuota', 'ArchiveWarningQuota'])

/** Properties as Get- shows them: recipients by their names, sizes in words. */
export async function shownMore(
  defaults: More,
  more: More | undefined,
  view: DirectoryView,
): Promise<Record<string, unknown>> {
  const shown: Record<string, unknown> = { ...defaults }
  for (const [name, value] of Object.entries(more ?? {}))
    shown[name] = linkProperties.has(name) ? await names(value, view) : shownValue(name, value)
  return shown
}

function shownValue(name: string, value: Value): unknown {
  return sizes.has(name) && typeof value === 'number' ? printSize(value) : value
}

async function names(value: Value, view: DirectoryView): Promise<unknown> {
  if (isList(value)) return Promise.all(value.map((one) => view.nameOf(String(one))))
  return typeof value === 'string' && value !== '' ? view.nameOf(value) : value
}

export function mailProperties(recipient: Recipient): Record<string, unknown> {
  const mail = mailOf(recipient)
  if (!mail) return {}
  const external =
    recipient.kind === 'user'
      ? recipient.user.attributes.mail?.externalEmailAddress
      : recipient.object.properties.mail?.externalEmailAddress
  return {
    PrimarySmtpAddress: primaryAddress(mail.addresses),
    WindowsEmailAddress: primaryAddress(mail.addresses),
    EmailAddresses: writeAddresses(mail.addresses),
    EmailAddressPolicyEnabled: mail.addressPolicyEnabled,
    ...(external ? { ExternalEmailAddress: `SMTP:${external}` } : {}),
  }
}

export function accountProperties(user: User, view: DirectoryView): Record<string, unknown> {
  return {
    DisplayName: user.name,
    FirstName: user.firstName,
    LastName: user.lastName,
    SamAccountName: user.logonName,
    UserPrincipalName: user.attributes.userPrincipalName ?? `${user.logonName}@${view.dns}`,
    AccountDisabled: !user.enabled,
    WhenCreated: user.whenCreated.toISOString(),
  }
}

/** What a mailbox has beside what every recipient has. */
export function mailboxProperties(user: User, view: DirectoryView): Record<string, unknown> {
  const { mailbox, attributes } = user
  if (!mailbox) return {}
  const database = view.databases.find(({ name }) => name === mailbox.database)
  const type = attributes.type ?? 'UserMailbox'
  return {
    ServerName: database?.properties.server.toLowerCase() ?? '',
    ProhibitSendQuota: printQuota(mailbox.prohibitSendQuota),
    Database: mailbox.database,
    UseDatabaseQuotaDefaults: mailbox.useDatabaseQuotaDefaults,
    IssueWarningQuota: printQuota(mailbox.issueWarningQuota),
    ProhibitSendReceiveQuota: printQuota(mailbox.prohibitSendReceiveQuota),
    ArchiveGuid: attributes.archive?.guid ?? '00000000-0000-0000-0000-000000000000',
    ArchiveName: attributes.archive ? [attributes.archive.name] : [],
    IsResource: type === 'RoomMailbox' || type === 'EquipmentMailbox',
    IsShared: type === 'SharedMailbox',
    ResourceType: type === 'RoomMailbox' ? 'Room' : type === 'EquipmentMailbox' ? 'Equipment' : null,
    ExchangeGuid: mailbox.guid,
    MailboxGuid: mailbox.guid,
  }
}

type Layer = Readonly<Record<string, unknown>>

/** Everything that is known of a recipient, in layers: what comes later counts. */
async function layersOf(recipient: Recipient, view: DirectoryView): Promise<readonly Layer[]> {
  const common = commonProperties(recipient, view)
  const mail = mailProperties(recipient)
  if (recipient.kind === 'user') {
    const { user } = recipient
    const { person, cas, mailbox } = user.attributes
    return [
      personDefaults,
      ...(mailOf(recipient) ? [mailDefaults] : []),
      ...(user.mailbox ? [mailboxDefaults, casDefaults] : []),
      ...(person ? [await shownMore({}, person, view)] : []),
      ...(cas ? [await shownMore({}, cas, view)] : []),
      ...(mailbox ? [await shownMore({}, mailbox, view)] : []),
      accountProperties(user, view),
      mailboxProperties(user, view),
      mail,
      common,
      // Two people may have one name; a logon name is one person's.
      { Identity: `${view.netBios}\\${user.logonName}` },
    ]
  }
  const { object } = recipient
  const { properties } = object
  return [
    mailDefaults,
    recipient.kind === 'contact' ? personDefaults : groupDefaults,
    ...(properties.more ? [await shownMore({}, properties.more, view)] : []),
    { DisplayName: properties.displayName },
    'firstName' in properties ? { FirstName: properties.firstName, LastName: properties.lastName } : {},
    groupProperties(recipient),
    mail,
    common,
    { WhenCreated: object.whenCreated.toISOString(), WhenChanged: object.whenChanged.toISOString() },
  ]
}

/** What Get-Recipient shows. */
export async function allProperties(
  recipient: Recipient,
  view: DirectoryView,
): Promise<Record<string, unknown>> {
  return Object.assign({}, ...(await layersOf(recipient, view)))
}

/** What a filter asks. To make one object of all layers would take most of its time. */
export async function propertiesAsked(
  recipient: Recipient,
  view: DirectoryView,
): Promise<(name: string) => unknown> {
  const layers = await layersOf(recipient, view)
  return (name) => {
    const written = filterableProperties.get(name.toLowerCase()) ?? name
    return layers.findLast((layer) => Object.hasOwn(layer, written))?.[written]
  }
}

function groupProperties(recipient: Recipient): Record<string, unknown> {
  if (recipient.kind === 'group') {
    const { logonName, security } = recipient.object.properties
    return {
      SamAccountName: logonName,
      GroupType: security ? 'Universal, SecurityEnabled' : 'Universal',
      IsRoomList: detailsOf(recipient) === 'RoomList',
    }
  }
  if (recipient.kind !== 'dynamicGroup') return {}
  const { recipientFilter, recipientContainer, precanned } = recipient.object.properties
  return {
    RecipientFilter: recipientFilter,
    RecipientContainer: recipientContainer,
    RecipientFilterType: precanned ? 'Precanned' : 'Custom',
  }
}
