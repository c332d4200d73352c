import { type Datum, PSObject } from '../values/datum'
import { execute, regex } from '../values/pattern'

export function matchObject(found: RegExpExecArray | null): PSObject {
  const made = new PSObject(['System.Text.RegularExpressions.Match'])
    .set('Success', found !== null)
    .set('Value', found?.[0] ?? '')
    .set('Index', found?.index ?? 0)
    .set('Length', found?.[0].length ?? 0)
  made.set(
    'Groups',
    [...(found ?? [''])].map((one) => {
      const group = new PSObject(['System.Text.RegularExpressions.Group'])
        .set('Value', one ?? '')
        .set('Success', one !== undefined)
      group.text = one ?? ''
      return group
    }),
  )
  made.text = found?.[0] ?? ''
  return made
}

export function allMatches(value: string, pattern: string): Datum[] {
  const expression = regex(pattern, true, 'g')
  const all: Datum[] = []
  for (
    let found = execute(expression, value);
    found && all.length < 100_000;
    found = execute(expression, value)
  ) {
    all.push(matchObject(found))
    if (found[0] === '') expression.lastIndex++
  }
  return all
}
