import { createContext, Script } from 'node:vm'
import { failure } from './script-error'

const bounded = new Map<string, RegExp>()

/** A wildcard pattern of -like: `*`, `?`, `[a-c]`, a backtick before what is meant as it stands. */
export function wildcard(pattern: string, caseSensitive = false): RegExp {
  const key = `${caseSensitive}${pattern}`
  const known = bounded.get(key)
  if (known) return known
  let source = ''
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i] ?? ''
    if (c === '*') source += source.endsWith('[^]*') ? '' : '[^]*'
    else if (c === '?') source += '[^]'
    else if (c === '[') {
      const set = /^\[([^\]]+)\]/.exec(pattern.slice(i, i + 100))
      if (!set?.[1])
        throw failure(
          `The specified wildcard character pattern is not valid: ${pattern.slice(0, 100)}`,
          'WildcardPatternException',
          { category: 'InvalidArgument' },
        )
      source += `[${set[1].replace(/[\\\]^]/g, '\\$&')}]`
      i += set[0].length - 1
    } else source += (c === '`' ? (pattern[++i] ?? '`') : c).replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
  }
  const made = compile(`^(?:${source})$`, caseSensitive ? '' : 'i', pattern)
  if (bounded.size > 200) bounded.clear()
  bounded.set(key, made)
  return made
}

function compile(source: string, flags: string, written: string): RegExp {
  try {
    return new RegExp(source, flags)
  } catch {
    throw failure(
      `parsing "${written.slice(0, 200)}" - The pattern is not valid.`,
      'InvalidRegularExpression',
      { category: 'InvalidArgument', exception: 'System.ArgumentException' },
    )
  }
}

/** A .NET regular expression as one of JavaScript's; what JavaScript lacks is refused. */
export function regex(pattern: string, caseSensitive = false, flags = ''): RegExp {
  const inline = /^\(\?([imsnx]+)\)/.exec(pattern)
  const options = inline?.[1] ?? ''
  const source = pattern
    .slice(inline?.[0].length ?? 0, 20_000)
    .replace(/\\A/g, '^')
    .replace(/\\[zZ]/g, '$')
    .replace(/\(\?#[^)]*\)/g, '')
    .replace(/\(\?'(\w+)'/g, '(?<$1>')
  const all = `${flags}${caseSensitive && !options.includes('i') ? '' : 'i'}${options.includes('m') ? 'm' : ''}${options.includes('s') ? 's' : ''}`
  return compile(source, /\\[pP]\{/.test(source) ? `${all}u` : all, pattern)
}

/** Whether matching could take more than linear time by a noticeable amount. */
function isCostly(expression: RegExp, length: number): boolean {
  const repeats = expression.source.match(/[*+]|\{\d+(?:,\d*)?\}/g)?.length ?? 0
  return (repeats > 1 && length > 20) || (repeats === 1 && length > 10_000) || /\\\d/.test(expression.source)
}

const arena = createContext(Object.create(null))
const scripts = {
  exec: new Script('expression.exec(text)'),
  replace: new Script('text.replace(expression, by)'),
  split: new Script('text.split(expression, limit)'),
}

/** Runs a match that may backtrack for ever in a context that is stopped after a quarter of a second. */
function guarded<T>(
  expression: RegExp,
  text: string,
  kind: keyof typeof scripts,
  straight: () => T,
  more: Record<string, unknown> = {},
): T {
  if (!isCostly(expression, text.length)) return straight()
  Object.assign(arena, { expression, text, ...more })
  try {
    return scripts[kind].runInContext(arena, { timeout: 250 }) as T
  } catch {
    throw failure('The regular expression takes too long on this text.', 'RegexMatchTimeout', {
      category: 'InvalidOperation',
      exception: 'System.Text.RegularExpressions.RegexMatchTimeoutException',
    })
  } finally {
    Object.assign(arena, { expression: null, text: null, by: null })
  }
}

export function execute(expression: RegExp, text: string): RegExpExecArray | null {
  return guarded(expression, text, 'exec', () => expression.exec(text))
}

/** .NET's replacement text in JavaScript's words: `${name}` and `$0`. */
export function replaceAll(text: string, expression: RegExp, replacement: string): string {
  const by = replacement
    .replace(/\$\{(\w+)\}/g, (_, name: string) => (/^\d+$/.test(name) ? `$${name}` : `$<${name}>`))
    .replace(/\$0(?!\d)/g, '$$&')
  return guarded(expression, text, 'replace', () => text.replace(expression, by), { by })
}

export function split(text: string, expression: RegExp): string[] {
  const limit = 1_000_000
  return guarded(expression, text, 'split', () => text.split(expression, limit), { limit }).map(
    (part) => part ?? '',
  )
}
