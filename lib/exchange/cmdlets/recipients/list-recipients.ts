import {
  type Cmdlet,
  type Outcome,
  ok,
  type ParameterTable,
  piped,
  type Result,
  text,
  type Value,
} from '@/lib/shell'
import type { Recipient } from '../../directory/recipient'
import type { Site } from '../../store'
import { mailboxDatabase } from '../../topology/mailbox-database'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { requireObject } from '../find-object'
import type { Given } from '../noun-parameters'
import { type Condition, conditionsOf } from './conditions'
import { type DirectoryView, directoryView } from './directory-view'
import { eachRecipient, type Range } from './each-recipient'
import { requireRecipient } from './find-recipient'
import { moreResults, resultSize, usualResultSize } from './result-size'

type Show = (recipient: Recipient, view: DirectoryView) => object | Promise<object>

interface Listing {
  readonly name: string
  readonly synopsis: string
  /** What a table shows of them. */
  readonly columns: readonly string[]
  readonly extra?: ParameterTable
  /** What it goes through when no identity is given. */
  readonly range: Range
  /** Which of them are of its kind. */
  readonly isMeant: (recipient: Recipient, given: Given) => boolean
  readonly show: Show
}

const identity = piped({
  ...text,
  position: 1,
  parse: (value: Value) => (value === null ? ok('') : text.parse(value)),
})

/** Get- of a kind of recipient: the one that is meant, or all that fulfil the conditions, by name. */
export function listRecipients({
  name,
  synopsis,
  columns,
  extra,
  range,
  isMeant,
  show,
}: Listing): Cmdlet<Site> {
  return exchangeCmdlet({
    name,
    synopsis,
    columns,
    reads: true,
    parameters: { ...extra, Identity: identity, ResultSize: resultSize, Filter: text },
    run: async ({ Identity, ResultSize = usualResultSize, ...rest }, site) => {
      const given = rest as Given
      const view = await directoryView(site)
      if (Identity) {
        const found = await requireRecipient(site, Identity, (one) => isMeant(one, given))
        return found.ok ? ok({ output: [await show(found.value, view)] }) : found
      }
      const within = await inDatabase(range, given, site)
      if (!within.ok) return within
      const conditions = await conditionsOf(given, view, site)
      if (!conditions.ok) return conditions
      const all = [(one: Recipient) => isMeant(one, given), ...conditions.value]
      const found = shownOnes(eachRecipient(site, within.value), all, show, view)
      return collected(found, ResultSize, given.SortBy)
    },
  })
}

/** Narrowed to -Database, which must be there. */
async function inDatabase(range: Range, given: Given, site: Site): Promise<Result<Range>> {
  if (typeof given.Database !== 'string') return ok(range)
  const database = await requireObject(site, mailboxDatabase, given.Database, 'Database')
  return database.ok ? ok({ users: { withMailbox: true, database: database.value.name } }) : database
}

async function* shownOnes(
  recipients: AsyncIterable<Recipient>,
  conditions: readonly Condition[],
  show: Show,
  view: DirectoryView,
): AsyncIterable<object> {
  for await (const recipient of recipients)
    if (await fulfilsAll(recipient, conditions)) yield await show(recipient, view)
}

async function fulfilsAll(recipient: Recipient, conditions: readonly Condition[]): Promise<boolean> {
  for (const condition of conditions) if (!(await condition(recipient))) return false
  return true
}

/** All of them are a stream; a number of them, or sorted ones, a list. */
async function collected(
  found: AsyncIterable<object>,
  limit: number | null,
  sortBy: unknown,
): Promise<Result<Outcome>> {
  if (limit === null && typeof sortBy !== 'string') return ok({ stream: found, warnings: [] })
  const output: object[] = []
  for await (const one of found) {
    output.push(one)
    if (limit !== null && output.length > limit && typeof sortBy !== 'string') break
  }
  const sorted = typeof sortBy === 'string' ? output.toSorted(byProperty(sortBy)) : output
  const shown = limit === null ? sorted : sorted.slice(0, limit)
  return ok({ output: shown, warnings: shown.length < sorted.length ? [moreResults(shown.length)] : [] })
}

function byProperty(name: string) {
  const key = (object: object) => {
    const found = Object.entries(object).find(([one]) => one.toLowerCase() === name.toLowerCase())
    return String(found?.[1] ?? '').toLowerCase()
  }
  return (one: object, other: object) => {
    const [left, right] = [key(one), key(other)]
    return left < right ? -1 : left > right ? 1 : 0
  }
}
