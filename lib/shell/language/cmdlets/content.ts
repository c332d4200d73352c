// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import Papa from 'papaparse'
import { type Builtin, type Call, once, takes } from '../evaluate/builtin'
import { fileName, parentOf, readFile, resolvePath, writeFile } from '../evaluate/files'
import { propertiesOf, property } from '../evaluate/members'
import { decodeText, encodeText } from '../evaluate/static-members'
import { type Step, wait } from '../evaluate/step'
import { formatObjects } from '../format/format'
import { Bytes, DateTime, type Datum, elementsOf, Num, PSObject } from '../values/datum'
import { wildcard } from '../values/pattern'
import { failure } from '../values/script-error'
import { textOf } from '../values/text'
import { viewsOf } from './formatting'

const path = takes('Path', 'texts', {
  position: 0,
  mandatory: true,
  aliases: ['LiteralPath', 'FilePath', 'PSPath', 'FullName'],
  byPropertyName: true,
})

export const getContent: Builtin = {
  name: 'Get-Content',
  synopsis: 'Gets the content of a file.',
  aliases: ['gc', 'cat', 'type'],
  parameters: [
    path,
    takes('Encoding', 'text'),
    takes('ReadCount', 'int'),
    takes('Raw', 'switch'),
    takes('TotalCount', 'int', { aliases: ['First', 'Head'] }),
    takes('Tail', 'int', { aliases: ['Last'] }),
  ],
  start: (call) =>
    once(function* () {
      for (const one of call.list('Path')) {
        const file = resolvePath(call.context.machine, textOf(one))
        const bytes = yield* readFile(call.context.machine, file)
        if (/^byte$/i.test(call.text('Encoding') ?? '')) yield* call.write(new Bytes(bytes, file))
        else if (call.flag('Raw')) yield* call.write(decodeText(bytes))
        else yield* writeLines(call, decodeText(bytes))
      }
    }),
}

function* writeLines(call: Call, text: string): Step<void> {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/)
  const first = call.number('TotalCount')
  const last = call.number('Tail')
  const chosen = first !== null ? lines.slice(0, first) : last !== null ? lines.slice(-last) : lines
  if (text !== '') for (const line of chosen) yield* call.write(line)
}

/** Set-Content, Add-Content and Out-File: everything that comes in, in one file. */
function writing(
  name: string,
  synopsis: string,
  append: (call: Call) => boolean,
  encoding: string,
  formats: boolean,
  aliases: string[] = [],
): Builtin {
  return {
    name,
    synopsis,
    aliases,
    parameters: [
      path,
      takes('Value', 'objects', { position: 1, aliases: ['InputObject'] }),
      takes('Encoding', 'text'),
      takes('Force', 'switch'),
      takes('Append', 'switch'),
      takes('NoClobber', 'switch'),
      takes('NoNewline', 'switch'),
      takes('Width', 'int'),
    ],
    start(call) {
      const items: Datum[] = []
      return {
        *process(item) {
          call.context.machine.made(1)
          items.push(item)
        },
        *end() {
          items.push(...call.list('Value'))
          for (const one of call.list('Path')) {
            const file = resolvePath(call.context.machine, textOf(one))
            yield* writeFile(
              call.context.machine,
              file,
              yield* contentOf(call, items, file, append(call), encoding, formats),
            )
          }
        },
      }
    },
  }
}

function* contentOf(
  call: Call,
  items: readonly Datum[],
  file: string,
  append: boolean,
  usual: string,
  formats: boolean,
): Step<Uint8Array> {
  const encoding = call.text('Encoding') ?? usual
  const flat = items.flatMap((one) => (one instanceof Bytes ? [one] : elementsOf(one)))
  if (/^byte$/i.test(encoding))
    return Uint8Array.from(
      flat.flatMap((one) =>
        one instanceof Bytes ? [...one.bytes] : [one instanceof Num ? Number(one.value) : Number(one)],
      ),
    )
  const lines = formats ? formatObjects(flat, viewsOf(call)) : flat.map((one) => textOf(one))
  const before = append ? yield* wait(call.context.machine.host.drive.read(file)) : null
  const end = call.flag('NoNewline') ? '' : '\r\n'
  return encodeText((before ? decodeText(before) : '') + lines.map((line) => line + end).join(''), encoding)
}

export const setContent = writing(
  'Set-Content',
  'Writes or replaces the content of a file.',
  () => false,
  'default',
  false,
  ['sc'],
)
export const addContent = writing('Add-Content', 'Adds content to a file.', () => true, 'default', false, [
  'ac',
])
export const outFile = writing(
  'Out-File',
  'Sends output to a file.',
  (call) => call.flag('Append'),
  'unicode',
  true,
)

export const testPath: Builtin = {
  name: 'Test-Path',
  synopsis: 'Determines whether a path exists.',
  parameters: [path, takes('PathType', 'text')],
  start: (call) =>
    once(function* () {
      for (const one of call.list('Path')) {
        const file = resolvePath(call.context.machine, textOf(one))
        const files = yield* wait(call.context.machine.host.drive.list())
        const isFile = files.some((entry) => wildcard(file.replaceAll('[', '`[')).test(entry.path))
        const isFolder =
          /^[a-z]:\\$/i.test(file) ||
          files.some((entry) => entry.path.toLowerCase().startsWith(`${file.toLowerCase()}\\`))
        const kind = (call.text('PathType') ?? 'any').toLowerCase()
        yield* call.write(kind === 'leaf' ? isFile : kind === 'container' ? isFolder : isFile || isFolder)
      }
    }),
}

export const getChildItem: Builtin = {
  name: 'Get-ChildItem',
  synopsis: 'Gets the files of your drive.',
  aliases: ['dir', 'ls', 'gci'],
  parameters: [
    takes('Path', 'text', { position: 0 }),
    takes('Filter', 'text', { position: 1 }),
    takes('Recurse', 'switch'),
    takes('Force', 'switch'),
    takes('File', 'switch'),
  ],
  start: (call) =>
    once(function* () {
      const where = resolvePath(call.context.machine, call.text('Path') ?? '.')
      const pattern = /[*?]/.test(where) ? wildcard(where) : null
      const name = call.text('Filter') ? wildcard(call.text('Filter') ?? '*') : null
      for (const file of yield* wait(call.context.machine.host.drive.list())) {
        const inside = call.flag('Recurse')
          ? file.path.toLowerCase().startsWith(where.toLowerCase())
          : parentOf(file.path).replace(/:$/, ':\\').toLowerCase() === where.toLowerCase()
        if (
          !(pattern ? pattern.test(file.path) : inside || file.path.toLowerCase() === where.toLowerCase()) ||
          (name && !name.test(fileName(file.path)))
        )
          continue
        yield* call.write(fileObject(file))
      }
    }),
}

function fileObject({
  path: full,
  size,
  modified,
}: {
  path: string
  size: number
  modified: Date
}): PSObject {
  const made = new PSObject(['System.IO.FileInfo'])
  made.text = full
  return made
    .set('Name', fileName(full))
    .set('Length', size)
    .set('LastWriteTime', new DateTime(modified.getTime(), 'Local'))
    .set('FullName', full)
    .set('DirectoryName', parentOf(full))
    .set('Extension', /\.[^.]*$/.exec(full)?.[0] ?? '')
}

export const removeItem: Builtin = {
  name: 'Remove-Item',
  synopsis: 'Deletes files of your drive.',
  aliases: ['del', 'rm', 'erase'],
  parameters: [path, takes('Force', 'switch'), takes('Recurse', 'switch')],
  start: (call) =>
    once(function* () {
      for (const one of call.list('Path')) {
        const file = resolvePath(call.context.machine, textOf(one))
        if (!(yield* wait(call.context.machine.host.drive.remove(file))))
          throw failure(`Cannot find path '${file}' because it does not exist.`, 'PathNotFound', {
            category: 'ObjectNotFound',
            exception: 'System.Management.Automation.ItemNotFoundException',
            subject: file,
          })
      }
    }),
}

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
