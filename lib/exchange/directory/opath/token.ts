/** A piece of a filter; `at` is where it begins, for the error. */
export type Token =
  | { readonly kind: 'open' | 'close'; readonly at: number }
  | { readonly kind: 'operator'; readonly word: string; readonly at: number }
  | { readonly kind: 'word'; readonly word: string; readonly at: number }
  | { readonly kind: 'text'; readonly word: string; readonly at: number }
  | { readonly kind: 'variable'; readonly word: string; readonly at: number }

/** A quote stands for itself when it is doubled, as in PowerShell. */
const pieces =
  /\s+|(?<open>\()|(?<close>\))|(?<not>!)|-(?<operator>[a-z]+)(?![\w.-])|\$(?<variable>[a-z]+)|'(?<single>(?:[^']|'')*)'|"(?<double>(?:[^"]|"")*)"|(?<word>[^\s()'"!]+)/iuy

/** The pieces of a filter, or where it cannot be read. */
export function tokens(filter: string): readonly Token[] | { readonly wrongAt: number } {
  const found: Token[] = []
  for (let at = 0; at < filter.length; ) {
    pieces.lastIndex = at
    const match = pieces.exec(filter)
    if (!match) return { wrongAt: at }
    const token = tokenOf(match.groups ?? {}, at)
    if (token) found.push(token)
    at += match[0].length
  }
  return found
}

function tokenOf(groups: Readonly<Record<string, string | undefined>>, at: number): Token | null {
  if (groups.open) return { kind: 'open', at }
  if (groups.close) return { kind: 'close', at }
  if (groups.not) return { kind: 'operator', word: 'not', at }
  if (groups.operator) return { kind: 'operator', word: groups.operator.toLowerCase(), at }
  if (groups.variable) return { kind: 'variable', word: groups.variable.toLowerCase(), at }
  if (groups.single !== undefined) return { kind: 'text', word: groups.single.replaceAll("''", "'"), at }
  if (groups.double !== undefined) return { kind: 'text', word: groups.double.replaceAll('""', '"'), at }
  return groups.word ? { kind: 'word', word: groups.word, at } : null
}
