import { integration } from '@/lib/essentials'
import { aliasPrefix } from '@/lib/exchange'
import { ok, type Result, refuse } from '@/lib/shell'
import {
  type CsvTable,
  type PlannedUser,
  parseUsersCsv,
  planUsers,
  type Taken,
} from '@/lib/wizards/import-users'
import { db } from './db'
import { callerOf } from './execute'
import { policyOf } from './facts/users'
import type { Person } from './session'
import { openSite } from './site'

const largest = 5 * 1024 * 1024

/** Beyond every name that begins as another does. */
const last = String.fromCodePoint(0x10ffff)

/**
 * Who has the names that the file asks for, or that would be suggested to it: of those that begin alike, the first
 * thousand. By ranges, since PostgreSQL finds the beginning of a name in an index only where it is a constant.
 */
async function takenNames({ rows }: CsvTable): Promise<Taken> {
  const wanted = rows.flatMap(({ values: { logonName = '', alias = '', firstName = '', lastName = '' } }) => [
    logonName,
    alias,
    aliasPrefix(firstName, lastName || logonName),
  ])
  const names = [...new Set(wanted.map((name) => name.toLowerCase()))].filter(
    (name) => name && !name.includes('\0'),
  )
  const prefixes = [...new Set(names.map((name) => name.replace(/\d+$/, '') || name))]
  const found = await db.$queryRaw<{ name: string; logonKey: string; aliasKey: string | null }[]>`
    select "name", "logonKey", "aliasKey" from "User"
    where "logonKey" = any (${names}::text[]) or "aliasKey" = any (${names}::text[])
    union
    select alike.* from unnest(${prefixes}::text[]) as prefix cross join lateral (
      select "name", "logonKey", "aliasKey" from "User"
      where "logonKey" >= prefix and "logonKey" < prefix || ${last}::text order by "logonKey" limit 1000
    ) as alike
    union
    select alike.* from unnest(${prefixes}::text[]) as prefix cross join lateral (
      select "name", "logonKey", "aliasKey" from "User"
      where "aliasKey" >= prefix and "aliasKey" < prefix || ${last}::text order by "aliasKey" limit 1000
    ) as alike`
  return {
    logonNames: new Map(found.map(({ logonKey, name }) => [logonKey, name])),
    aliases: new Map(found.flatMap(({ aliasKey, name }) => (aliasKey ? [[aliasKey, name]] : []))),
  }
}

export interface ImportPlan {
  readonly users: readonly PlannedUser[]
  readonly ignored: readonly string[]
  readonly withMailbox: boolean
}

/** A file of users as what each row would become on this site. */
export async function planImport(
  file: unknown,
  initialPassword: string,
  person: Person,
): Promise<Result<ImportPlan>> {
  if (!(file instanceof File) || file.size === 0)
    return refuse('InvalidArgument', 'FileIsMissing', 'No file was chosen, or it is empty.', {
      target: 'file',
      recommendedAction: 'Choose the CSV file.',
    })
  if (file.size > largest)
    return refuse(
      'InvalidArgument',
      'FileTooLarge',
      `This file has ${file.size.toLocaleString('en-US')} bytes.`,
      { target: 'file', recommendedAction: 'Split it: 5,000 users at a time.' },
    )
  const table = parseUsersCsv(new Uint8Array(await file.arrayBuffer()))
  if (!table.ok) return table
  const { site } = await openSite(db, callerOf(person.email))
  const withMailbox = (await site.store.find(integration, 'Exchange'))?.properties.enabled ?? false
  const users = planUsers(table.value, {
    policy: await policyOf(site),
    initialPassword,
    withMailbox,
    taken: await takenNames(table.value),
  })
  return ok({ users, ignored: table.value.ignored, withMailbox })
}
