import { isDoubleQuote, isSingleQuote } from '../parse/characters'

/** The text of a word as it stands before the caret: without its opening quote, doubled quotes single. */
export function unquoted(written: string): { readonly quote: '' | "'" | '"'; readonly text: string } {
  const [first] = written
  if (isSingleQuote(first))
    return { quote: "'", text: written.slice(1).replace(/(['\u2018-\u201B])(?:['\u2018-\u201B]|$)/gu, '$1') }
  if (isDoubleQuote(first)) return { quote: '"', text: written.slice(1).replace(/`(.)|"(?:"|$)/gsu, '$1') }
  return { quote: '', text: written.replace(/`(.)/gsu, '$1') }
}

const bareWord = /^[\p{L}\p{Nd}_.\\:/*?~+=%!^-]+$/u

/** A value as a word of a command: bare where it may be, in the quotes that were begun, else in single ones. */
export function quoted(value: string, begun: '' | "'" | '"'): string {
  if (begun === '"') return `"${value.replace(/[`"$\u201C-\u201E]/gu, '`$&')}"`
  const isBare = bareWord.test(value) && !/^[-\d]/.test(value)
  return begun === '' && isBare ? value : `'${value.replace(/['\u2018-\u201B]/gu, '$&$&')}'`
}
