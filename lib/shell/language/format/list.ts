import type { Datum } from '../values/datum'
import { cellText, consoleWidth } from './view'

/** `Name : value`, the names as wide as the widest, long values carried on below. */
export function listLines(properties: readonly (readonly [string, Datum])[], width = consoleWidth): string[] {
  const wide = properties.reduce((most, [name]) => Math.max(most, name.length), 0)
  const room = Math.max(10, width - wide - 3)
  return properties.flatMap(([name, value]) => {
    const lines = cellText(value, 16)
      .split(/\r?\n/)
      .flatMap((line) => (line === '' ? [''] : (line.match(new RegExp(`.{1,${room}}`, 'g')) ?? [''])))
    return lines.map((line, i) =>
      `${(i === 0 ? name : '').padEnd(wide)} ${i === 0 ? ':' : ' '} ${line}`.trimEnd(),
    )
  })
}
