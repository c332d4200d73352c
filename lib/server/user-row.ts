import type { Attributes, Mailbox, User, UserProperties } from '@/lib/exchange'
import type { Prisma, ProxyAddress, User as UserRow } from '@/prisma/generated/client'

export const withAddresses = { addresses: { orderBy: { key: 'asc' } } } satisfies Prisma.UserInclude

/** What only lists are sorted and searched by. */
type ForLists = 'nameKey' | 'logonKey' | 'aliasKey' | 'primaryAddress' | 'primaryAddressKey' | 'searchText'
export type UserWithAddresses = Omit<UserRow, ForLists | 'changedAt'> & {
  addresses: Pick<ProxyAddress, 'address' | 'primary'>[]
}

/** Case and diacritics do not count where names are sorted and searched. */
export function sortKey(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

const size = (quota: bigint | null): number | null => (quota === null ? null : Number(quota))
const column = (quota: number | null): bigint | null => (quota === null ? null : BigInt(Math.round(quota)))

function mailboxOf(row: UserWithAddresses): Mailbox | null {
  if (row.alias === null || row.mailboxGuid === null) return null
  return {
    guid: row.mailboxGuid,
    alias: row.alias,
    database: row.database ?? '',
    addressPolicyEnabled: row.addressPolicyEnabled,
    useDatabaseQuotaDefaults: row.useDatabaseQuotaDefaults,
    issueWarningQuota: size(row.issueWarningQuota),
    prohibitSendQuota: size(row.prohibitSendQuota),
    prohibitSendReceiveQuota: size(row.prohibitSendReceiveQuota),
    addresses: row.addresses.map(({ address, primary }) => ({ address, primary })),
    bytes: Math.max(Number(row.mailboxBytes), 0),
    itemCount: row.itemCount ?? 0,
  }
}

export function userOf(row: UserWithAddresses): User {
  return {
    id: row.id,
    name: row.name,
    firstName: row.firstName,
    lastName: row.lastName,
    logonName: row.logonName,
    accessLevel: row.accessLevel as User['accessLevel'],
    enabled: row.enabled,
    vpn: row.vpn,
    remoteWebAccess: row.remoteWebAccess,
    passwordHash: row.passwordHash,
    passwordChangedAt: row.passwordChangedAt,
    mailbox: mailboxOf(row),
    attributes: row.attributes as Attributes,
    whenCreated: row.createdAt,
  }
}

function mailboxColumns(mailbox: Mailbox | null) {
  const primary = mailbox?.addresses.find((one) => one.primary)?.address ?? null
  return {
    mailboxGuid: mailbox?.guid ?? null,
    alias: mailbox?.alias ?? null,
    primaryAddress: primary,
    primaryAddressKey: primary?.toLowerCase() ?? '',
    database: mailbox?.database ?? null,
    addressPolicyEnabled: mailbox?.addressPolicyEnabled ?? true,
    useDatabaseQuotaDefaults: mailbox?.useDatabaseQuotaDefaults ?? true,
    issueWarningQuota: column(mailbox?.issueWarningQuota ?? null),
    prohibitSendQuota: column(mailbox?.prohibitSendQuota ?? null),
    prohibitSendReceiveQuota: column(mailbox?.prohibitSendReceiveQuota ?? null),
    mailboxBytes: BigInt(mailbox?.bytes ?? -1),
    itemCount: mailbox?.itemCount ?? null,
  }
}

/** The columns that a change touches: two people who change one user at the same moment keep both changes. */
export function changedColumns(
  before: UserProperties,
  after: UserProperties,
): Partial<ReturnType<typeof userColumns>> {
  const was: Readonly<Record<string, unknown>> = userColumns(before)
  const { attributes, ...columns } = userColumns(after)
  const kept = JSON.stringify(attributes) === JSON.stringify(before.attributes ?? {})
  const changed = Object.entries(columns).filter(([name, value]) => was[name] !== value)
  return { ...Object.fromEntries(changed), ...(kept ? {} : { attributes }) }
}

/** The columns of a user's row; what lists sort and search by is computed here and nowhere else. */
export function userColumns(user: UserProperties) {
  const mail = user.mailbox ?? user.attributes?.mail
  const addresses = mail?.addresses.map(({ address }) => address) ?? []
  return {
    name: user.name,
    nameKey: sortKey(user.name),
    firstName: user.firstName,
    lastName: user.lastName,
    logonName: user.logonName,
    logonKey: user.logonName.toLowerCase(),
    accessLevel: user.accessLevel,
    enabled: user.enabled,
    vpn: user.vpn,
    remoteWebAccess: user.remoteWebAccess,
    passwordHash: user.passwordHash,
    searchText: [sortKey(user.name), user.name, user.logonName, mail?.alias ?? '', ...addresses]
      .join(' ')
      .toLowerCase(),
    ...mailboxColumns(user.mailbox),
    // A mail user's alias is taken as well; lists tell by the column `alias` who has a mailbox.
    aliasKey: mail?.alias.toLowerCase() ?? null,
    attributes: (user.attributes ?? {}) as Prisma.InputJsonObject,
  }
}
