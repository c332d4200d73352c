// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, takes } from '../evaluate/builtin'
import { readFile, resolvePath, writeFile } from '../evaluate/files'
import { fromClixml, toClixml } from '../values/clixml'
import { type Datum, elementsOf } from '../values/datum'
import { decodeText, encodeText } from '../values/encoding'
import { failure } from '../values/script-error'
import { textOf } from '../values/text'
import { parseXml } from '../values/xml'
import { eachPath, path } from './path-parameter'

export const exportClixml: Builtin = {
  name: 'Export-Clixml',
  synopsis: 'Creates an XML-based representation of objects and stores it in a file.',
  parameters: [
    path,
    takes('Depth', 'int'),
    takes('Encoding', 'text'),
    takes('Force', 'switch'),
    takes('NoClobber', 'switch'),
    takes('InputObject', 'object'),
  ],
  start(call) {
    const items: Datum[] = []
    return {
      *process(item) {
        call.context.machine.made(1)
        items.push(item)
      },
      *end() {
        if (call.has('InputObject')) items.push(...elementsOf(call.get('InputObject') ?? null))
        const file = resolvePath(call.context.machine, textOf(call.list('Path')[0] ?? null))
        if (!(yield* call.should('Export-Clixml', file))) return
        const text = toClixml(items, Math.max(1, Math.min(20, call.number('Depth') ?? 2)))
        yield* writeFile(call.context.machine, file, encodeText(text, call.text('Encoding') ?? 'unicode'))
      },
    }
  },
}

export const importClixml: Builtin = {
  name: 'Import-Clixml',
  synopsis: 'Imports a file that Export-Clixml wrote, and creates its objects.',
  parameters: [path, takes('First', 'int'), takes('Skip', 'int')],
  start: (call) =>
    eachPath(call, function* (file) {
      const root = parseXml(decodeText(yield* readFile(call.context.machine, file)))
      const values = root && fromClixml(root)
      if (!values)
        throw failure(`The file ${file} was not written by Export-Clixml.`, 'ImportClixmlInvalid', {
          category: 'InvalidData',
          exception: 'System.Xml.XmlException',
          subject: file,
        })
      const skip = call.number('Skip') ?? 0
      call.context.machine.made(values.length)
      for (const one of values.slice(skip, skip + (call.number('First') ?? values.length)))
        yield* call.write(one)
    }),
}
