import { shellVersion } from '@/lib/exchange'
import type { Parameters } from '../address'
import { firstOf } from '../address'
import { dashboard } from '../dashboard'
import { db } from '../db'
import { type DirectoryList, type DirectoryRow, listDirectory, readDirectoryQuery } from './directory-lists'
import { isRowId } from './keyset'

const membersShown = 20

/** What the details show of the selected group or contact. */
export interface DirectoryObject {
  readonly id: string
  readonly name: string
  readonly class: DirectoryRow['class']
  readonly displayName: string
  readonly container: string
  readonly addresses: readonly { readonly address: string; readonly primary: boolean }[]
  readonly external: string | null
  readonly security: boolean
  readonly hidden: boolean
  /** Of a dynamic group. */
  readonly filter: string | null
  /** The first names of a group's members, and how many it has. */
  readonly members: readonly string[]
  readonly memberCount: number
}

/** All that the pages of groups and contacts show. */
export async function directoryView(list: DirectoryList, parameters: Parameters) {
  const { person, site } = await dashboard()
  const query = readDirectoryQuery(parameters)
  const [slice, selected, version] = await Promise.all([
    listDirectory(list, query),
    findDirectoryObject(firstOf(parameters.selected)),
    shellVersion(site),
  ])
  const there = selected && (selected.class === 'Contact') === (list === 'contacts')
  return { query, slice, selected: there ? selected : null, exchange: version !== null, person }
}

interface Kept {
  readonly displayName?: string
  readonly container?: string
  readonly security?: boolean
  readonly recipientFilter?: string
  readonly members?: readonly string[]
  readonly mail?: { readonly externalEmailAddress?: string | null } | null
  readonly more?: { readonly HiddenFromAddressListsEnabled?: unknown }
}

const classes: readonly string[] = ['Contact', 'DistributionGroup', 'DynamicDistributionGroup']

/** Null for an id that is none, or of something else. */
async function findDirectoryObject(id: string | undefined): Promise<DirectoryObject | null> {
  if (!id || !isRowId(id)) return null
  const row = await db.siteObject.findUnique({ where: { id }, include: { addresses: true } })
  if (!row || !classes.includes(row.class)) return null
  const kept = row.properties as Kept
  return {
    id: row.id,
    name: row.name,
    class: row.class as DirectoryRow['class'],
    displayName: kept.displayName ?? row.name,
    container: kept.container ?? '',
    addresses: row.addresses
      .map(({ address, primary }) => ({ address, primary }))
      .toSorted((one, other) => Number(other.primary) - Number(one.primary)),
    external: kept.mail?.externalEmailAddress ?? null,
    security: kept.security ?? false,
    hidden: kept.more?.HiddenFromAddressListsEnabled === true,
    filter: kept.recipientFilter ?? null,
    ...(await membersOf(kept.members ?? [])),
  }
}

/** Those of a group's members that are still there, by name. */
async function membersOf(ids: readonly string[]) {
  if (ids.length === 0) return { members: [], memberCount: 0 }
  const found = await db.$queryRaw<{ name: string; count: bigint }[]>`
    select "name", count(*) over () as "count" from (
      select "name", "nameKey" from "User" where "id" = any (${ids}::uuid[])
      union all select "name", "nameKey" from "SiteObject" where "id" = any (${ids}::uuid[])
    ) as members order by "nameKey" limit ${membersShown}`
  return { members: found.map(({ name }) => name), memberCount: Number(found[0]?.count ?? 0) }
}
