import type { Directory, DirectoryEntry } from './directory'

/** Groups within groups are looked into so deep. */
const deepest = 20

/** Whether somebody is a member of one of these groups, or of a group within them. What is no group has no members. */
export async function isMember(
  id: string,
  groups: readonly string[],
  directory: Directory,
): Promise<boolean> {
  const seen = new Set<string>()
  let level = groups
  for (let depth = 0; level.length > 0 && depth < deepest; depth++) {
    for (const one of level) seen.add(one)
    const entries = [...(await directory.byId(level)).values()]
    const members = (await Promise.all(entries.map((entry) => membersOf(entry, directory)))).flat()
    if (members.includes(id)) return true
    level = [...new Set(members)].filter((one) => !seen.has(one))
  }
  return false
}

/** The ids of a group's members, as they are now; empty for those that have none. */
export async function membersOf(
  { kind, members, filter, container }: DirectoryEntry,
  directory: Directory,
): Promise<readonly string[]> {
  if (kind === 'group') return members
  return kind === 'dynamicGroup' && filter !== null
    ? ((await directory.matching(filter, container)) ?? [])
    : []
}
