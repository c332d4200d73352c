// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, once, takes } from '../evaluate/builtin'
import { fileName, resolvePath } from '../evaluate/files'
import { wait } from '../evaluate/step'
import { PSObject } from '../values/datum'
import { wildcard } from '../values/pattern'
import { failure } from '../values/script-error'
import { textOf } from '../values/text'
import { eachPath, path } from './path-parameter'

function part(written: string, has: (name: string) => boolean): string | boolean {
  const qualifier = /^[a-z]+:/i.exec(written)?.[0] ?? ''
  if (has('IsAbsolute')) return qualifier !== '' || written.startsWith('\\\\')
  if (has('Qualifier')) return qualifier
  if (has('NoQualifier')) return written.slice(qualifier.length)
  const clean = written.replaceAll('/', '\\').replace(/(.)\\+$/, '$1')
  if (has('Leaf')) return fileName(clean)
  const end = clean.lastIndexOf('\\')
  return end < 0 ? '' : clean.slice(0, end).replace(/^([a-z]:)$/i, '$1\\')
}

export const splitPath: Builtin = {
  name: 'Split-Path',
  synopsis: 'Returns the specified part of a path.',
  parameters: [
    takes('Path', 'texts', { position: 0, mandatory: true, aliases: ['LiteralPath'], fromPipeline: true }),
    ...['Parent', 'Leaf', 'Qualifier', 'NoQualifier', 'IsAbsolute', 'Resolve'].map((name) =>
      takes(name, 'switch'),
    ),
  ],
  start: (call) => ({
    process: (item) => call.write(part(textOf(item), (name) => call.flag(name))),
    *end() {
      for (const one of call.list('Path')) yield* call.write(part(textOf(one), (name) => call.flag(name)))
    },
  }),
}

export const joinPath: Builtin = {
  name: 'Join-Path',
  synopsis: 'Combines a path and a child path into a single path.',
  parameters: [
    takes('Path', 'texts', { position: 0, mandatory: true, aliases: ['PSPath'] }),
    takes('ChildPath', 'text', { position: 1, mandatory: true }),
    takes('Resolve', 'switch'),
  ],
  start: (call) =>
    once(function* () {
      const child = (call.text('ChildPath') ?? '').replaceAll('/', '\\').replace(/^\\+/, '')
      for (const one of call.list('Path'))
        yield* call.write(`${textOf(one).replaceAll('/', '\\').replace(/\\+$/, '')}\\${child}`)
    }),
}

export const resolvePathOf: Builtin = {
  name: 'Resolve-Path',
  synopsis: 'Resolves the wildcard characters in a path, and displays the path contents.',
  aliases: ['rvpa', 'Convert-Path'],
  parameters: [path],
  start: (call) =>
    eachPath(call, function* (file) {
      const files = yield* wait(call.context.machine.host.drive.list())
      const found = files.filter((one) => wildcard(file).test(one.path)).map((one) => one.path)
      if (found.length === 0 && !/^[a-z]:\\$/i.test(resolvePath(call.context.machine, file)))
        throw failure(`Cannot find path '${file}' because it does not exist.`, 'PathNotFound', {
          category: 'ObjectNotFound',
          exception: 'System.Management.Automation.ItemNotFoundException',
          subject: file,
        })
      for (const one of found.length > 0 ? found : [file]) {
        const made = new PSObject(['System.Management.Automation.PathInfo']).set('Path', one)
        made.text = one
        yield* call.write(made)
      }
    }),
}
