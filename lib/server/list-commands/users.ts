import { command, present, quote } from '@/lib/shell'
import { type UserQuery, type UserSort, userPageSize } from '../queries/users'
import { anyIsLike } from './filter'
import { type ListCommand, pipeline } from './list-command'

/** What Get-User and Get-WssUser call the columns that they can sort by. */
const sortProperties: Partial<Record<UserSort, { readonly user: string; readonly wss: string }>> = {
  name: { user: 'DisplayName', wss: 'DisplayName' },
  logon: { user: 'SamAccountName', wss: 'Name' },
  email: { user: 'WindowsEmailAddress', wss: 'EmailAddress' },
  status: { user: 'AccountDisabled', wss: 'Status' },
}
/** Among many without an address, or all that are active, no two lists begin with the same fifty. */
const hasPages: readonly UserSort[] = ['name', 'logon']
const searched = ['DisplayName', 'SamAccountName', 'Alias', 'EmailAddresses']

function filterOf({ status }: UserQuery, search: string): string | undefined {
  const found = anyIsLike(searched, search)
  const state = status && `AccountDisabled -eq $${status === 'inactive'}`
  if (!search) return state ?? undefined
  return state ? `(${found}) -and ${state}` : found
}

function noteOf(
  { sort, after, before }: UserQuery,
  search: string,
  { whole, exchange }: { whole: boolean; exchange: boolean },
): string | undefined {
  const notes = [
    ...(after || before ? ['It lists all pages.'] : whole ? ['It lists all of them, not the first 50.'] : []),
    ...(sortProperties[sort] ? [] : ['It does not sort as this list does.']),
    ...(search && !exchange ? ['It tells letters with accents from those without.'] : []),
    ...(exchange && search.includes('*') ? ['To it, * stands for any text.'] : []),
  ]
  return notes.length > 0 ? notes.join(' ') : undefined
}

/**
 * The users list as a command: Get-User where there is an Exchange Management Shell, else Get-WssUser.
 * Both give the accounts by name, as the list does.
 */
export function usersCommand(query: UserQuery, exchange: boolean): ListCommand {
  const search = query.search.toWellFormed()
  const property = sortProperties[query.sort]?.[exchange ? 'user' : 'wss']
  const byName = query.sort === 'name' && !query.descending
  const whole = query.after !== null || query.before !== null || !hasPages.includes(query.sort)
  const descending = query.sort === 'status' && exchange ? !query.descending : query.descending
  const sort =
    property && !byName
      ? [command('Sort-Object', { Descending: descending ? present : undefined }, [property])]
      : []
  const note = noteOf(query, search, { whole, exchange })
  const noted = (made: ListCommand) => (note ? { ...made, note } : made)
  const first = command('Select-Object', { First: userPageSize })
  if (!exchange) return noted(accountsCommand(query, search, [...sort, ...(whole ? [] : [first])]))
  const atOnce = byName && !whole
  const ResultSize = atOnce ? userPageSize : 'Unlimited'
  const user = command('Get-User', { Filter: filterOf(query, search), ResultSize })
  return noted(pipeline(user, ...sort, ...(whole || atOnce ? [] : [first])))
}

/** In a pattern of -like these mean something. */
function pattern(search: string): string {
  return quote(`*${search.replace(/[`*?[\]]/g, '`$&')}*`)
}

function accountsCommand(
  { status }: UserQuery,
  search: string,
  then: Parameters<typeof pipeline>[1][],
): ListCommand {
  const state =
    status && command('Where-Object', { eq: status === 'active' ? 'Active' : 'Inactive' }, ['Status'])
  const [accounts = ''] = pipeline(command('Get-WssUser'), ...(state ? [state] : [])).lines
  const found = `$_.DisplayName -like ${pattern(search)} -or $_.Name -like ${pattern(search)}`
  const rest = then.flatMap((one) => pipeline(one).lines)
  return { lines: [[accounts, ...(search ? [`Where-Object { ${found} }`] : []), ...rest].join(' | ')] }
}
