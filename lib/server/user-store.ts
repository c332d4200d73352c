import { randomUUID } from 'node:crypto'
import type { Address, Clock, Mailbox, User, UserProperties, UserStore } from '@/lib/exchange'
import { type Change, differences } from '@/lib/runbooks/change'
import { ok, type Result, refuse } from '@/lib/shell'
import { type Db, isUniqueViolation, sameText } from './db'
import { ChangedMeanwhile } from './object-store'
import { isId } from './sessions'
import { changedColumns, userColumns, userOf, withAddresses } from './user-row'

/** A user as the journal shows it: flat, the mailbox's properties among the others. */
function flat(user: UserProperties): Record<string, unknown> {
  const { mailbox, passwordHash, ...rest } = user
  const { addresses, ...properties } = mailbox ?? { addresses: [] as readonly Address[] }
  const emailAddresses = addresses.map((one) => `${one.primary ? 'SMTP' : 'smtp'}:${one.address}`)
  return { ...rest, password: passwordHash, ...properties, ...(mailbox ? { emailAddresses } : {}) }
}

function note(
  journal: Change[],
  action: Change['action'],
  name: string,
  before: UserProperties | null,
  after: UserProperties | null,
) {
  const properties = differences(before && flat(before), after && flat(after), ['password'])
  journal.push({ action, what: `user account ${name}`, properties })
}

/** The site's accounts as rows of User and ProxyAddress. */
export function userStore(db: Db, clock: Clock, journal: Change[]): UserStore {
  const byId = async (id: string): Promise<User | null> => {
    const row = await db.user.findUnique({ where: { id }, include: withAddresses })
    return row && userOf(row)
  }

  async function find(identity: string): Promise<User | null> {
    if (isId(identity)) return byId(identity)
    const key = (identity.split('\\').at(-1) ?? identity).trim().toLowerCase()
    const named =
      (await db.user.findUnique({ where: { logonKey: key }, include: withAddresses })) ??
      (await db.user.findUnique({ where: { aliasKey: key }, include: withAddresses }))
    if (named) return userOf(named)
    const address = await db.proxyAddress.findUnique({ where: { key }, select: { userId: true } })
    if (address) return byId(address.userId)
    if (key.includes('@')) return null
    const sameName = await db.user.findMany({
      where: { name: sameText(identity) },
      include: withAddresses,
      take: 2,
    })
    return sameName.length === 1 && sameName[0] ? userOf(sameName[0]) : null
  }

  /** Takes the addresses for this user; the table's key says who was first. */
  async function takeAddresses(userId: string, addresses: readonly Address[]): Promise<Result<void>> {
    if (addresses.length === 0) return ok(undefined)
    const data = addresses.map(({ address, primary }) => ({
      key: address.toLowerCase(),
      address,
      primary,
      userId,
    }))
    const { count } = await db.proxyAddress.createMany({ data, skipDuplicates: true })
    if (count === data.length) return ok(undefined)
    const held = await db.proxyAddress.findFirst({
      where: { key: { in: data.map(({ key }) => key) }, userId: { not: userId } },
      include: { user: { select: { name: true } } },
    })
    return refuse(
      'ResourceExists',
      'ProxyAddressInUse',
      `The proxy address "SMTP:${held?.address}" is already being used by "${held?.user.name}". Please choose another proxy address.`,
      { target: 'EmailAddresses' },
    )
  }

  async function holderOf(key: { logonKey: string } | { aliasKey: string }): Promise<string> {
    const row = await db.user.findFirst({ where: key, select: { name: true } })
    return row?.name ?? 'another account'
  }

  async function logonNameInUse(logonName: string): Promise<Result<never>> {
    const holder = await holderOf({ logonKey: logonName.toLowerCase() })
    return refuse(
      'ResourceExists',
      'LogonNameInUse',
      `The logon name "${logonName}" is already used by "${holder}". Choose another one.`,
      {
        target: 'Name',
      },
    )
  }

  async function aliasInUse(mailbox: Mailbox): Promise<Result<never>> {
    const holder = await holderOf({ aliasKey: mailbox.alias.toLowerCase() })
    return refuse(
      'ResourceExists',
      'AliasInUse',
      `The alias "${mailbox.alias}" is already used by "${holder}". Choose another alias.`,
      {
        target: 'Alias',
      },
    )
  }

  return {
    find,
    async insert(user) {
      const id = randomUUID()
      const now = clock.now()
      const row = { id, ...userColumns(user), passwordChangedAt: now, createdAt: now, changedAt: now }
      const { count } = await db.user.createMany({ data: [row], skipDuplicates: true })
      if (count === 0) {
        const taken = await db.user.findUnique({ where: { logonKey: row.logonKey }, select: { id: true } })
        return taken || !user.mailbox ? logonNameInUse(user.logonName) : aliasInUse(user.mailbox)
      }
      const addresses = await takeAddresses(id, user.mailbox?.addresses ?? [])
      if (!addresses.ok) return addresses
      note(journal, 'create', user.name, null, user)
      return ok({ ...user, id, passwordChangedAt: now, whenCreated: now })
    },
    async update(id, change) {
      const before = await byId(id)
      if (!before)
        return refuse('ObjectNotFound', 'UserNotExist', `There is no user account ${id} any more.`, {
          target: 'Identity',
        })
      const after = { ...before, ...change }
      const now = clock.now()
      const changed = changedColumns(before, after)
      const passwordChangedAt = changed.passwordHash === undefined ? before.passwordChangedAt : now
      await db.$executeRaw`SAVEPOINT user_update`
      try {
        await db.user.update({
          where: { id },
          data: { ...changed, passwordChangedAt, changedAt: now },
        })
      } catch (thrown) {
        if (!isUniqueViolation(thrown)) throw thrown
        await db.$executeRaw`ROLLBACK TO SAVEPOINT user_update`
        const aliasChanged =
          after.mailbox && after.mailbox.alias.toLowerCase() !== before.mailbox?.alias.toLowerCase()
        return aliasChanged && after.mailbox ? aliasInUse(after.mailbox) : logonNameInUse(after.logonName)
      }
      if (JSON.stringify(after.mailbox?.addresses) !== JSON.stringify(before.mailbox?.addresses)) {
        await db.proxyAddress.deleteMany({ where: { userId: id } })
        const addresses = await takeAddresses(id, after.mailbox?.addresses ?? [])
        if (!addresses.ok) return addresses
      }
      note(journal, 'change', after.name, before, after)
      return ok({ ...after, passwordChangedAt })
    },
    async remove(id) {
      const before = await byId(id)
      if (!before) throw new ChangedMeanwhile('The user account is gone')
      const { count } = await db.user.deleteMany({ where: { id } })
      if (count === 0) throw new ChangedMeanwhile(`The user account '${before.name}' is gone`)
      note(journal, 'remove', before.name, before, null)
    },
    async list({ accessLevel, database, limit }) {
      const where = { ...(accessLevel ? { accessLevel } : {}), ...(database ? { database } : {}) }
      const rows = await db.user.findMany({
        where,
        include: withAddresses,
        orderBy: { nameKey: 'asc' },
        ...(limit ? { take: limit } : {}),
      })
      return rows.map(userOf)
    },
    async count({ database, withMailbox }) {
      return db.user.count({
        where: { ...(database ? { database } : {}), ...(withMailbox ? { alias: { not: null } } : {}) },
      })
    },
    async aliasesLike(prefix) {
      const rows = await db.user.findMany({
        where: { aliasKey: { startsWith: prefix.toLowerCase() } },
        select: { aliasKey: true },
        take: 1000,
      })
      return rows.flatMap(({ aliasKey }) => aliasKey ?? [])
    },
    async logonNamesLike(prefix) {
      const rows = await db.user.findMany({
        where: { logonKey: { startsWith: prefix.toLowerCase() } },
        select: { logonKey: true },
        take: 1000,
      })
      return rows.map(({ logonKey }) => logonKey)
    },
  }
}
