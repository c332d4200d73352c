// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, type Call, takes } from '../evaluate/builtin'
import { readFile, resolvePath, writeFile } from '../evaluate/files'
import { type Step, wait } from '../evaluate/step'
import { formatObjects } from '../format/format'
import { Bytes, type Datum, elementsOf, Num } from '../values/datum'
import { decodeText, encodeText } from '../values/encoding'
import { textOf } from '../values/text'
import { viewsOf } from './formatting'
import { eachPath, path } from './path-parameter'

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
    eachPath(call, function* (file) {
      const bytes = yield* readFile(call.context.machine, file)
      if (/^byte$/i.test(call.text('Encoding') ?? '')) yield* call.write(new Bytes(bytes, file))
      else if (call.flag('Raw')) yield* call.write(decodeText(bytes))
      else yield* writeLines(call, decodeText(bytes))
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
  operation: string,
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
            const target = operation.startsWith('Output') ? file : `Path: ${file}`
            if (!(yield* call.should(operation, target))) continue
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
  'Set Content',
  ['sc'],
)

export const addContent = writing(
  'Add-Content',
  'Adds content to a file.',
  () => true,
  'default',
  false,
  'Add Content',
  ['ac'],
)

export const outFile = writing(
  'Out-File',
  'Sends output to a file.',
  (call) => call.flag('Append'),
  'unicode',
  true,
  'Output to File',
)
