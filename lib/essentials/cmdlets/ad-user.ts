import { parsePredicate, type Site, type User, type UserProperties } from '@/lib/exchange'
import {
  boolean,
  cmdlet,
  command,
  int32,
  mandatory,
  multiValued,
  ok,
  type Parameter,
  piped,
  type Result,
  refuse,
  switchParameter,
  text,
  type Value,
} from '@/lib/shell'
import { findDescription } from '../find-server'
import { notYourself, primaryAddress, requireUser } from '../find-user'

/** What Active Directory calls the properties that Exchange's Set-User has under names of its own. */
const person = {
  City: 'City',
  Company: 'Company',
  Department: 'Department',
  Fax: 'Fax',
  HomePhone: 'HomePhone',
  MobilePhone: 'MobilePhone',
  Office: 'Office',
  OfficePhone: 'Phone',
  PostalCode: 'PostalCode',
  State: 'StateOrProvince',
  StreetAddress: 'StreetAddress',
  Title: 'Title',
} as const

const longest = 256
/** `$null` clears it. */
const clearable: Parameter<string> = {
  ...text,
  parse: (value: Value) => {
    const read = value === null ? ok('') : text.parse(value)
    if (!read.ok || (read.value.length <= longest && !/\p{Cc}/u.test(read.value))) return read
    return refuse('InvalidArgument', 'ADInvalidValue', 'The value is too long, or has control characters.', {
      recommendedAction: `Use up to ${longest} characters in one line.`,
    })
  },
}

type Asked = (wanted: string) => boolean

/** Get-ADUser shows ten properties; -Properties asks for others, `*` for all. */
function shown(user: User, domain: string, isAsked: Asked): object {
  const { attributes } = user
  const name = attributes.cn ?? user.name
  const context = domain.split('.').map((label) => `DC=${label}`)
  const container = attributes.container ?? 'Users'
  const units = container.split('/').toReversed()
  const path = units.map((one) => `${one === 'Users' ? 'CN' : 'OU'}=${escaped(one)}`)
  const others = {
    DisplayName: user.name,
    EmailAddress: primaryAddress(user),
    whenCreated: user.whenCreated,
    PasswordLastSet: user.passwordChangedAt,
    ...Object.fromEntries(
      Object.entries(person).map(([own, key]) => [own, attributes.person?.[key] ?? null]),
    ),
  }
  return {
    DistinguishedName: [`CN=${escaped(name)}`, ...path, ...context].join(','),
    Enabled: user.enabled,
    GivenName: user.firstName || null,
    Name: name,
    ObjectClass: 'user',
    ObjectGUID: user.id,
    SamAccountName: user.logonName,
    Surname: user.lastName || null,
    UserPrincipalName: attributes.userPrincipalName ?? `${user.logonName}@${domain}`,
    ...Object.fromEntries(Object.entries(others).filter(([key]) => isAsked(key))),
  }
}

/** RFC 4514. */
const escaped = (part: string) => part.replace(/[,\\#+<>;"=]/g, '\\$&')

const everything: Asked = () => true

function askedFor(names: readonly string[] | undefined): Asked {
  const wanted = (names ?? []).map((one) =>
    one.toLowerCase() === 'mail' ? 'emailaddress' : one.toLowerCase(),
  )
  return (name) => wanted.includes('*') || wanted.includes(name.toLowerCase())
}

async function* usersLike(
  site: Site,
  isMeant: (user: object) => boolean,
  show: { readonly domain: string; readonly isAsked: Asked; readonly most: number },
): AsyncIterable<object> {
  let left = show.most
  for await (const user of site.store.users.each({}))
    if (isMeant(shown(user, show.domain, everything))) {
      if (left-- <= 0) return
      yield shown(user, show.domain, show.isAsked)
    }
}

const getAdUser = cmdlet<Site>()({
  name: 'Get-ADUser',
  synopsis: 'Shows an account of the domain; with -Filter, those that it names.',
  reads: true,
  parameters: {
    Identity: piped({ ...text, position: 1 }),
    Filter: text,
    Properties: multiValued(text),
    ResultSetSize: int32,
  },
  run: async ({ Identity, Filter, Properties, ResultSetSize }, site) => {
    const domain = (await findDescription(site))?.localDomain ?? ''
    const isAsked = askedFor(Properties)
    if (Identity !== undefined) {
      const user = await requireUser(site, Identity, 'Identity')
      return user.ok ? ok({ output: [shown(user.value, domain, isAsked)] }) : user
    }
    if (Filter === undefined) return nothingAsked()
    const filter = Filter.trim() === '*' ? ok(() => true) : parsePredicate(Filter)
    if (!filter.ok) return filter
    const most = ResultSetSize === undefined ? Number.POSITIVE_INFINITY : Math.max(0, ResultSetSize)
    return ok({ stream: usersLike(site, filter.value, { domain, isAsked, most }) })
  },
})

function nothingAsked(): Result<never> {
  return refuse(
    'InvalidArgument',
    'MissingMandatoryParameter',
    'Cannot process command because of one or more missing mandatory parameters: Filter.',
    { target: 'Filter', recommendedAction: 'Name an account, or use -Filter * for all.' },
  )
}

interface Given {
  readonly DisplayName?: string | undefined
  readonly GivenName?: string | undefined
  readonly Surname?: string | undefined
  readonly Enabled?: boolean | undefined
}

function accountOf(given: Given, user: User): Partial<UserProperties> {
  return {
    name: given.DisplayName || user.name,
    firstName: given.GivenName ?? user.firstName,
    lastName: given.Surname ?? user.lastName,
    enabled: given.Enabled ?? user.enabled,
  }
}

/** The arguments that bring back what is going to be different. */
function formerOf(user: User, given: Given & Readonly<Record<string, unknown>>): Record<string, Value> {
  const own = {
    DisplayName: user.name,
    GivenName: user.firstName,
    Surname: user.lastName,
    Enabled: user.enabled,
  }
  const more = Object.entries(person).map(([name, key]) => [name, user.attributes.person?.[key] ?? ''])
  const all = { ...own, ...Object.fromEntries(more) } as Record<string, Value>
  return Object.fromEntries(
    Object.entries(all).filter(([name, value]) => given[name] !== undefined && given[name] !== value),
  )
}

const setAdUser = cmdlet<Site>()({
  name: 'Set-ADUser',
  synopsis: 'Changes what the directory knows of an account.',
  parameters: {
    ...Object.fromEntries(Object.keys(person).map((name) => [name, clearable])),
    Identity: piped(mandatory(text, 1)),
    DisplayName: clearable,
    GivenName: clearable,
    Surname: clearable,
    Enabled: boolean,
    Confirm: switchParameter,
  },
  run: async ({ Identity, Confirm: _, ...given }, site) => {
    const user = await requireUser(site, Identity, 'Identity')
    if (!user.ok) return user
    const refusal = given.Enabled === false ? notYourself(user.value, site, 'deactivate', 'Enabled') : null
    if (refusal) return refusal
    const former = formerOf(user.value, given)
    if (Object.keys(former).length === 0) return ok({ undo: [] })
    const { person: known, ...attributes } = user.value.attributes
    const kept = { ...known, ...personGiven(given) }
    const filled = Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== ''))
    const updated = await site.store.users.update(user.value.id, {
      ...accountOf(given, user.value),
      attributes: { ...attributes, ...(Object.keys(filled).length > 0 ? { person: filled } : {}) },
    })
    if (!updated.ok) return updated
    return ok({ undo: [command('Set-ADUser', { Identity: user.value.logonName, ...former })] })
  },
})

function personGiven(given: Readonly<Record<string, unknown>>): Record<string, Value> {
  const entries = Object.entries(person).flatMap(([name, key]) =>
    typeof given[name] === 'string' ? [[key, given[name]] as const] : [],
  )
  return Object.fromEntries(entries)
}

export const adUserCmdlets = [getAdUser, setAdUser]
