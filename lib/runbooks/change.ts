import type { ErrorRecord } from '@/lib/shell'

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

/** One step as "Try it first" found it: what it would change, or why it would fail. */
export interface TriedStep {
  readonly title: string
  /** The command as PowerShell. */
  readonly command: string
  readonly warnings: readonly string[]
  readonly changes: readonly Change[]
  readonly error: ErrorRecord | null
}

const longestShown = 200
const hidden = '••••••••'

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)

/** A value in words; an object within a list with the names of its parts. */
function inWords(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(inWords).join(value.some(isObject) ? '; ' : ', ')
  if (!isObject(value)) return String(value)
  return Object.entries(value)
    .map(([name, part]) => `${name} ${inWords(part) ?? ''}`)
    .join(', ')
}

/** The parts of an object by their paths: services.TSGateway.state. */
function parts(value: unknown, path: string): readonly (readonly [string, string | null])[] {
  if (!isObject(value)) return [[path, inWords(value)]]
  return Object.entries(value).flatMap(([name, part]) => parts(part, path ? `${path}.${name}` : name))
}

const cut = (text: string) => (text.length > longestShown ? `${text.slice(0, longestShown)}…` : text)

/** The properties that differ between two states of one object; null stands for "there was none". */
export function differences(
  before: Readonly<Record<string, unknown>> | null,
  after: Readonly<Record<string, unknown>> | null,
  secrets: readonly string[] = [],
): Change['properties'] {
  const [was, is] = [new Map(parts(before ?? {}, '')), new Map(parts(after ?? {}, ''))]
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((name) => {
    const [former, present] = [was.get(name) ?? null, is.get(name) ?? null]
    if (former === present) return []
    const secret = secrets.includes(name.split('.')[0] ?? name)
    const shown = (text: string | null) => (text === null ? null : secret ? hidden : cut(text))
    return [{ name, before: shown(former), after: shown(present) }]
  })
}
