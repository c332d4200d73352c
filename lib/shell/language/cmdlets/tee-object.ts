// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, takes } from '../evaluate/builtin'
import { readFile, resolvePath, writeFile } from '../evaluate/files'
import { wait } from '../evaluate/step'
import { formatObjects } from '../format/format'
import { collected, type Datum, elementsOf } from '../values/datum'
import { decodeText, encodeText } from '../values/encoding'
import { textOf } from '../values/text'
import { viewsOf } from './formatting'

export const teeObject: Builtin = {
  name: 'Tee-Object',
  synopsis: 'Saves command output in a file or variable and also sends it down the pipeline.',
  aliases: ['tee'],
  parameters: [
    takes('FilePath', 'text', { position: 0, sets: ['File'], aliases: ['LiteralPath', 'Path'] }),
    takes('Append', 'switch', { sets: ['File'] }),
    takes('Variable', 'text', { sets: ['Variable'] }),
    takes('InputObject', 'object'),
  ],
  start(call) {
    const all: Datum[] = []
    const take = function* (item: Datum) {
      call.context.machine.made(1)
      all.push(item)
      yield* call.write(item)
    }
    return {
      process: take,
      *end() {
        if (call.has('InputObject'))
          for (const one of elementsOf(call.get('InputObject') ?? null)) yield* take(one)
        if (call.has('Variable')) call.context.scope.set(call.text('Variable') ?? '', collected(all))
        if (!call.has('FilePath')) return
        const { machine } = call.context
        const file = resolvePath(machine, textOf(call.get('FilePath') ?? null))
        const there = call.flag('Append') && (yield* wait(machine.host.drive.read(file))) !== null
        const before = there ? decodeText(yield* readFile(machine, file)) : ''
        const lines = formatObjects(all, viewsOf(call)).map((line) => `${line}\r\n`)
        yield* writeFile(machine, file, encodeText(before + lines.join(''), 'unicode'))
      },
    }
  },
}
