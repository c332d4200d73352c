import type { Token } from '@/lib/shell/language'

const dots = '********'
/** Shorter ones are words of other things, too: they are only hidden where they stand in quotes. */
const longEnough = 4

/** The secrets that a run has seen in clear: none of them may be in what is kept of it. */
export class RunSecrets {
  readonly #texts = new Set<string>()

  add(secret: string): void {
    if (secret !== '') this.#texts.add(secret)
  }

  /** The text with each secret as dots, however it was quoted. */
  cover(text: string): string {
    const forms = [...this.#texts].flatMap(writtenForms).sort(([a], [b]) => b.length - a.length)
    return forms.reduce((covered, [form, instead]) => covered.replaceAll(form, instead), text)
  }
}

/** How a secret may be written, and what stands there instead. */
function writtenForms(secret: string): (readonly [string, string])[] {
  const single = secret.replace(/['\u2018-\u201B]/gu, '$&$&')
  const forms = [...new Set([secret, single, secret.replace(/[`"$]/g, '`$&'), secret.replaceAll('"', '""')])]
  if (secret.length >= longEnough) return forms.map((one) => [one, dots])
  return forms.flatMap((one) => [`'${one}'`, `"${one}"`]).map((one) => [one, `${one[0]}${dots}${one[0]}`])
}

/** A source without the literals that are written beside ConvertTo-SecureString, whether it ran or not. */
export function withoutLiterals(source: string, tokens: readonly Token[]): string {
  const ordered = tokens.toSorted((a, b) => a.start - b.start)
  const hidden = ordered.flatMap((token, at) => {
    if (!/^convertto-securestring$/i.test(source.slice(token.start, token.end))) return []
    const before = ordered[at - 1]
    const isPiped = before !== undefined && source.slice(before.start, before.end) === '|'
    const end = ordered.findIndex((one, i) => i > at && endsCommand(source, ordered[i - 1], one))
    const own = ordered.slice(at + 1, end < 0 ? undefined : end)
    return [...(isPiped ? ordered.slice(Math.max(0, at - 2), at - 1) : []), ...own].filter(
      ({ kind }) => kind === 'string' || kind === 'word' || kind === 'number',
    )
  })
  return hidden
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, { start, end }) => `${text.slice(0, start)}'${dots}'${text.slice(end)}`, source)
}

function endsCommand(source: string, before: Token | undefined, token: Token): boolean {
  const between = source.slice(before?.end ?? 0, token.start)
  return token.kind === 'command' || token.kind === 'keyword' || /[;)}]|(?<!`)\r?\n/.test(between)
}
