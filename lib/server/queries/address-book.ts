import { type MailPerson, resolvePerson, type Site } from '@/lib/exchange'
import { ok, type Result, refuse } from '@/lib/shell'
import { db } from '../db'
import { isNamedLike } from './directory-search'

/** Recipients of the organization whose name or address begins with a text, those that are hidden left out. */
export async function findPeople(typed: string, limit: number): Promise<readonly MailPerson[]> {
  const text = typed.trim().toLowerCase().replaceAll('\0', '').slice(0, 100)
  if (text === '') return []
  const users = await db.user.findMany({
    where: {
      primaryAddress: { not: null },
      searchText: { contains: text.replace(/[\\%_]/g, '\\$&') },
    },
    select: { name: true, primaryAddress: true, attributes: true },
    orderBy: [{ nameKey: 'asc' }, { id: 'asc' }],
    take: limit,
  })
  const people = users.flatMap(({ name, primaryAddress, attributes }) => {
    const { mailbox } = attributes as { mailbox?: { HiddenFromAddressListsEnabled?: boolean } }
    return mailbox?.HiddenFromAddressListsEnabled === true ? [] : [{ name, address: primaryAddress ?? '' }]
  })
  return [...people, ...(await objectsLike(text, limit))]
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .slice(0, limit)
}

/** Groups and contacts that mail can be addressed to. */
function objectsLike(text: string, limit: number): Promise<readonly MailPerson[]> {
  return db.$queryRaw<MailPerson[]>`
    select coalesce(o."properties" ->> 'displayName', o."name") as "name", p."address"
    from "SiteObject" o join "ProxyAddress" p on p."objectId" = o."id" and p."primary"
    where o."class" in ('Contact', 'DistributionGroup', 'DynamicDistributionGroup') and ${isNamedLike(text)}
      and o."properties" #>> '{more,HiddenFromAddressListsEnabled}' is distinct from 'true'
    order by o."nameKey", o."id" limit ${limit}`
}

/**
 * Whom somebody means by what they typed: as resolvePerson, and by a part of a name that only one has.
 * Errors: those of resolvePerson; RecipientAmbiguous, which names some of them.
 */
export async function resolveTyped(site: Site, typed: string, target: string): Promise<Result<MailPerson>> {
  const exact = await resolvePerson(site, typed, target)
  if (exact.ok || exact.error.errorId !== 'RecipientNotFound') return exact
  const found = await findPeople(typed, 6)
  const [first, second] = found
  if (!first) return exact
  if (!second) return ok(first)
  const some = found.map(({ name, address }) => `${name} <${address}>`).join('; ')
  return refuse(
    'InvalidArgument',
    'RecipientAmbiguous',
    `More than one name has “${typed.trim().slice(0, 60)}” in it.`,
    { target, recommendedAction: `Type one of them: ${some}` },
  )
}
