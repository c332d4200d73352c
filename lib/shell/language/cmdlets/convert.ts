// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, type Call, takes } from '../evaluate/builtin'
import { propertiesOf } from '../evaluate/properties'
import type { Step } from '../evaluate/step'
import type { Datum } from '../values/datum'
import { fromHost } from '../values/from-host'
import { plain } from '../values/plain'
import { failure } from '../values/script-error'
import { textOf } from '../values/text'
import { calculated, columnValue } from './calculated'

export const convertToJson: Builtin = {
  name: 'ConvertTo-Json',
  synopsis: 'Converts an object to a JSON-formatted string.',
  parameters: [
    takes('InputObject', 'object', { position: 0 }),
    takes('Depth', 'int'),
    takes('Compress', 'switch'),
  ],
  start(call) {
    const items: Datum[] = []
    return {
      *process(item) {
        items.push(item)
      },
      *end() {
        const value = call.has('InputObject')
          ? (call.get('InputObject') ?? null)
          : items.length === 1
            ? (items[0] ?? null)
            : items
        const depth = Math.max(0, Math.min(50, call.number('Depth') ?? 2))
        const text = JSON.stringify(plain(value, depth), null, call.flag('Compress') ? undefined : 4)
        call.context.machine.made(text.length)
        yield* call.write(text.replaceAll('\n', '\r\n'))
      },
    }
  },
}

export const convertFromJson: Builtin = {
  name: 'ConvertFrom-Json',
  synopsis: 'Converts a JSON-formatted string to an object.',
  parameters: [takes('InputObject', 'object', { position: 0 })],
  start(call) {
    const lines: string[] = []
    return {
      *process(item) {
        lines.push(textOf(item))
      },
      *end() {
        yield* call.write(
          parseJson(call.has('InputObject') ? textOf(call.get('InputObject') ?? null) : lines.join('\n')),
        )
      },
    }
  },
}

function parseJson(text: string): Datum {
  try {
    return fromHost(JSON.parse(text))
  } catch {
    throw failure('Invalid JSON primitive.', 'ConvertFromJsonInvalid', {
      category: 'InvalidData',
      exception: 'System.ArgumentException',
    })
  }
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

export const convertToHtml: Builtin = {
  name: 'ConvertTo-Html',
  synopsis: 'Converts objects into HTML that can be displayed in a Web browser.',
  parameters: [
    takes('Property', 'objects', { position: 0 }),
    takes('Title', 'text'),
    takes('Head', 'texts'),
    takes('Body', 'texts'),
    takes('PreContent', 'texts'),
    takes('PostContent', 'texts'),
    takes('Fragment', 'switch'),
    takes('As', 'text'),
    takes('InputObject', 'object'),
  ],
  start(call) {
    const items: Datum[] = []
    return {
      *process(item) {
        items.push(item)
      },
      *end() {
        for (const line of yield* page(call, items)) yield* call.write(line)
      },
    }
  },
}

function* page(call: Call, items: readonly Datum[]): Step<string[]> {
  const written = call.list('Property').length
    ? call.list('Property')
    : Object.keys(propertiesOf(items[0] ?? null))
  const rows: string[] = []
  for (const item of items) {
    const cells: string[] = []
    for (const column of written.flatMap((one) => calculated(one, item)))
      cells.push(`<td>${escaped(textOf(yield* columnValue(column, item, call)))}</td>`)
    rows.push(`<tr>${cells.join('')}</tr>`)
  }
  const heads = written
    .flatMap((one) => calculated(one, items[0] ?? null))
    .map(({ label }) => `<th>${escaped(label)}</th>`)
  const texts = (name: string) => call.list(name).map((one) => textOf(one))
  const table = [
    ...texts('PreContent'),
    '<table>',
    `<tr>${heads.join('')}</tr>`,
    ...rows,
    '</table>',
    ...texts('PostContent'),
  ]
  if (call.flag('Fragment')) return table
  const head = call.has('Head')
    ? texts('Head')
    : [`<title>${escaped(call.text('Title') ?? 'HTML TABLE')}</title>`]
  return [
    '<!DOCTYPE html>',
    '<html>',
    '<head>',
    ...head,
    '</head><body>',
    ...texts('Body'),
    ...table,
    '</body></html>',
  ]
}
