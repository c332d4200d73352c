import { randomUUID } from 'node:crypto'
import type { Address, Clock, Mailbox, User, UserProperties, UserStore } from '@/lib/exchange'
import { type Change, differences } from '@/lib/runbooks/change'
import { ok, type Result, refuse } from '@/lib/shell'
import { aliasIsNoObjects, aliasTaken, takeAddresses } from './address-store'
import { type Db, isUniqueViolation, sameText } from './db'
import { eachUser } from './each-user'
import { ChangedMeanwhile } from './object-store'
import { isId } from './sessions'
import { changedColumns, userColumns, userOf, withAddresses } from './user-row'

/** The alias and addresses of a user with a mailbox, or of a mail user. */
function mailOf({ mailbox, attributes }: UserProperties): Pick<Mailbox, 'alias' | 'addresses'> | undefined {
  return mailbox ?? attributes?.mail
}

/** Whose password, account or mailbox is another one now, or none, is signed out of Outlook Web App. */
function sessionsAfter(changed: ReturnType<typeof changedColumns>) {
  const { passwordHash, mailboxGuid, enabled } = changed
  const ends = passwordHash !== undefined || mailboxGuid !== undefined || enabled === false
  return ends ? { mailboxSessions: { deleteMany: {} } } : {}
}

/** A user as the journal shows it: flat, the mailbox's properties among the others. */
function flat(user: UserProperties): Record<string, unknown> {
  const { mailbox, passwordHash, attributes = {}, ...rest } = user
  const { addresses, ...properties } = mailbox ?? { addresses: [] as readonly Address[] }
  const emailAddresses = addresses.map((one) => `${one.primary ? 'SMTP' : 'smtp'}:${one.address}`)
  const { person, mailbox: more, cas, ...others } = attributes
  return {
    ...rest,
    password: passwordHash,
    ...properties,
    ...person,
    ...more,
    ...cas,
    ...others,
    ...(mailbox ? { emailAddresses } : {}),
  }
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
    const row =
      (await db.user.findUnique({ where: { logonKey: key }, include: withAddresses })) ??
      (await db.user.findUnique({ where: { aliasKey: key }, include: withAddresses }))
    if (row) return userOf(row)
    const address = await db.proxyAddress.findUnique({ where: { key }, select: { userId: true } })
    if (address) return address.userId === null ? null : byId(address.userId)
    if (key.includes('@')) return null
    const sameName = await db.user.findMany({
      where: { name: sameText(identity) },
      include: withAddresses,
      take: 2,
    })
    if (sameName.length > 0) return sameName.length === 1 && sameName[0] ? userOf(sameName[0]) : null
    const [named] = await db.$queryRaw<{ id: string }[]>`
      select "id" from "User" where lower("attributes" ->> 'cn') = ${key} and "attributes" ? 'cn' limit 1`
    return named ? byId(named.id) : null
  }

  const addressesFor = (userId: string, addresses: readonly Address[]) =>
    takeAddresses(db, { userId }, addresses)

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

  async function aliasInUse({ alias }: { alias: string }): Promise<Result<never>> {
    return aliasTaken(alias, await holderOf({ aliasKey: alias.toLowerCase() }))
  }

  return {
    find,
    async insert(user) {
      const id = randomUUID()
      const now = clock.now()
      const mail = mailOf(user)
      const free = mail ? await aliasIsNoObjects(db, mail.alias) : ok(undefined)
      if (!free.ok) return free
      const row = { id, ...userColumns(user), passwordChangedAt: now, createdAt: now, changedAt: now }
      const { count } = await db.user.createMany({ data: [row], skipDuplicates: true })
      if (count === 0) {
        const taken = await db.user.findUnique({ where: { logonKey: row.logonKey }, select: { id: true } })
        return taken || !mail ? logonNameInUse(user.logonName) : aliasInUse(mail)
      }
      const addresses = await addressesFor(id, mail?.addresses ?? [])
      if (!addresses.ok) return addresses
      note(journal, 'create', user.name, null, user)
      return ok({ ...user, attributes: user.attributes ?? {}, id, passwordChangedAt: now, whenCreated: now })
    },
    async update(id, change) {
      const before = await byId(id)
      if (!before)
        return refuse('ObjectNotFound', 'UserNotExist', `There is no user account ${id} any more.`, {
          target: 'Identity',
        })
      const after = { ...before, ...change }
      const [had, has] = [mailOf(before), mailOf(after)]
      const free = has && has.alias !== had?.alias ? await aliasIsNoObjects(db, has.alias) : ok(undefined)
      if (!free.ok) return free
      const now = clock.now()
      const changed = changedColumns(before, after)
      const passwordChangedAt = changed.passwordHash === undefined ? before.passwordChangedAt : now
      await db.$executeRaw`SAVEPOINT user_update`
      try {
        await db.user.update({
          where: { id },
          data: { ...changed, passwordChangedAt, changedAt: now, ...sessionsAfter(changed) },
        })
      } catch (thrown) {
        if (!isUniqueViolation(thrown)) throw thrown
        await db.$executeRaw`ROLLBACK TO SAVEPOINT user_update`
        const aliasChanged = has && has.alias.toLowerCase() !== had?.alias.toLowerCase()
        return aliasChanged ? aliasInUse(has) : logonNameInUse(after.logonName)
      }
      if (JSON.stringify(has?.addresses) !== JSON.stringify(had?.addresses)) {
        await db.proxyAddress.deleteMany({ where: { userId: id } })
        const addresses = await addressesFor(id, has?.addresses ?? [])
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
    each: (query) => eachUser(db, query),
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
