import { listOf } from '../values/arithmetic'
import { Bytes, type Datum } from '../values/datum'
import { byteArray, decodeText, encodeText } from '../values/encoding'
import { textOf } from '../values/text'
import { readFile, resolvePath, writeFile } from './files'
import type { Machine } from './machine'
import { notFound, text } from './static-methods'
import type { Step } from './step'

export function* fileMethod(
  machine: Machine,
  name: string,
  written: string,
  [path, content, encoding]: readonly Datum[],
): Step<Datum> {
  const file = resolvePath(machine, text(path))
  switch (name) {
    case 'readallbytes':
      return new Bytes(yield* readFile(machine, file), file)
    case 'readalltext':
      return decodeText(yield* readFile(machine, file))
    case 'readalllines':
      return decodeText(yield* readFile(machine, file))
        .replace(/\r?\n$/, '')
        .split(/\r?\n/)
    case 'exists':
      return (yield* existsIn(machine, file)) as boolean
    case 'writeallbytes':
      yield* writeFile(machine, file, byteArray(content ?? null))
      return null
    case 'writealltext':
      yield* writeFile(machine, file, encodeText(text(content), text(encoding)))
      return null
    case 'writealllines':
      yield* writeFile(
        machine,
        file,
        encodeText(
          listOf(content ?? null)
            .map((one) => `${textOf(one)}\r\n`)
            .join(''),
          text(encoding),
        ),
      )
      return null
    default:
      throw notFound('System.IO.File', written)
  }
}

function* existsIn(machine: Machine, file: string): Step<boolean> {
  const files = (yield machine.host.drive.list()) as readonly { path: string }[]
  return files.some((one) => one.path.toLowerCase() === file.toLowerCase())
}
