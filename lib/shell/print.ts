import type { Command } from './command'
import { isList, type Value } from './value'

/** PowerShell's language specification counts these five as single quotes; inside quotes each is doubled. */
const singleQuotes = /['\u2018\u2019\u201A\u201B]/g
const bareWord = /^[A-Za-z0-9_./\\:][A-Za-z0-9_./\\:-]*$/

/**
 * A string as one single-quoted PowerShell literal: nothing in it is expanded.
 * @throws on NUL and on lone surrogates, which no script file can hold; input is checked for them at the door.
 */
export function quote(text: string): string {
  if (text.includes('\0') || !text.isWellFormed()) throw new Error('This text cannot stand in a script')
  return `'${text.replace(singleQuotes, '$&$&')}'`
}

export function printValue(value: Value): string {
  if (value === null) return '$null'
  if (typeof value === 'string') return quote(value)
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? '$true' : '$false'
  if (isList(value)) return value.length === 0 ? '@()' : value.map(printValue).join(',')
  switch (value.kind) {
    case 'switch':
      return value.present ? '$true' : '$false'
    case 'secure':
      return `(Read-Host -AsSecureString -Prompt ${quote(value.prompt)})`
    case 'file':
      return `([Byte[]](Get-Content -Path ${quote(value.path)} -Encoding Byte -ReadCount 0))`
    case 'credential':
      return `(Get-Credential ${quote(value.userName)})`
    case 'table':
      return `@{${value.entries.map(([key, one]) => `${quote(key)}=${printValue(one)}`).join('; ')}}`
  }
}

function printArgument(name: string, value: Value): string {
  if (value !== null && typeof value === 'object' && !isList(value) && value.kind === 'switch')
    return value.present ? `-${name}` : `-${name}:$false`
  return `-${name} ${printValue(value)}`
}

function printWord(value: Value): string {
  return typeof value === 'string' && bareWord.test(value) ? value : printValue(value)
}

/** The command, or the pipeline that it begins, as one line of PowerShell. Secrets are printed as prompts. */
export function printCommand({ name, positional = [], arguments: args, into }: Command): string {
  const head = bareWord.test(name) ? name : `& ${quote(name)}`
  const words = [
    ...positional.map(printWord),
    ...Object.entries(args).map(([key, value]) => printArgument(key, value)),
  ]
  const line = [head, ...words].join(' ')
  return into ? `${line} | ${printCommand(into)}` : line
}
