import { type MailAttributes, type More, noun, type Stored, type User } from '../store'

/** What contacts and groups have in common. `mail` is null while mail cannot be addressed to it. */
interface DirectoryObject {
  readonly displayName: string
  /** The organizational unit. */
  readonly container: string
  readonly mail: MailAttributes | null
  /** Documented properties by Exchange's names. */
  readonly more?: More
}

export interface Contact extends DirectoryObject {
  readonly firstName: string
  readonly lastName: string
}

export interface DistributionGroup extends DirectoryObject {
  readonly logonName: string
  /** A security group: it can be given permissions. */
  readonly security: boolean
  /** Ids of recipients. One that is gone counts no more. */
  readonly members: readonly string[]
}

export interface DynamicDistributionGroup extends DirectoryObject {
  /** OPATH. */
  readonly recipientFilter: string
  /** Whether the filter was made of -IncludedRecipients and -Conditional…. */
  readonly precanned: boolean
  readonly recipientContainer: string | null
}

export const contact = noun<Contact>('Contact', 'contact')
export const distributionGroup = noun<DistributionGroup>('DistributionGroup', 'distribution group')
export const dynamicDistributionGroup = noun<DynamicDistributionGroup>(
  'DynamicDistributionGroup',
  'dynamic distribution group',
)

/** An organizational unit; Users, Computers and Domain Controllers are there without one. */
export const organizationalUnit = noun<{ readonly container: string | null }>(
  'OrganizationalUnit',
  'organizational unit',
)

/** Whatever mail could be addressed to, with or without an address now. */
export type Recipient =
  | { readonly kind: 'user'; readonly user: User }
  | { readonly kind: 'contact'; readonly object: Stored<Contact> }
  | { readonly kind: 'group'; readonly object: Stored<DistributionGroup> }
  | { readonly kind: 'dynamicGroup'; readonly object: Stored<DynamicDistributionGroup> }

export const recipientTypes = [
  'Contact',
  'DynamicDistributionGroup',
  'Group',
  'MailContact',
  'MailNonUniversalGroup',
  'MailUniversalDistributionGroup',
  'MailUniversalSecurityGroup',
  'MailUser',
  'PublicFolder',
  'User',
  'UserMailbox',
] as const
export type RecipientType = (typeof recipientTypes)[number]

export function idOf(recipient: Recipient): string {
  return recipient.kind === 'user' ? recipient.user.id : recipient.object.id
}

/** The name in the directory (cn). */
export function nameOf(recipient: Recipient): string {
  if (recipient.kind !== 'user') return recipient.object.name
  return recipient.user.attributes.cn ?? recipient.user.name
}

export function containerOf(recipient: Recipient): string {
  if (recipient.kind !== 'user') return recipient.object.properties.container
  return recipient.user.attributes.container ?? 'Users'
}

/** Alias and addresses; null for those that mail cannot be addressed to. */
export function mailOf(recipient: Recipient): Omit<MailAttributes, 'externalEmailAddress'> | null {
  if (recipient.kind !== 'user') return recipient.object.properties.mail
  return recipient.user.mailbox ?? recipient.user.attributes.mail ?? null
}

export function typeOf(recipient: Recipient): RecipientType {
  switch (recipient.kind) {
    case 'user':
      if (recipient.user.mailbox) return 'UserMailbox'
      return recipient.user.attributes.mail ? 'MailUser' : 'User'
    case 'contact':
      return recipient.object.properties.mail ? 'MailContact' : 'Contact'
    case 'dynamicGroup':
      return 'DynamicDistributionGroup'
    case 'group': {
      const { mail, security } = recipient.object.properties
      if (!mail) return 'Group'
      return security ? 'MailUniversalSecurityGroup' : 'MailUniversalDistributionGroup'
    }
  }
}

/** RecipientTypeDetails: SharedMailbox, RoomList, DisabledUser. */
export function detailsOf(recipient: Recipient): string {
  const type = typeOf(recipient)
  if (recipient.kind === 'user') {
    if (type === 'UserMailbox') return recipient.user.attributes.type ?? type
    return type === 'User' && !recipient.user.enabled ? 'DisabledUser' : type
  }
  if (recipient.kind !== 'group') return type
  const { security, more } = recipient.object.properties
  if (type === 'Group') return security ? 'UniversalSecurityGroup' : 'UniversalDistributionGroup'
  return more?.RoomList === true ? 'RoomList' : type
}
