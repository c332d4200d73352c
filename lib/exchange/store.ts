import type { Network } from '@/lib/network'
import type { Result, SecureString, Value } from '@/lib/shell'
import type { MailStore } from './transport/mail-store'

/**
 * A kind of object that the site keeps: `noun<AcceptedDomain>('AcceptedDomain', 'accepted domain')`.
 * `secrets` are the properties that no journal and no output may show.
 */
export interface Noun<P> {
  readonly class: string
  readonly title: string
  readonly secrets: readonly (keyof P & string)[]
  /** Never there: it carries P to the compiler, for a noun holds none of its objects. */
  readonly holds?: P
}

export function noun<P>(
  className: string,
  title: string,
  secrets: readonly (keyof P & string)[] = [],
): Noun<P> {
  return { class: className, title, secrets }
}

/** One object as it is kept. Its name is unique within its noun, compared without case. */
export interface Stored<P> {
  readonly id: string
  readonly name: string
  readonly properties: P
  readonly whenCreated: Date
  readonly whenChanged: Date
}

/** A noun, whatever it holds. */
export type Kind = Pick<Noun<unknown>, 'class' | 'holds'>

/** The objects of each of these kinds, in their order. */
export type Lists<N extends readonly Kind[]> = {
  readonly [I in keyof N]: readonly Stored<NonNullable<N[I]['holds']>>[]
}

/** Bytes, or null for Unlimited. */
export type Quota = number | null

export interface MailboxQuotas {
  readonly useDatabaseQuotaDefaults: boolean
  readonly issueWarningQuota: Quota
  readonly prohibitSendQuota: Quota
  readonly prohibitSendReceiveQuota: Quota
}

export interface Address {
  readonly address: string
  readonly primary: boolean
}

/** The mailbox attributes of a user; the first address is not necessarily the primary one. */
export interface Mailbox extends MailboxQuotas {
  readonly guid: string
  readonly alias: string
  readonly database: string
  readonly addressPolicyEnabled: boolean
  readonly addresses: readonly Address[]
  readonly bytes: number
  readonly itemCount: number
}

export type AccessLevel = 'User' | 'Administrator'

/** Properties by Exchange's own names, as cmdlets write them: Company, ForwardingAddress. */
export type More = Readonly<Record<string, Value>>

/** Who may do what with a mailbox (Add-MailboxPermission) or with its object in the directory (Add-ADPermission). */
export interface Permission {
  /** The holder's id, or a name that is no recipient: `NT AUTHORITY\\SELF`. */
  readonly user: string
  readonly accessRights: readonly string[]
  readonly extendedRights: readonly string[]
  readonly deny: boolean
  readonly inheritanceType: string
}

/** Who may do what in one folder of a mailbox; `user` is an id, Default or Anonymous. */
export interface FolderPermission {
  /** `Calendar`; empty for the root. */
  readonly folder: string
  readonly user: string
  readonly accessRights: readonly string[]
}

export interface InboxRule {
  readonly name: string
  readonly enabled: boolean
  /** Conditions, exceptions and actions by Exchange's names. */
  readonly parts: More
}

export interface Archive {
  readonly guid: string
  readonly name: string
}

/** What makes a contact, a group or a user without a mailbox one that mail can be addressed to. */
export interface MailAttributes {
  readonly alias: string
  readonly addresses: readonly Address[]
  readonly addressPolicyEnabled: boolean
  /** Where mail goes on to; null for groups. */
  readonly externalEmailAddress: string | null
}

/** What the directory knows of a user beside what lists show. Parts that are absent are empty. */
export interface Attributes {
  /** The name in the directory, where it is not the display name. */
  readonly cn?: string
  /** The organizational unit; absent for Users. */
  readonly container?: string
  readonly userPrincipalName?: string
  /** RecipientTypeDetails of the mailbox; absent for UserMailbox. */
  readonly type?: string
  /** Set-User: stays when the mailbox goes. */
  readonly person?: More
  /** Of a mail user, who has no mailbox. */
  readonly mail?: MailAttributes
  /** Set-Mailbox. */
  readonly mailbox?: More
  /** Set-CASMailbox. */
  readonly cas?: More
  /** Set-MailboxAutoReplyConfiguration. */
  readonly autoReply?: More
  readonly archive?: Archive
  readonly permissions?: readonly Permission[]
  /** Set-CalendarProcessing. */
  readonly calendar?: More
  /** Set-MailboxRegionalConfiguration. */
  readonly regional?: More
  /** Add-MailboxFolderPermission. */
  readonly folderPermissions?: readonly FolderPermission[]
  /** New-InboxRule, in the order in which they are asked. */
  readonly inboxRules?: readonly InboxRule[]
  readonly adPermissions?: readonly Permission[]
}

export interface UserProperties {
  /** Display name. */
  readonly name: string
  readonly firstName: string
  readonly lastName: string
  /** sAMAccountName, unique without case. */
  readonly logonName: string
  readonly accessLevel: AccessLevel
  readonly enabled: boolean
  readonly vpn: boolean
  readonly remoteWebAccess: boolean
  /** argon2id. */
  readonly passwordHash: string
  readonly mailbox: Mailbox | null
  readonly attributes?: Attributes
}

export interface User extends UserProperties {
  readonly id: string
  readonly attributes: Attributes
  readonly passwordChangedAt: Date
  readonly whenCreated: Date
}

export interface DisconnectedMailbox {
  readonly guid: string
  readonly displayName: string
  readonly mailbox: Mailbox
  readonly disconnectedAt: Date
}

/**
 * The site's accounts. A logon name, an alias and an address belong to one user at a time: the database's
 * unique indexes have the last word, and a refusal names who holds it (errorId LogonNameInUse, AliasInUse,
 * ProxyAddressInUse; target Name, Alias, EmailAddresses).
 */
export interface UserStore {
  /** By logon name, alias, address, display name (when only one has it), `DOMAIN\logon`, or id. */
  find(identity: string): Promise<User | null>
  insert(user: UserProperties): Promise<Result<User>>
  /** Changes what is given and keeps the rest; `mailbox` is replaced whole. */
  update(id: string, change: Partial<UserProperties>): Promise<Result<User>>
  remove(id: string): Promise<void>
  list(query: { accessLevel?: AccessLevel; database?: string; limit?: number }): Promise<readonly User[]>
  /** All of them by name, read a page at a time; what is found is as it was when its page was read. */
  each(query: { database?: string; withMailbox?: boolean }): AsyncIterable<User>
  count(query: { database?: string; withMailbox?: boolean }): Promise<number>
  /** The aliases that begin with this text, in lower case: what a suggestion must avoid. */
  aliasesLike(prefix: string): Promise<readonly string[]>
  logonNamesLike(prefix: string): Promise<readonly string[]>
}

export interface DisconnectedMailboxStore {
  list(limit?: number): Promise<readonly DisconnectedMailbox[]>
  /** By guid, display name or alias; the newest where several match. */
  find(identity: string): Promise<DisconnectedMailbox | null>
  insert(mailbox: DisconnectedMailbox): Promise<void>
  remove(guid: string): Promise<void>
}

/** The aliases and addresses of recipients that are no users: groups, contacts, mail users. */
export interface AddressStore {
  /**
   * Takes the alias and the addresses for an object, and frees what it had; null and none free all. Refused as
   * with users when another recipient has one of them (AliasInUse, ProxyAddressInUse).
   */
  claim(
    objectId: string,
    wanted: { alias: string | null; addresses: readonly Address[] },
  ): Promise<Result<void>>
  /** The object that has this alias or address. */
  find(aliasOrAddress: string): Promise<{ id: string; class: string; name: string } | null>
  /** The display names of whoever has these addresses, users too, by the address in lower case; in one question. */
  displayNames(addresses: readonly string[]): Promise<ReadonlyMap<string, string>>
}

/** Where the site is kept. Everything done through one store is one transaction. */
export interface Store {
  readonly users: UserStore
  readonly disconnected: DisconnectedMailboxStore
  readonly addresses: AddressStore
  list<P>(noun: Noun<P>): Promise<readonly Stored<P>[]>
  /** Several kinds at once, as one moment has them, in one question. */
  lists<const N extends readonly Kind[]>(nouns: N): Promise<Lists<N>>
  find<P>(noun: Noun<P>, name: string): Promise<Stored<P> | null>
  /** Refused with ObjectAlreadyExists (target Name) when the noun has this name already. */
  insert<P>(noun: Noun<P>, name: string, properties: NoInfer<P>): Promise<Result<Stored<P>>>
  /** Changes the given properties and keeps the rest; a new `name` renames. */
  update<P>(
    noun: Noun<P>,
    stored: Stored<P>,
    change: Partial<NoInfer<P>>,
    name?: string,
  ): Promise<Result<Stored<P>>>
  remove<P>(noun: Noun<P>, stored: Stored<P>): Promise<void>
}

/** The site's clock. It can be moved forward, never back. */
export interface Clock {
  now(): Date
  /** Milliseconds. */
  advance(by: number): Promise<void>
}

/** Opens and seals secrets. What it seals is worthless without the installation's key. */
export interface Vault {
  seal(secret: string): string
  open(secret: SecureString): string
  hashPassword(password: string): Promise<string>
}

/** The site's own drive: files that people upload and commands write. Paths are Windows' own, without case. */
export interface Drive {
  read(path: string): Promise<Uint8Array | null>
  write(path: string, content: Uint8Array): Promise<void>
  remove(path: string): Promise<void>
}

/** A command that was run on this site, as the activity log has it. */
export interface LoggedCommand {
  readonly at: Date
  readonly caller: string
  readonly name: string
  /** The whole line; secrets are prompts. */
  readonly line: string
  readonly succeeded: boolean
  readonly error: string | null
}

/** What was run here, the newest first. */
export interface CommandLog {
  list(query: {
    readonly names?: readonly string[]
    readonly callers?: readonly string[]
    readonly from?: Date
    readonly to?: Date
    readonly succeeded?: boolean
    readonly limit: number
  }): Promise<readonly LoggedCommand[]>
}

/** All that a command may ask of the outside. */
export interface Site {
  readonly store: Store
  readonly clock: Clock
  readonly vault: Vault
  readonly drive: Drive
  /** Asks as a stranger or a PC in the office does. It sees what was committed, not what this transaction is about to. */
  readonly network: Network
  /** Queues, tracking logs and what else the transport keeps. */
  readonly mail: MailStore
  /** Who runs the command: `$env:username`. */
  readonly caller: string
  /** Absent where nothing is written down. */
  readonly log?: CommandLog
}
