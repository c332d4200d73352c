import { type Builtin, once, takes } from '../evaluate/builtin'
import { fileName, parentOf, resolvePath } from '../evaluate/files'
import { wait } from '../evaluate/step'
import { DateTime, PSObject } from '../values/datum'
import { wildcard } from '../values/pattern'
import { eachPath, path } from './path-parameter'

export const testPath: Builtin = {
  name: 'Test-Path',
  synopsis: 'Determines whether a path exists.',
  parameters: [path, takes('PathType', 'text')],
  start: (call) =>
    eachPath(call, function* (file) {
      const files = yield* wait(call.context.machine.host.drive.list())
      const isFile = files.some((entry) => wildcard(file.replaceAll('[', '`[')).test(entry.path))
      const isFolder =
        /^[a-z]:\\$/i.test(file) ||
        files.some((entry) => entry.path.toLowerCase().startsWith(`${file.toLowerCase()}\\`))
      const kind = (call.text('PathType') ?? 'any').toLowerCase()
      yield* call.write(kind === 'leaf' ? isFile : kind === 'container' ? isFolder : isFile || isFolder)
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
}
