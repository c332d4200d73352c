// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import Papa from 'papaparse'
import { type Builtin, type Call, once, takes } from '../evaluate/builtin'
import { readFile, resolvePath, writeFile } from '../evaluate/files'
import { propertiesOf, property } from '../evaluate/properties'
import type { Step } from '../evaluate/step'
import { type Datum, PSObject } from '../values/datum'
import { decodeText, encodeText } from '../values/encoding'
import { textOf } from '../values/text'
import { path } from './path-parameter'

const csvText = (items: readonly Datum[], delimiter: string): string => {
  const fields =
    items[0] instanceof PSObject
      ? [...items[0].properties.values()].map(({ name }) => name)
      : Object.keys(propertiesOf(items[0] ?? null))
  const data = items.map((item) =>
    fields.map((name) => {
      const value = property(item, name) ?? null
      return Array.isArray(value) ? 'System.Object[]' : value === null ? '' : textOf(value)
    }),
  )
  return Papa.unparse({ fields, data }, { quotes: true, delimiter, newline: '\r\n' })
}

const separators = [
  takes('Delimiter', 'text'),
  takes('NoTypeInformation', 'switch', { aliases: ['NTI'] }),
  takes('Encoding', 'text'),
  takes('UseCulture', 'switch'),
  takes('Force', 'switch'),
  takes('Append', 'switch'),
  takes('InputObject', 'objects'),
]

function gathered(call: Call, finish: (items: Datum[]) => Step<void>) {
  const items: Datum[] = []
  return {
    *process(item: Datum): Step<void> {
      call.context.machine.made(1)
      items.push(item)
    },
    end: () => finish([...items, ...call.list('InputObject')]),
  }
}

const typeLine = (call: Call, items: readonly Datum[]) =>
  call.flag('NoTypeInformation')
    ? ''
    : `#TYPE ${items[0] instanceof PSObject ? items[0].types[0] : 'System.Object'}\r\n`

export const exportCsv: Builtin = {
  name: 'Export-Csv',
  synopsis: 'Converts objects into comma-separated strings and saves them to a file.',
  aliases: ['epcsv'],
  parameters: [path, ...separators],
  start: (call) =>
    gathered(call, function* (items) {
      const file = resolvePath(call.context.machine, textOf(call.list('Path')[0] ?? null))
      if (!(yield* call.should('Export-Csv', file))) return
      const text = `${typeLine(call, items)}${csvText(items, call.text('Delimiter')?.charAt(0) || ',')}\r\n`
      yield* writeFile(call.context.machine, file, encodeText(text, call.text('Encoding') ?? 'ascii'))
    }),
}

export const convertToCsv: Builtin = {
  name: 'ConvertTo-Csv',
  synopsis: 'Converts objects into comma-separated strings.',
  parameters: separators,
  start: (call) =>
    gathered(call, function* (items) {
      for (const line of `${typeLine(call, items)}${csvText(items, call.text('Delimiter')?.charAt(0) || ',')}`.split(
        '\r\n',
      ))
        yield* call.write(line)
    }),
}

function* parseCsv(call: Call, text: string): Step<void> {
  const header = call.list('Header').map((one) => textOf(one))
  const delimiter = call.text('Delimiter')?.charAt(0) || ','
  const { data } = Papa.parse<string[]>(text.replace(/^#TYPE.*\r?\n/, ''), {
    delimiter,
    skipEmptyLines: true,
  })
  const names = header.length ? header : (data[0] ?? [])
  for (const row of data.slice(header.length ? 0 : 1)) {
    const made = new PSObject()
    for (const [i, name] of names.entries()) made.set(name, row[i] ?? null)
    yield* call.write(made)
  }
}

export const importCsv: Builtin = {
  name: 'Import-Csv',
  synopsis: 'Creates objects from the rows of a comma-separated file.',
  aliases: ['ipcsv'],
  parameters: [
    path,
    takes('Delimiter', 'text', { position: 1 }),
    takes('Header', 'texts'),
    takes('Encoding', 'text'),
    takes('UseCulture', 'switch'),
  ],
  start: (call) =>
    once(function* () {
      for (const one of call.list('Path'))
        yield* parseCsv(
          call,
          decodeText(yield* readFile(call.context.machine, resolvePath(call.context.machine, textOf(one)))),
        )
    }),
}

export const convertFromCsv: Builtin = {
  name: 'ConvertFrom-Csv',
  synopsis: 'Converts comma-separated strings into objects.',
  parameters: [
    takes('InputObject', 'objects', { position: 0 }),
    takes('Delimiter', 'text', { position: 1 }),
    takes('Header', 'texts'),
  ],
  start: (call) => gathered(call, (items) => parseCsv(call, items.map((one) => textOf(one)).join('\r\n'))),
}
