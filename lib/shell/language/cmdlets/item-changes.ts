// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import { type Builtin, type Call, takes } from '../evaluate/builtin'
import { fileName, parentOf, readFile, resolvePath, writeFile } from '../evaluate/files'
import { type Step, wait } from '../evaluate/step'
import { encodeText } from '../values/encoding'
import { failure } from '../values/script-error'
import { textOf } from '../values/text'
import { fileObject } from './item'
import { eachPath, path } from './path-parameter'

const notFound = (file: string) =>
  failure(`Cannot find path '${file}' because it does not exist.`, 'PathNotFound', {
    category: 'ObjectNotFound',
    exception: 'System.Management.Automation.ItemNotFoundException',
    subject: file,
  })

export const removeItem: Builtin = {
  name: 'Remove-Item',
  synopsis: 'Deletes files of your drive.',
  aliases: ['del', 'rm', 'erase', 'ri', 'rd'],
  parameters: [path, takes('Force', 'switch'), takes('Recurse', 'switch')],
  start: (call) =>
    eachPath(call, function* (file) {
      const { drive } = call.context.machine.host
      if ((yield* wait(drive.read(file))) === null) throw notFound(file)
      if (yield* call.should('Remove File', file)) yield* wait(drive.remove(file))
    }),
}

export const newItem: Builtin = {
  name: 'New-Item',
  synopsis: 'Creates a file on your drive. Folders are there as soon as a file is in them.',
  aliases: ['ni', 'md', 'mkdir'],
  parameters: [
    path,
    takes('Name', 'text'),
    takes('ItemType', 'text', { aliases: ['Type'] }),
    takes('Value', 'object'),
    takes('Force', 'switch'),
  ],
  start: (call) =>
    eachPath(call, function* (folder) {
      const file = call.has('Name') ? `${folder.replace(/\\$/, '')}\\${call.text('Name')}` : folder
      const directory = /^(d|directory|container)$/i.test(call.text('ItemType') ?? '')
      if (!(yield* call.should(directory ? 'Create Directory' : 'Create File', `Destination: ${file}`)))
        return
      if (directory) return
      yield* refuseExisting(call, file)
      const content = encodeText(textOf(call.get('Value') ?? null), 'utf8')
      yield* writeFile(call.context.machine, file, content)
      yield* call.write(
        fileObject({ path: file, size: content.length, modified: call.context.machine.host.now() }),
      )
    }),
}

function* refuseExisting(call: Call, file: string): Step<void> {
  const there = yield* wait(call.context.machine.host.drive.read(file))
  if (there && !call.flag('Force'))
    throw failure(`The file '${file}' already exists.`, 'NewItemIOError', {
      category: 'ResourceExists',
      exception: 'System.IO.IOException',
      subject: file,
    })
}

/** Copy-Item, Move-Item and Rename-Item: what is read, under another name. */
function moving(
  name: string,
  operation: string,
  aliases: string[],
  keeps: boolean,
  beside: boolean,
): Builtin {
  return {
    name,
    synopsis: `${operation.replace(' File', '')}s files of your drive.`,
    aliases,
    parameters: [
      path,
      takes('Destination', 'text', { position: 1, mandatory: true, aliases: ['NewName'] }),
      takes('Force', 'switch'),
      takes('PassThru', 'switch'),
    ],
    start: (call) =>
      eachPath(call, function* (file) {
        const { machine } = call.context
        const written = call.text('Destination') ?? ''
        const target = beside
          ? `${parentOf(file)}\\${fileName(written)}`
          : yield* targetOf(call, written, file)
        if (!(yield* call.should(operation, `Item: ${file} Destination: ${target}`))) return
        yield* writeFile(machine, target, yield* readFile(machine, file))
        if (!keeps && target.toLowerCase() !== file.toLowerCase())
          yield* wait(machine.host.drive.remove(file))
      }),
  }
}

/** A folder as the destination keeps the file's name. */
function* targetOf(call: Call, written: string, file: string): Step<string> {
  const { machine } = call.context
  const target = resolvePath(machine, written)
  const files = yield* wait(machine.host.drive.list())
  const inside = `${target.replace(/\\$/, '')}\\`
  const isFolder =
    /[\\/]$/.test(written) || files.some((one) => one.path.toLowerCase().startsWith(inside.toLowerCase()))
  return isFolder || /^[a-z]:\\$/i.test(target) ? inside + fileName(file) : target
}

export const copyItem = moving('Copy-Item', 'Copy File', ['copy', 'cp', 'cpi'], true, false)
export const moveItem = moving('Move-Item', 'Move File', ['move', 'mv', 'mi'], false, false)
export const renameItem = moving('Rename-Item', 'Rename File', ['ren', 'rni'], false, true)

export const clearContent: Builtin = {
  name: 'Clear-Content',
  synopsis: 'Deletes the contents of a file, and keeps the file.',
  aliases: ['clc'],
  parameters: [path, takes('Force', 'switch')],
  start: (call) =>
    eachPath(call, function* (file) {
      yield* readFile(call.context.machine, file)
      if (yield* call.should('Clear Content', `Item: ${file}`))
        yield* writeFile(call.context.machine, file, new Uint8Array())
    }),
}
