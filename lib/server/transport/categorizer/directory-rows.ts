import type {
  Attributes,
  Contact,
  DirectoryEntry,
  DistributionGroup,
  DynamicDistributionGroup,
  MailAttributes,
} from '@/lib/exchange'
import type { Queryable } from '../pool'

interface UserColumns {
  readonly userId: string
  readonly name: string
  readonly mailboxGuid: string | null
  readonly database: string | null
  readonly primaryAddress: string | null
  readonly attributes: Attributes
}

interface ObjectColumns {
  readonly userId: null
  readonly objectId: string
  readonly name: string
  readonly class: string
  readonly properties: Contact & DistributionGroup & DynamicDistributionGroup
}

type Row = { readonly key: string } & (UserColumns | ObjectColumns)

const columns = `
  coalesce(person."name", object."name") as "name", person."id" as "userId", person."mailboxGuid", person."database",
  person."primaryAddress", person."attributes", object."id" as "objectId", object."class", object."properties"`

/** Who has these addresses, in lower case. */
export async function entriesByAddress(
  on: Queryable,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly DirectoryEntry[]>> {
  const { rows } = await on.query<Row>({ name: 'entries-by-address', text: byAddress, values: [keys] })
  return new Map(rows.flatMap((row) => entryOf(row).map((entry) => [row.key, [entry]] as const)))
}

const byAddress = `
  select held."key", ${columns}
  from "ProxyAddress" as held
  left join "User" as person on person."id" = held."userId"
  left join "SiteObject" as object on object."id" = held."objectId"
  where held."key" = any($1::text[])`

/** The recipients with these ids; users and objects never have the same. What is no id is nobody's. */
export async function entriesById(
  on: Queryable,
  keys: readonly string[],
): Promise<ReadonlyMap<string, DirectoryEntry>> {
  const ids = keys.filter((key) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(key))
  const { rows } = await on.query<Row>({ name: 'entries-by-id', text: byId, values: [ids] })
  return new Map(rows.flatMap((row) => entryOf(row).map((entry) => [row.key, entry] as const)))
}

const byId = `
  select meant."key"::text as "key", ${columns}
  from unnest($1::uuid[]) as meant("key")
  left join "User" as person on person."id" = meant."key"
  left join "SiteObject" as object on object."id" = meant."key"
    and object."class" in ('Contact', 'DistributionGroup', 'DynamicDistributionGroup')
  where person."id" is not null or object."id" is not null`

/** None where mail cannot be addressed to it. */
function entryOf(row: Row): readonly DirectoryEntry[] {
  return row.userId === null ? objectEntry(row) : userEntry(row)
}

const nothing = { members: [], filter: null, container: null }

function userEntry({ userId, name, mailboxGuid, database, primaryAddress, attributes }: UserColumns) {
  const { person, mailbox, mail } = attributes
  const common = { ...nothing, id: userId, name, more: { ...person, ...mailbox } }
  if (mailboxGuid !== null)
    return [
      {
        ...common,
        kind: 'mailbox' as const,
        primary: primaryAddress,
        mailbox: { guid: mailboxGuid, database: database ?? '' },
        external: null,
      },
    ]
  return mail ? [{ ...common, ...addressed(mail), kind: 'mailUser' as const, mailbox: null }] : []
}

const kinds = {
  Contact: 'contact',
  DistributionGroup: 'group',
  DynamicDistributionGroup: 'dynamicGroup',
} as const

function objectEntry({ objectId, name, class: noun, properties }: ObjectColumns): readonly DirectoryEntry[] {
  const kind = kinds[noun as keyof typeof kinds]
  const { mail, more = {}, members = [], recipientFilter = null, recipientContainer = null } = properties
  if (!mail || !kind) return []
  return [
    {
      id: objectId,
      kind,
      name,
      ...addressed(mail),
      mailbox: null,
      members,
      filter: recipientFilter,
      container: recipientContainer,
      more,
    },
  ]
}

function addressed({ addresses, externalEmailAddress }: MailAttributes) {
  return {
    primary: addresses.find(({ primary }) => primary)?.address ?? null,
    external: externalEmailAddress,
  }
}
