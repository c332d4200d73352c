import { ok, type Result } from '@/lib/shell'
import { answerIsMissing, textOf } from '../text'
import type { Answers } from '../wizard'

/** Values with commas or line breaks between them, as a list is typed. */
export function listOf(answers: Answers, name: string): readonly string[] {
  return split(textOf(answers, name))
}

function split(text: string): readonly string[] {
  return text
    .split(/[,\n]/)
    .map((one) => one.trim())
    .filter(Boolean)
}

/** The rule of a list: each of its values, and at least one. */
export function byEach(parse: (text: string) => Result<unknown>, what: string, target: string) {
  return (value: string | boolean): Result<unknown> => {
    const values = typeof value === 'string' ? split(value) : []
    if (values.length === 0) return answerIsMissing(what, target)
    for (const one of values) {
      const parsed = parse(one)
      if (!parsed.ok) return parsed
    }
    return ok(value)
  }
}
