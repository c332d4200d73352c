import { entryOf, property } from '../evaluate/properties'
import { type Datum, Hashtable, PSObject } from '../values/datum'
import { shownText } from '../values/text'
import { listLines } from './list'
import { tableLines } from './table'
import { consoleWidth, isPlain, propertyNames, type View, type Views, viewOf } from './view'

/** The type of what Format-Table and its kin give: lines that are ready. */
export const formattedType = 'Microsoft.PowerShell.Commands.Internal.Format.FormatEntryData'

export function formatted(lines: readonly string[]): PSObject {
  const made = new PSObject([formattedType])
  made.text = lines.join('\n')
  return made
}

/** How objects are shown that stand together: those with the same key. */
export interface Layout {
  readonly kind: 'lines' | 'table' | 'list'
  readonly names: readonly string[]
  readonly key: string
}

interface Run extends Layout {
  readonly values: Datum[]
}

export function layoutOf(value: Datum, views: Views): Layout {
  if (
    isPlain(value) ||
    !(value instanceof PSObject) ||
    value.types[0] === formattedType ||
    value.types[0] === 'Microsoft.PowerShell.Commands.MatchInfo' ||
    (value.text !== null && value.properties.size === 0)
  )
    return { kind: 'lines', names: [], key: 'lines' }
  const view: View | null = viewOf(value, views)
  if (view?.table) return { kind: 'table', names: view.table, key: `table ${value.types[0]}` }
  const names = view?.list ?? propertyNames(value)
  return {
    kind: names.length <= 4 && !view?.list ? 'table' : 'list',
    names,
    key: `${value.types[0]} ${names.length <= 4 ? names.join() : ''}`,
  }
}

/** A hashtable is shown as its entries. */
export function shownObjects(one: Datum): readonly Datum[] {
  return one instanceof Hashtable
    ? [...one.entries.values()].map(({ key, value }) => entryOf(key, value))
    : [one]
}

/** Objects as the console shows them when nothing formats them: text as it is, up to four properties as a table, more as a list. */
export function formatObjects(
  objects: readonly Datum[],
  views: Views = () => null,
  width = consoleWidth,
): string[] {
  const runs: Run[] = []
  for (const object of objects.flatMap(shownObjects)) {
    const layout = layoutOf(object, views)
    const last = runs.at(-1)
    if (last && last.kind === layout.kind && last.key === layout.key) last.values.push(object)
    else runs.push({ ...layout, values: [object] })
  }
  return runs.flatMap((run) => runLines(run, width))
}

export function runLines({ kind, names, values }: Run, width: number): string[] {
  if (kind === 'lines') return values.flatMap((one) => (one === null ? [] : shownText(one).split(/\r?\n/)))
  const cells = (value: Datum) => names.map((name) => property(value, name) ?? null)
  if (kind === 'table')
    return [
      ...tableLines(
        names.map((label) => ({ label, width: null, align: null })),
        values.map((value) => ({ cells: cells(value) })),
        { width },
      ),
      '',
    ]
  return [
    '',
    ...values.flatMap((value) => [
      ...listLines(
        names.map((name) => [name, property(value, name) ?? null] as const),
        width,
      ),
      '',
    ]),
    '',
  ]
}
