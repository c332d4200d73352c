// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, type Call, type Running, takes } from '../evaluate/builtin'
import { entryOf } from '../evaluate/properties'
import type { Step } from '../evaluate/step'
import { formatObjects, formatted } from '../format/format'
import { listLines } from '../format/list'
import { type TableColumn, tableLines } from '../format/table'
import { consoleWidth, isPlain, propertyNames, type Views, viewOf } from '../format/view'
import { type Datum, Hashtable, PSObject } from '../values/datum'
import { formatValue } from '../values/format-string'
import { textOf } from '../values/text'
import { type Column, calculated, columnValue } from './calculated'

export const viewsOf =
  (call: Call): Views =>
  (type) =>
    call.context.machine.host.view?.(type) ?? null

const parameters = [
  takes('Property', 'objects', { position: 0 }),
  takes('GroupBy', 'object'),
  takes('View', 'text'),
  takes('Force', 'switch'),
  takes('InputObject', 'object'),
  takes('DisplayError', 'switch'),
  takes('ShowError', 'switch'),
  takes('Expand', 'text'),
]

/** A command that takes everything in and writes it formatted. */
function gathering(call: Call, format: (items: readonly Datum[]) => Step<string[]>): Running {
  const items: Datum[] = []
  const add = (item: Datum) => {
    call.context.machine.made(1)
    items.push(
      ...(item instanceof Hashtable
        ? [...item.entries.values()].map((one) => entryOf(one.key, one.value))
        : [item]),
    )
  }
  return {
    *process(item) {
      add(item)
    },
    *end() {
      if (call.has('InputObject')) for (const item of call.list('InputObject')) add(item)
      if (items.length > 0) yield* call.write(formatted(yield* grouped(call, items, format)))
    },
  }
}

function* grouped(
  call: Call,
  items: readonly Datum[],
  format: (items: readonly Datum[]) => Step<string[]>,
): Step<string[]> {
  const by = call.get('GroupBy')
  if (by === undefined || by === null) return yield* format(items)
  const lines: string[] = []
  const groups: { title: string; items: Datum[] }[] = []
  for (const item of items) {
    const [column] = calculated(by, item)
    const title = column ? `   ${column.label}: ${textOf(yield* columnValue(column, item, call))}` : ''
    const last = groups.at(-1)
    if (last?.title === title) last.items.push(item)
    else groups.push({ title, items: [item] })
  }
  for (const group of groups) lines.push('', '', group.title, ...(yield* format(group.items)))
  return lines
}

function columnsFor(call: Call, item: Datum, kind: 'table' | 'list'): Column[] {
  const written = call.list('Property')
  if (written.length > 0) return written.flatMap((one) => calculated(one, item))
  const view = item instanceof PSObject ? viewOf(item, viewsOf(call)) : null
  const names =
    (kind === 'table' ? view?.table : view?.list) ??
    (kind === 'list' && view?.table && !view.list ? propertyNames(item) : propertyNames(item))
  return names
    .slice(0, kind === 'table' && !view?.table ? 10 : undefined)
    .flatMap((one) => calculated(one, item))
}

function* valuesFor(columns: readonly Column[], item: Datum, call: Call): Step<Datum[]> {
  const values: Datum[] = []
  for (const column of columns) {
    const value = yield* columnValue(column, item, call)
    values.push(column.format ? formatValue(value, column.format) : value)
  }
  return values
}

export const formatTable: Builtin = {
  name: 'Format-Table',
  synopsis: 'Formats the output as a table.',
  aliases: ['ft'],
  parameters: [
    ...parameters,
    takes('AutoSize', 'switch'),
    takes('Wrap', 'switch'),
    takes('HideTableHeaders', 'switch'),
  ],
  start: (call) =>
    gathering(call, function* (items) {
      const [first = null] = items
      if (isPlain(first) && call.list('Property').length === 0) return formatObjects(items, viewsOf(call))
      const columns = columnsFor(call, first, 'table')
      const rows: { cells: Datum[] }[] = []
      for (const item of items) rows.push({ cells: yield* valuesFor(columns, item, call) })
      return tableLines(columns as readonly TableColumn[], rows, {
        autoSize: call.flag('AutoSize'),
        wrap: call.flag('Wrap'),
        hideHeaders: call.flag('HideTableHeaders'),
      })
    }),
}

export const formatList: Builtin = {
  name: 'Format-List',
  synopsis: 'Formats the output as a list of properties in which each property appears on a new line.',
  aliases: ['fl'],
  parameters,
  start: (call) =>
    gathering(call, function* (items) {
      const lines = ['', '']
      for (const item of items) {
        if (isPlain(item) && call.list('Property').length === 0) lines.push(textOf(item))
        else {
          const columns = columnsFor(call, item, 'list')
          const values = yield* valuesFor(columns, item, call)
          lines.push(...listLines(columns.map(({ label }, i) => [label, values[i] ?? null] as const)), '')
        }
      }
      return [...lines, '']
    }),
}

/** The one property that is shown: the first of the type's table, or the name; none of a value that is a text. */
function wideColumns(call: Call, item: Datum): Column[] {
  if (call.list('Property').length > 0) return columnsFor(call, item, 'table')
  if (isPlain(item)) return []
  const names = propertyNames(item)
  return calculated(names.includes('Name') ? 'Name' : (names[0] ?? ''), item)
}

export const formatWide: Builtin = {
  name: 'Format-Wide',
  synopsis: 'Formats objects as a wide table that displays only one property of each object.',
  aliases: ['fw'],
  parameters: [...parameters, takes('Column', 'int'), takes('AutoSize', 'switch')],
  start: (call) =>
    gathering(call, function* (items) {
      const texts: string[] = []
      for (const item of items) {
        const [column] = wideColumns(call, item)
        texts.push(column ? textOf(yield* columnValue(column, item, call)) : textOf(item))
      }
      const longest = texts.reduce((most, one) => Math.max(most, one.length), 1)
      const count = call.flag('AutoSize')
        ? Math.max(1, Math.floor(consoleWidth / (longest + 1)))
        : Math.max(1, Math.min(40, call.number('Column') ?? 2))
      const width = call.flag('AutoSize') ? longest : Math.floor(consoleWidth / count) - 1
      const lines = ['']
      for (let i = 0; i < texts.length; i += count)
        lines.push(
          texts
            .slice(i, i + count)
            .map((one) => one.slice(0, width).padEnd(width))
            .join(' ')
            .trimEnd(),
        )
      return [...lines, '', '']
    }),
}

export const outString: Builtin = {
  name: 'Out-String',
  synopsis: 'Outputs input objects as a string.',
  parameters: [takes('Stream', 'switch'), takes('Width', 'int'), takes('InputObject', 'object')],
  start(call) {
    const items: Datum[] = []
    return {
      *process(item) {
        items.push(item)
      },
      *end() {
        if (call.has('InputObject')) items.push(...call.list('InputObject'))
        const lines = formatObjects(
          items,
          viewsOf(call),
          Math.max(20, Math.min(1000, call.number('Width') ?? consoleWidth)),
        )
        if (call.flag('Stream')) for (const line of lines) yield* call.write(line)
        else yield* call.write(lines.map((line) => `${line}\r\n`).join(''))
      },
    }
  },
}
