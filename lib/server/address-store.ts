import type { Address, AddressStore } from '@/lib/exchange'
import { ok, type Result, refuse } from '@/lib/shell'
import type { Db } from './db'

type Holder = { readonly userId: string } | { readonly objectId: string }

/** Takes the addresses for a user or an object; the table's key says who was first. */
export async function takeAddresses(
  db: Db,
  holder: Holder,
  addresses: readonly Address[],
): Promise<Result<void>> {
  if (addresses.length === 0) return ok(undefined)
  const data = addresses.map(({ address, primary }) => ({
    key: address.toLowerCase(),
    address,
    primary,
    ...holder,
  }))
  const { count } = await db.proxyAddress.createMany({ data, skipDuplicates: true })
  if (count === data.length) return ok(undefined)
  const held = await db.proxyAddress.findFirst({
    where: { key: { in: data.map(({ key }) => key) }, OR: notHeldBy(holder) },
    include: { user: { select: { name: true } }, object: { select: { name: true } } },
  })
  return refuse(
    'ResourceExists',
    'ProxyAddressInUse',
    `The proxy address "SMTP:${held?.address}" is already being used by "${held?.user?.name ?? held?.object?.name}". Please choose another proxy address.`,
    { target: 'EmailAddresses' },
  )
}

/** A column that is null is not another one: `not` alone would leave those rows out. */
function notHeldBy(holder: Holder) {
  return 'userId' in holder
    ? [{ userId: null }, { userId: { not: holder.userId } }]
    : [{ objectId: null }, { objectId: { not: holder.objectId } }]
}

export function aliasTaken(alias: string, holder: string): Result<never> {
  return refuse(
    'ResourceExists',
    'AliasInUse',
    `The alias "${alias}" is already used by "${holder}". Choose another alias.`,
    { target: 'Alias' },
  )
}

/**
 * The aliases of users and of objects are in two tables, each with a unique index. Who takes an alias holds its
 * lock until the transaction ends, so that a user and a group do not take one at the same moment.
 */
async function lockAlias(db: Db, aliasKey: string): Promise<void> {
  await db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${aliasKey}, 2821))`
}

/** Whether no group, contact or mail user has this alias, until the transaction ends. */
export async function aliasIsNoObjects(db: Db, alias: string): Promise<Result<void>> {
  const aliasKey = alias.toLowerCase()
  await lockAlias(db, aliasKey)
  const holder = await db.siteObject.findUnique({ where: { aliasKey }, select: { name: true } })
  return holder ? aliasTaken(alias, holder.name) : ok(undefined)
}

/** The aliases and addresses of recipients that are kept as objects. */
export function addressStore(db: Db): AddressStore {
  async function claimAlias(id: string, alias: string | null): Promise<Result<void>> {
    const aliasKey = alias?.toLowerCase() ?? null
    if (alias !== null && aliasKey !== null) {
      await lockAlias(db, aliasKey)
      const holder =
        (await db.user.findUnique({ where: { aliasKey }, select: { name: true } })) ??
        (await db.siteObject.findFirst({ where: { aliasKey, id: { not: id } }, select: { name: true } }))
      if (holder) return aliasTaken(alias, holder.name)
    }
    await db.siteObject.update({ where: { id }, data: { aliasKey } })
    return ok(undefined)
  }

  return {
    async claim(objectId, { alias, addresses }) {
      const claimed = await claimAlias(objectId, alias)
      if (!claimed.ok) return claimed
      await db.proxyAddress.deleteMany({ where: { objectId } })
      return takeAddresses(db, { objectId }, addresses)
    },
    async find(aliasOrAddress) {
      const key = aliasOrAddress.trim().toLowerCase()
      const select = { id: true, class: true, name: true } as const
      const aliased = await db.siteObject.findUnique({ where: { aliasKey: key }, select })
      if (aliased) return aliased
      const held = await db.proxyAddress.findUnique({ where: { key }, select: { object: { select } } })
      return held?.object ?? null
    },
    async displayNames(addresses) {
      const held = await db.proxyAddress.findMany({
        where: { key: { in: addresses.map((one) => one.toLowerCase()) } },
        select: {
          key: true,
          user: { select: { name: true } },
          object: { select: { name: true, properties: true } },
        },
      })
      return new Map(
        held.flatMap(({ key, user, object }) => {
          const name = user?.name ?? displayNameOf(object)
          return name === null ? [] : [[key, name] as const]
        }),
      )
    },
  }
}

function displayNameOf(object: { name: string; properties: unknown } | null): string | null {
  const { displayName } = (object?.properties ?? {}) as { displayName?: unknown }
  return typeof displayName === 'string' && displayName !== '' ? displayName : (object?.name ?? null)
}
