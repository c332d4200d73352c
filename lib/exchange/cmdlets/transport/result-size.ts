import { type Outcome, ok, type Parameter, parsed, type Result, refuse } from '@/lib/shell'
import { quoted } from '../../directory/quoted'

/** Exchange gives no more, however much is asked for. */
export const largestResultSize = 250_000
/** What Get- cmdlets of the transport give when nothing is said. */
export const usualResultSize = 1000

/** A number of results, or unlimited. */
export const resultSize: Parameter<number> = parsed('Unlimited', (given): Result<number> => {
  if (/^unlimited$/i.test(given.trim())) return ok(largestResultSize)
  const number = /^\d{1,9}$/.test(given.trim()) ? Number(given) : 0
  return number > 0
    ? ok(Math.min(number, largestResultSize))
    : refuse(
        'InvalidData',
        'ParameterArgumentTransformationError',
        `Cannot convert value ${quoted(given)} to type "Unlimited".`,
        { recommendedAction: 'Use a number of results, or unlimited.' },
      )
})

export interface Page {
  readonly ResultSize?: number | undefined
  /** False: the page ends with the bookmark, or with the last result. */
  readonly SearchForward?: boolean | undefined
  /** 1-based. 0 and less is the first page, 2147483647 the last one. */
  readonly BookmarkIndex?: number | undefined
  /** The identity of a result, in the place of its index. */
  readonly BookmarkObject?: string | undefined
  /** False: the bookmark itself is not shown. */
  readonly IncludeBookmark?: boolean | undefined
  /** Tells before the results where the page begins, and how many results there are. */
  readonly ReturnPageInfo?: boolean | undefined
}

/** A page of what was found; when there is more beyond it, the warning says so, as Exchange's does. */
export function pageOf(all: readonly object[], page: Page = {}): Result<Outcome> {
  const { ResultSize = usualResultSize, SearchForward = true, ReturnPageInfo = false } = page
  const { BookmarkIndex, BookmarkObject } = page
  if (BookmarkIndex !== undefined && BookmarkObject !== undefined) return twoBookmarks
  const [from, to] = boundsOf(all, page, ResultSize)
  const info = ReturnPageInfo ? [{ PageOffset: from, TotalCount: all.length }] : []
  const more = SearchForward ? to < all.length : from > 0
  return ok({ output: [...info, ...all.slice(from, to)], ...(more ? { warnings: [thereAreMore] } : {}) })
}

/** The BookmarkIndex that means the last page. */
export const lastPage = 2 ** 31 - 1

/** Where a page begins, and what comes after it. */
function boundsOf(
  all: readonly object[],
  { SearchForward = true, BookmarkIndex, BookmarkObject, IncludeBookmark = true }: Page,
  size: number,
): readonly [number, number] {
  const within = (place: number) => Math.min(Math.max(place, 0), all.length)
  const pageFrom = (from: number) => [within(from), within(within(from) + size)] as const
  const pageTo = (to: number) => [within(within(to) - size), within(to)] as const
  if (BookmarkIndex !== undefined && BookmarkIndex <= 0) return pageFrom(0)
  if (BookmarkIndex === lastPage) return pageTo(all.length)
  const bookmark = BookmarkObject === undefined ? BookmarkIndex : indexOf(all, BookmarkObject)
  if (bookmark === undefined) return SearchForward ? pageFrom(0) : pageTo(all.length)
  if (SearchForward) return pageFrom(IncludeBookmark ? bookmark - 1 : bookmark)
  return pageTo(IncludeBookmark ? bookmark : bookmark - 1)
}

/** The 1-based place of a result; of one that is gone, the place of what comes next to it. */
function indexOf(all: readonly object[], identity: string): number {
  const identities = all.map((one) => String(Reflect.get(one, 'Identity') ?? '').toLowerCase())
  const wanted = identity.toLowerCase()
  const there = identities.indexOf(wanted)
  if (there >= 0) return there + 1
  const next = identities.findIndex((one) => one.localeCompare(wanted, 'en', { numeric: true }) > 0)
  return next >= 0 ? next + 1 : all.length
}

const twoBookmarks = refuse(
  'InvalidArgument',
  'BookmarkIndexAndBookmarkObject',
  "The BookmarkIndex and BookmarkObject parameters can't be used together.",
  { target: 'BookmarkObject', recommendedAction: 'Leave one of them out.' },
)

const thereAreMore =
  'There are more results available than are currently displayed. To view them, increase the value for the ResultSize parameter.'
