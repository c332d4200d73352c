/** What one command changed, for "Try it first" and for the results of a run. Secrets appear as dots. */
export interface Change {
  readonly action: 'create' | 'change' | 'remove'
  /** The kind and the name: `accepted domain official name`. */
  readonly what: string
  readonly properties: readonly {
    readonly name: string
    readonly before: string | null
    readonly after: string | null
  }[]
}

const longestShown = 200
const hidden = '••••••••'

/** A value in words: what is within an object, each part with its name before it. */
function inWords(value: unknown): string {
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(inWords).join(value.some(isObject) ? '; ' : ', ')
  if (!isObject(value)) return String(value ?? '')
  return Object.entries(value)
    .map(([name, part]) => `${name} ${inWords(part)}`)
    .join(', ')
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

function shown(value: unknown): string | null {
  if (value === null || value === undefined) return null
  const text = inWords(value)
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text
}

/** The properties that differ between two states of one object; null stands for "there was none". */
export function differences(
  before: Readonly<Record<string, unknown>> | null,
  after: Readonly<Record<string, unknown>> | null,
  secrets: readonly string[] = [],
): Change['properties'] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  return [...names].flatMap((name) => {
    const [was, is] = [shown(before?.[name]), shown(after?.[name])]
    if (was === is) return []
    const secret = secrets.includes(name)
    return [
      {
        name,
        before: was === null ? null : secret ? hidden : was,
        after: is === null ? null : secret ? hidden : is,
      },
    ]
  })
}
