import { type Result, refuse } from '@/lib/shell'
import type { Answers } from './wizard'

/** A field's answer as text; a field that was never shown is empty. */
export function textOf(answers: Answers, name: string): string {
  const value = answers[name]
  return typeof value === 'string' ? value : ''
}

export function isOn(answers: Answers, name: string): boolean {
  return answers[name] === true
}

/** Makes a parser of text the rule of a field. */
export function byText(
  parse: (text: string) => Result<unknown>,
): (value: string | boolean) => Result<unknown> {
  return (value) => parse(typeof value === 'string' ? value : '')
}

export function answerIsMissing(what: string, target: string): Result<never> {
  return refuse('InvalidArgument', 'AnswerIsMissing', `${what} is missing.`, {
    target,
    recommendedAction: 'Type it, then go on.',
  })
}
