import { type Builtin, type Call, once, takes } from '../evaluate/builtin'
import { fileName, parentOf, resolvePath } from '../evaluate/files'
import { wait } from '../evaluate/step'
import { DateTime, PSObject } from '../values/datum'
import { wildcard } from '../values/pattern'
import { failure } from '../values/script-error'
import { textOf } from '../values/text'
import { eachPath, path } from './path-parameter'

export const testPath: Builtin = {
  name: 'Test-Path',
  synopsis: 'Determines whether a path exists.',
  parameters: [path, takes('PathType', 'text')],
  start: (call) =>
    eachPath(call, function* (file, written) {
      const named = /^(variable|env|function|alias):\\?(.*)$/i.exec(written)
      if (named)
        return yield* call.write(
          isDefined(call, (named[1] ?? '').toLowerCase(), (named[2] ?? '').toLowerCase()),
        )
      const files = yield* wait(call.context.machine.host.drive.list())
      const isFile = files.some((entry) => wildcard(file.replaceAll('[', '`[')).test(entry.path))
      const isFolder =
        /^[a-z]:\\$/i.test(file) ||
        files.some((entry) => entry.path.toLowerCase().startsWith(`${file.toLowerCase()}\\`))
      const kind = (call.text('PathType') ?? 'any').toLowerCase()
      yield* call.write(kind === 'leaf' ? isFile : kind === 'container' ? isFolder : isFile || isFolder)
    }),
}

function isDefined({ context }: Call, provider: string, name: string): boolean {
  const { machine, scope } = context
  if (provider === 'variable')
    return scope.find(name)?.value !== undefined && scope.find(name)?.value !== null
  if (provider === 'function') return scope.findFunction(name) !== null
  if (provider === 'alias') return machine.aliases.has(name)
  return machine.host.environment.has(name.toUpperCase()) || machine.global.variables.has(`env:${name}`)
}

export const getItem: Builtin = {
  name: 'Get-Item',
  synopsis: 'Gets a file of your drive.',
  aliases: ['gi'],
  parameters: [path, takes('Force', 'switch')],
  start: (call) =>
    eachPath(call, function* (file) {
      const files = yield* wait(call.context.machine.host.drive.list())
      const found = files.filter((entry) => wildcard(file.replaceAll('[', '`[')).test(entry.path))
      for (const one of found) yield* call.write(fileObject(one))
      if (found.length === 0 && !/[*?]/.test(file))
        throw failure(`Cannot find path '${file}' because it does not exist.`, 'PathNotFound', {
          category: 'ObjectNotFound',
          exception: 'System.Management.Automation.ItemNotFoundException',
          fullyQualifiedErrorId: 'PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand',
          subject: file,
        })
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
    takes('Include', 'texts'),
    takes('Exclude', 'texts'),
    takes('Name', 'switch'),
  ],
  start: (call) =>
    once(function* () {
      const where = resolvePath(call.context.machine, call.text('Path') ?? '.')
      const pattern = /[*?]/.test(where) ? wildcard(where) : null
      const name = call.text('Filter') ? wildcard(call.text('Filter') ?? '*') : null
      const included = call.list('Include').map((one) => wildcard(textOf(one)))
      const excluded = call.list('Exclude').map((one) => wildcard(textOf(one)))
      for (const file of yield* wait(call.context.machine.host.drive.list())) {
        const own = fileName(file.path)
        if (
          excluded.some((one) => one.test(own)) ||
          (included.length > 0 && !included.some((one) => one.test(own)))
        )
          continue
        const inside = call.flag('Recurse')
          ? file.path.toLowerCase().startsWith(where.toLowerCase())
          : parentOf(file.path).replace(/:$/, ':\\').toLowerCase() === where.toLowerCase()
        if (
          !(pattern ? pattern.test(file.path) : inside || file.path.toLowerCase() === where.toLowerCase()) ||
          (name && !name.test(own))
        )
          continue
        yield* call.write(call.flag('Name') ? own : fileObject(file))
      }
    }),
}

/** A file as Get-ChildItem shows it. */
export function fileObject({
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
    .set('BaseName', fileName(full).replace(/\.[^.]*$/, ''))
    .set('CreationTime', new DateTime(modified.getTime(), 'Local'))
    .set('PSIsContainer', false)
}
