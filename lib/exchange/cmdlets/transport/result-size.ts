import { type Outcome, ok, type Parameter, parsed, type Result, refuse } from '@/lib/shell'
import { quoted } from '../../directory/quoted'

const largest = 250_000
/** What Get- cmdlets of the transport give when nothing is said. */
export const usualResultSize = 1000

/** A number of results, or unlimited. */
export const resultSize: Parameter<number> = parsed('Unlimited', (given): Result<number> => {
  if (/^unlimited$/i.test(given.trim())) return ok(largest)
  const number = /^\d{1,9}$/.test(given.trim()) ? Number(given) : 0
  return number > 0
    ? ok(Math.min(number, largest))
    : refuse(
        'InvalidData',
        'ParameterArgumentTransformationError',
        `Cannot convert value ${quoted(given)} to type "Unlimited".`,
        { recommendedAction: 'Use a number of results, or unlimited.' },
      )
})

interface Page {
  readonly ResultSize?: number | undefined
  /** False: the pages are counted from the end. */
  readonly SearchForward?: boolean | undefined
  /** 1-based: where the page begins. */
  readonly BookmarkIndex?: number | undefined
}

/** A page of what was found; when there is more, the warning says so, as Exchange's does. */
export function pageOf(
  all: readonly object[],
  { ResultSize = usualResultSize, SearchForward = true, BookmarkIndex = 1 }: Page = {},
): Result<Outcome> {
  const from = SearchForward ? Math.max(BookmarkIndex, 1) - 1 : Math.max(all.length - ResultSize, 0)
  const page = all.slice(from, from + ResultSize)
  return ok({ output: page, ...(page.length < all.length ? { warnings: [thereAreMore] } : {}) })
}

const thereAreMore =
  'There are more results available than are currently displayed. To view them, increase the value for the ResultSize parameter.'
