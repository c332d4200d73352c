import type { ScriptError } from '../values/script-error'
import { textOf } from '../values/text'

/** The start of an error's category line, as the console writes it. */
function categoryLine({ record, activity, exception, subject }: ScriptError): string {
  const target = textOf(subject).slice(0, 40)
  const type = subject === null ? '' : typeof subject === 'string' ? 'String' : ''
  const name = exception.split('.').at(-1) ?? ''
  return `${record.category}: (${target}:${type}) [${activity}], ${name}`
}

/** An error in the console's words: the message, where it happened, its category and its id. */
export function errorLines(error: ScriptError): string[] {
  const { record, position, activity } = error
  const lines = (
    activity && record.category !== 'SyntaxError' ? `${activity} : ${record.message}` : record.message
  ).split(/\r?\n/)
  if (position) {
    const before = position.char - 1
    const marks = '~'.repeat(Math.max(1, Math.min(position.length, position.text.length - before)))
    lines.push(
      `At ${position.file ?? 'line'}:${position.line} char:${position.char}`,
      `+ ${position.text}`,
      `+ ${' '.repeat(before)}${marks}`,
    )
  }
  return [
    ...lines,
    `    + CategoryInfo          : ${categoryLine(error)}`,
    `    + FullyQualifiedErrorId : ${error.fullyQualifiedErrorId}`,
  ]
}
