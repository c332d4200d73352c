import {
  contact,
  distributionGroup,
  dynamicDistributionGroup,
  type MailPerson,
  resolvePerson,
  type Site,
} from '@/lib/exchange'
import { ok, type Result, refuse } from '@/lib/shell'
import { db } from '../db'

/** Recipients of the organization whose name or address begins with a text, those that are hidden left out. */
export async function findPeople(
  { store }: Pick<Site, 'store'>,
  typed: string,
  limit: number,
): Promise<readonly MailPerson[]> {
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
  return [...people, ...(await objectsLike(store, text))]
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .slice(0, limit)
}

async function objectsLike(store: Site['store'], text: string): Promise<readonly MailPerson[]> {
  const kinds = await store.lists([contact, distributionGroup, dynamicDistributionGroup])
  return kinds.flat().flatMap(({ properties: { displayName, mail, more } }) => {
    const address = mail?.addresses.find(({ primary }) => primary)?.address
    if (!address || more?.HiddenFromAddressListsEnabled === true) return []
    return `${displayName} ${address}`.toLowerCase().includes(text) ? [{ name: displayName, address }] : []
  })
}

/**
 * Whom somebody means by what they typed: as resolvePerson, and by a part of a name that only one has.
 * Errors: those of resolvePerson; RecipientAmbiguous, which names some of them.
 */
export async function resolveTyped(site: Site, typed: string, target: string): Promise<Result<MailPerson>> {
  const exact = await resolvePerson(site, typed, target)
  if (exact.ok || exact.error.errorId !== 'RecipientNotFound') return exact
  const found = await findPeople(site, typed, 6)
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
