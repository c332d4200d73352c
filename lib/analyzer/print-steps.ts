import type { Step, StepState } from './step'

const words: Readonly<Record<StepState, string>> = {
  pass: 'PASS',
  warn: 'WARNING',
  fail: 'FAILED',
  skipped: 'SKIPPED',
}

function indented(text: string, by: string): readonly string[] {
  return text.split('\n').map((line) => `${by}${line}`)
}

function printStep(step: Step, level: number): readonly string[] {
  const by = '  '.repeat(level)
  const part = (title: string, text: string | undefined) =>
    text ? [`${by}  ${title}:`, ...indented(text, `${by}    `)] : []
  return [
    `${by}${words[step.state]}  ${step.title}`,
    ...part('Asked', step.asked),
    ...part('Answered', step.answered),
    ...part('Cause', step.cause),
    ...part('Do', step.remedy?.text),
    ...(step.otherCauses ?? []).flatMap((other) => [
      ...part('Or', other.cause),
      ...part('Do', other.remedy.text),
    ]),
    ...step.steps.flatMap((inner) => printStep(inner, level + 1)),
  ]
}

/** The steps as plain text: to paste into a mail, or for paper. */
export function printSteps(title: string, steps: readonly Step[]): string {
  return [title, '', ...steps.flatMap((step) => printStep(step, 0)), ''].join('\n')
}
