import { command, present } from '@/lib/shell'
import {
  type DirectoryList,
  type DirectoryQuery,
  type DirectorySort,
  directoryPageSize,
} from '../queries/directory-lists'
import { anyIsLike } from './filter'
import { type ListCommand, pipeline } from './list-command'

const cmdlets = {
  groups: ['Get-Group', 'Get-DynamicDistributionGroup'],
  contacts: ['Get-Contact'],
} as const satisfies Record<DirectoryList, readonly string[]>

const properties: Record<DirectorySort, string> = {
  name: 'Name',
  alias: 'Alias',
  email: 'WindowsEmailAddress',
}
const searched = ['Name', 'DisplayName', 'Alias', 'EmailAddresses']

/** The groups or the contacts as Exchange's own cmdlets list them, one line for each kind. */
export function directoryCommand(list: DirectoryList, query: DirectoryQuery): ListCommand {
  const search = query.search.toWellFormed()
  const paged = query.after !== null || query.before !== null
  const plain = query.sort === 'name' && !query.descending
  const whole = paged || query.sort !== 'name'
  const sort = command('Sort-Object', { Descending: query.descending ? present : undefined }, [
    properties[query.sort],
  ])
  const first = command('Select-Object', { First: directoryPageSize })
  const atOnce = plain && !whole
  const lines = cmdlets[list].flatMap((name) => {
    const get = command(name, {
      Filter: search ? anyIsLike(searched, search) : undefined,
      ResultSize: atOnce ? directoryPageSize : 'Unlimited',
    })
    return pipeline(get, ...(plain ? [] : [sort]), ...(whole || atOnce ? [] : [first])).lines
  })
  const notes = [
    ...(paged
      ? ['It lists all pages.']
      : whole
        ? [`It lists all of them, not the first ${directoryPageSize}.`]
        : []),
    ...(list === 'groups' ? ['The dynamic groups come after the others.'] : []),
    ...(search.includes('*') ? ['To it, * stands for any text.'] : []),
  ]
  return notes.length > 0 ? { lines, note: notes.join(' ') } : { lines }
}
