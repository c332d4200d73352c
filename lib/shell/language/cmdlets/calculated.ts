import type { Call } from '../evaluate/builtin'
import { propertiesOf, property } from '../evaluate/properties'
import type { Step } from '../evaluate/step'
import { collected, type Datum, Hashtable, ScriptBlock } from '../values/datum'
import { wildcard } from '../values/pattern'
import { textOf } from '../values/text'

/** A column: a property's name, or `@{Name='…'; Expression={…}}`. */
export interface Column {
  readonly label: string
  readonly expression: Datum
  readonly width: number | null
  readonly align: string | null
  readonly format: string | null
}

function entry(table: Hashtable, ...names: string[]): Datum | undefined {
  for (const { key, value } of table.entries.values()) {
    const written = textOf(key).toLowerCase()
    if (names.some((name) => name.startsWith(written) && written !== '')) return value
  }
  return undefined
}

/** The columns that one word of -Property means for this object; a wildcard is several. */
export function calculated(written: Datum, item: Datum): Column[] {
  const plain = { width: null, align: null, format: null }
  if (written instanceof ScriptBlock) return [{ label: written.text.trim(), expression: written, ...plain }]
  if (written instanceof Hashtable) {
    const expression = entry(written, 'expression') ?? entry(written, 'expression', 'name', 'label') ?? null
    const width = entry(written, 'width')
    const name = entry(written, 'name', 'label')
    return [
      {
        label:
          name === undefined
            ? expression instanceof ScriptBlock
              ? expression.text.trim()
              : textOf(expression)
            : textOf(name),
        expression,
        width: typeof width === 'number' ? width : null,
        align: textOf(entry(written, 'alignment') ?? null) || null,
        format: textOf(entry(written, 'formatstring') ?? null) || null,
      },
    ]
  }
  const name = textOf(written)
  const own = Object.keys(propertiesOf(item))
  if (/[*?[]/.test(name)) {
    const pattern = wildcard(name)
    return own.filter((one) => pattern.test(one)).map((one) => ({ label: one, expression: one, ...plain }))
  }
  return [
    {
      label: own.find((one) => one.toLowerCase() === name.toLowerCase()) ?? name,
      expression: name,
      ...plain,
    },
  ]
}

export function* columnValue({ expression }: Column, item: Datum, call: Call): Step<Datum> {
  if (expression instanceof ScriptBlock) return collected(yield* call.invoke(expression, item))
  return property(item, textOf(expression)) ?? null
}
