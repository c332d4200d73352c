import type { Fault } from './fault'

/** `skipped`: there was nothing to ask, since an earlier step failed or the site does not use it. */
export type StepState = 'pass' | 'warn' | 'fail' | 'skipped'

export interface Remedy {
  readonly text: string
  /** The page of the dashboard that mends it. */
  readonly href?: string
}

/** What is wrong, in words, and what to do. */
export interface Cause {
  readonly fault: Fault
  readonly cause: string
  readonly remedy: Remedy
}

/** One step of an analysis, and the steps that it was made of. Plain JSON. */
export interface Step {
  /** Unique in its analysis: 'mail.contoso.com/certificate'. */
  readonly id: string
  readonly title: string
  readonly state: StepState
  /** What was asked, of whom: "MX contoso.com, from the Internet". */
  readonly asked: string
  /** What came back, as it came back. */
  readonly answered: string
  /** Why it is so. Set for all that did not pass. */
  readonly cause?: string
  readonly fault?: Fault
  readonly remedy?: Remedy
  /** What else it may be, the more likely first: a stranger sees the same silence for several reasons. */
  readonly otherCauses?: readonly Cause[]
  readonly steps: readonly Step[]
}

/** What is known of a step before it is asked. */
export type Asked = Pick<Step, 'id' | 'title' | 'asked'>

export function pass(asked: Asked, answered: string, steps: readonly Step[] = []): Step {
  return { ...asked, state: 'pass', answered, steps }
}

function notPassed(
  state: 'warn' | 'fail',
  asked: Asked,
  answered: string,
  causes: readonly [Cause, ...Cause[]],
  steps: readonly Step[],
): Step {
  const [first, ...others] = causes
  return {
    ...asked,
    state,
    answered,
    ...first,
    ...(others.length > 0 ? { otherCauses: others } : {}),
    steps,
  }
}

export type Causes = readonly [Cause, ...Cause[]]

export function fail(asked: Asked, answered: string, causes: Causes, steps: readonly Step[] = []): Step {
  return notPassed('fail', asked, answered, causes, steps)
}

export function warn(asked: Asked, answered: string, causes: Causes, steps: readonly Step[] = []): Step {
  return notPassed('warn', asked, answered, causes, steps)
}

export function skipped(asked: Asked, why: string, steps: readonly Step[] = []): Step {
  return { ...asked, state: 'skipped', answered: '', cause: why, steps }
}

export function cause(fault: Fault, words: string, remedy: string, href?: string): Cause {
  return { fault, cause: words, remedy: { text: remedy, ...(href ? { href } : {}) } }
}

const severity: Readonly<Record<StepState, number>> = { skipped: 0, pass: 1, warn: 2, fail: 3 }

/** The worst of several states; nothing at all counts as skipped. */
export function worst(states: readonly StepState[]): StepState {
  return states.reduce<StepState>((a, b) => (severity[b] > severity[a] ? b : a), 'skipped')
}

/** A step that only holds others: as bad as the worst of them, in the words of that one. */
export function together(asked: Asked, steps: readonly Step[], answered = ''): Step {
  const state = worst(steps.map((step) => step.state))
  const reason = state === 'pass' ? undefined : steps.find((step) => step.state === state)
  return {
    ...asked,
    state,
    answered: answered || (reason?.answered ?? steps.at(-1)?.answered ?? ''),
    ...(reason?.cause ? { cause: reason.cause } : {}),
    ...(reason?.fault ? { fault: reason.fault } : {}),
    ...(reason?.remedy ? { remedy: reason.remedy } : {}),
    ...(reason?.otherCauses ? { otherCauses: reason.otherCauses } : {}),
    steps,
  }
}

/** The same steps where what failed in them does no harm to the whole. */
export function softened(steps: readonly Step[], as: 'warn' | 'skipped'): readonly Step[] {
  return steps.map((step) => ({
    ...step,
    state: step.state === 'fail' || (step.state === 'warn' && as === 'skipped') ? as : step.state,
    steps: softened(step.steps, as),
  }))
}

/** Every step of a tree, each before those that it was made of. */
export function allSteps(steps: readonly Step[]): readonly Step[] {
  return steps.flatMap((step) => [step, ...allSteps(step.steps)])
}

/** The faults that these steps name, most likely causes first, each once. */
export function faultsIn(steps: readonly Step[]): readonly Fault[] {
  const all = allSteps(steps)
  const first = all.flatMap(({ fault }) => (fault ? [fault] : []))
  const others = all.flatMap(({ otherCauses = [] }) => otherCauses.map(({ fault }) => fault))
  return [...new Set([...first, ...others])]
}
