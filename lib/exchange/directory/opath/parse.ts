import { ok, type Result, refuse } from '@/lib/shell'
import { type Token, tokens } from './token'

export const comparisons = ['eq', 'ne', 'like', 'notlike', 'gt', 'ge', 'lt', 'le'] as const
export type Comparison = (typeof comparisons)[number]

/** A filter as a tree. A value of null is `$null`. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
  | {
      readonly kind: 'compare'
      readonly property: string
      readonly comparison: Comparison
      readonly value: string | boolean | null
      readonly at: number
    }

const longestFilter = 8192
const deepest = 64

/** Thrown and caught within this file: where the filter stops being one. */
class Wrong extends Error {
  constructor(readonly at: number) {
    super()
  }
}

/** An OPATH filter: `(Department -eq 'Sales') -and (Title -like 'Manager*')`. */
export function parseFilter(text: string): Result<Filter> {
  if (text.length > longestFilter) return invalidFilter(text, longestFilter)
  const found = tokens(text)
  if ('wrongAt' in found) return invalidFilter(text, found.wrongAt)
  const reader = readerOf(found, text.length)
  try {
    const filter = readOr(reader, 0)
    const rest = reader.peek()
    return rest ? invalidFilter(text, rest.at) : ok(filter)
  } catch (thrown) {
    if (thrown instanceof Wrong) return invalidFilter(text, thrown.at)
    throw thrown
  }
}

/** Exchange's own words: the exception of the parameter, quoted in the shell's. */
export function cannotBindFilter(reason: string, text: string, at: number): Result<never> {
  const shown = text.length > 300 ? `${text.slice(0, 300)}...` : text
  return refuse(
    'InvalidData',
    'ParameterBindingFailed',
    `Cannot bind parameter 'Filter' to the target. Exception setting "Filter": "${reason}\r\n"${shown}" at position ${at + 1}."`,
    { target: 'Filter', recommendedAction: "Write a filter such as Department -eq 'Sales'." },
  )
}

function invalidFilter(text: string, at: number): Result<never> {
  return cannotBindFilter(
    'Invalid filter syntax. For a description of the filter parameter syntax see the command help.',
    text,
    at,
  )
}

interface Reader {
  peek(): Token | undefined
  next(): Token
  wrong(token?: Token): never
}

function readerOf(all: readonly Token[], length: number): Reader {
  let index = 0
  const wrong = (token?: Token): never => {
    throw new Wrong(token?.at ?? length)
  }
  return { peek: () => all[index], next: () => all[index++] ?? wrong(), wrong }
}

function readJoined(kind: 'and' | 'or', read: (reader: Reader, depth: number) => Filter) {
  return (reader: Reader, depth: number): Filter => {
    const parts = [read(reader, depth)]
    while (isOperator(reader.peek(), kind)) {
      reader.next()
      parts.push(read(reader, depth))
    }
    return parts.length === 1 && parts[0] ? parts[0] : { kind, parts }
  }
}

const readAnd = readJoined('and', readNot)
const readOr = readJoined('or', readAnd)

function readNot(reader: Reader, depth: number): Filter {
  const token = reader.peek()
  if (depth > deepest) return reader.wrong(token)
  if (isOperator(token, 'not')) {
    reader.next()
    return { kind: 'not', part: readNot(reader, depth + 1) }
  }
  if (token?.kind !== 'open') return readComparison(reader)
  reader.next()
  const inner = readOr(reader, depth + 1)
  if (reader.peek()?.kind !== 'close') return reader.wrong(reader.peek())
  reader.next()
  return inner
}

function readComparison(reader: Reader): Filter {
  const property = reader.next()
  if (property.kind !== 'word' || !/^[A-Za-z]\w*$/.test(property.word)) return reader.wrong(property)
  const operator = reader.next()
  const comparison = comparisons.find((one) => isOperator(operator, one))
  if (!comparison) return reader.wrong(operator)
  return { kind: 'compare', property: property.word, comparison, value: readValue(reader), at: property.at }
}

function readValue(reader: Reader): string | boolean | null {
  const token = reader.next()
  if (token.kind === 'text' || token.kind === 'word') return token.word
  if (token.kind !== 'variable') return reader.wrong(token)
  if (token.word === 'null') return null
  return token.word === 'true' || token.word === 'false' ? token.word === 'true' : reader.wrong(token)
}

function isOperator(token: Token | undefined, word: string): boolean {
  return token?.kind === 'operator' && token.word === word
}
