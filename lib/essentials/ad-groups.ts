import type { Site, Stored } from '@/lib/exchange'
import { ok, type Result } from '@/lib/shell'
import { adGroup } from './site'

export const domainAdmins = 'Domain Admins'
export const enterpriseAdmins = 'Enterprise Admins'
export const schemaAdmins = 'Schema Admins'

export interface Group {
  readonly members: readonly string[]
}

export function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

export async function isMember(site: Site, group: string, logonName: string): Promise<boolean> {
  const found = await site.store.find(adGroup, group)
  return found?.properties.members.some((member) => isSame(member, logonName)) ?? false
}

/** The group with these members as well; those who are in it already stay once. Gives those who came in. */
export async function addMembers(
  site: Site,
  group: Stored<Group>,
  logonNames: readonly string[],
): Promise<Result<readonly string[]>> {
  const { members } = group.properties
  const added = logonNames.filter((name) => !members.some((member) => isSame(member, name)))
  if (added.length === 0) return ok([])
  const updated = await site.store.update(adGroup, group, { members: [...members, ...added] })
  return updated.ok ? ok(added) : updated
}

/** Gives those who were in it. */
export async function removeMembers(
  site: Site,
  group: Stored<Group>,
  logonNames: readonly string[],
): Promise<Result<readonly string[]>> {
  const { members } = group.properties
  const removed = members.filter((member) => logonNames.some((name) => isSame(member, name)))
  if (removed.length === 0) return ok([])
  const left = members.filter((member) => !removed.includes(member))
  const updated = await site.store.update(adGroup, group, { members: left })
  return updated.ok ? ok(removed) : updated
}

/** Out of every group: the directory keeps no member that is gone, and nobody of the same name inherits the place. */
export async function leaveGroups(site: Site, logonName: string): Promise<Result<void>> {
  for (const group of await site.store.list(adGroup)) {
    const removed = await removeMembers(site, group, [logonName])
    if (!removed.ok) return removed
  }
  return ok(undefined)
}
