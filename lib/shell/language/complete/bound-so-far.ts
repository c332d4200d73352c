import { commonParameters, isSwitch, type Spec } from '../bind/spec'
import type { KnownCommand } from './known-command'
import type { Word } from './line'
import { begins } from './offer'

export interface BoundSoFar {
  /** Those that are given by name. */
  readonly named: ReadonlySet<Spec>
  /** Whose value the next word would be; null where it could be none. */
  readonly next: Spec | null
}

/** All parameters that may be written. */
export function allParameters({ parameters, common }: KnownCommand): readonly Spec[] {
  const own = new Set(parameters.map(({ name }) => name.toLowerCase()))
  return common
    ? [...parameters, ...commonParameters.filter(({ name }) => !own.has(name.toLowerCase()))]
    : parameters
}

/** The parameter that `-Ident` means: by its name, an alias, or a beginning that only one has. */
export function parameterNamed(specs: readonly Spec[], written: string): Spec | null {
  const name = written.replace(/^.|:$/gu, '').toLowerCase()
  const exact = specs.find(
    (one) => one.name.toLowerCase() === name || one.aliases?.some((alias) => alias.toLowerCase() === name),
  )
  if (exact) return exact
  const found = specs.filter((one) => begins(one.name, name))
  return found.length === 1 ? (found[0] ?? null) : null
}

/**
 * What the words of a command mean as far as they go.
 * @param joined the next word is another element of the last argument
 */
export function boundSoFar(command: KnownCommand, words: readonly Word[], joined: boolean): BoundSoFar {
  const specs = allParameters(command)
  const isName = ({ kind }: Word) => kind === 'parameter'
  const named = new Set(words.filter(isName).flatMap(({ text }) => parameterNamed(specs, text) ?? []))
  const places = command.parameters
    .filter((one) => one.position !== undefined && !named.has(one))
    .sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
  let waiting: Spec | null = null
  let current: Spec | null = null
  for (const word of words) {
    if (isName(word)) {
      const spec = parameterNamed(specs, word.text)
      waiting = spec && (!isSwitch(spec) || word.text.endsWith(':')) ? spec : null
    } else if (!word.joined) {
      current = waiting ?? (places[0]?.rest ? places[0] : (places.shift() ?? null))
      waiting = null
    }
  }
  return { named, next: joined ? current : (waiting ?? places[0] ?? null) }
}
