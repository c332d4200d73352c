import { ok, type Result } from '@/lib/shell'
import { answerIsMissing } from './text'

/** What stands between commas, spaces and line ends. */
export function several(text: string): readonly string[] {
  return text.split(/[\s,;]+/).filter(Boolean)
}

/** Checks each of several; one at least. @param what names a missing one. */
export function checkEach(parse: (text: string) => Result<unknown>, what: string, target: string) {
  return (value: string | boolean): Result<unknown> => {
    const all = several(String(value))
    if (all.length === 0) return answerIsMissing(what, target)
    return all.map(parse).find(({ ok }) => !ok) ?? ok(value)
  }
}
