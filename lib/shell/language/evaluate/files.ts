import { failure } from '../values/script-error'
import { textOf } from '../values/text'
import type { Machine } from './machine'
import { type Step, wait } from './step'

/** A path as the drive knows it: absolute, with single backslashes, `..` resolved. */
export function resolvePath(machine: Machine, written: string): string {
  const [, variable] = /^env:\\?([^\\/]+)$/i.exec(written) ?? []
  if (variable) return `Env:\\${variable}`
  const plain = written.replace(/^(?:Microsoft\.PowerShell\.Core\\)?FileSystem::/i, '').replaceAll('/', '\\')
  const unc = plain.startsWith('\\\\')
  const absolute =
    unc || /^[a-z]:\\/i.test(plain)
      ? plain
      : plain.startsWith('\\')
        ? `C:${plain}`
        : `${machine.location.replace(/\\?$/, '\\')}${plain.replace(/^[a-z]:/i, '')}`
  const parts: string[] = []
  for (const part of absolute.slice(unc ? 2 : 0).split('\\')) {
    if (part === '..') parts.splice(Math.max(1, parts.length - 1), 1)
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return (unc ? '\\\\' : '') + (parts.length === 1 && !unc ? `${parts[0]}\\` : parts.join('\\'))
}

export const fileName = (path: string) => path.split('\\').at(-1) ?? ''
export const parentOf = (path: string) => path.split('\\').slice(0, -1).join('\\')

/** `Get-Content env:computername` reads what `$env:computername` is. */
function environmentVariable({ global, host }: Machine, name: string): Uint8Array | null {
  const set = global.variables.get(`env:${name.toLowerCase()}`)
  const value = set ? set.value : (host.environment.get(name.toUpperCase()) ?? null)
  return value === null ? null : Buffer.from(textOf(value), 'utf8')
}

export function* readFile(machine: Machine, path: string): Step<Uint8Array> {
  const found = path.startsWith('Env:\\')
    ? environmentVariable(machine, path.slice('Env:\\'.length))
    : yield* wait(machine.host.drive.read(path))
  if (!found)
    throw failure(`Cannot find path '${path}' because it does not exist.`, 'PathNotFound', {
      category: 'ObjectNotFound',
      exception: 'System.Management.Automation.ItemNotFoundException',
      subject: path,
    })
  machine.made(found.length)
  return found
}

export function* writeFile(machine: Machine, path: string, content: Uint8Array): Step<void> {
  machine.made(content.length)
  const written = yield* wait(machine.host.drive.write(path, content))
  if (!written.ok)
    throw failure(written.error.message, written.error.errorId, {
      category: written.error.category,
      exception: 'System.IO.IOException',
      subject: path,
    })
}
