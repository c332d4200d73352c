import { describe, expect, it } from 'vitest'
import { mergeRun, nextSince, type RunSnapshot, type RunStep, type StepState } from './runs'

const step = (index: number, state: StepState): RunStep => ({
  index,
  state,
  title: `Step ${index}`,
  group: null,
  command: 'New-Mailbox',
  output: '',
  warnings: [],
  changes: [],
  error: null,
  durationMs: null,
})
const run = (...steps: RunStep[]): RunSnapshot => ({
  id: 'r',
  title: 'Import',
  state: 'running',
  stepCount: 500,
  doneCount: 0,
  actor: 'admin',
  source: 'wizard',
  startedAt: null,
  finishedAt: null,
  undoable: false,
  steps,
})
const states = ({ steps }: RunSnapshot) => steps.map(({ index, state }) => `${index} ${state}`)

describe('following a run by windows of its steps', () => {
  it('asks from the first step that may still change', () => {
    expect(nextSince(undefined)).toBe(0)
    expect(nextSince(run(step(0, 'done'), step(1, 'failed'), step(2, 'running'), step(3, 'waiting')))).toBe(2)
  })

  it('keeps the steps of earlier windows and takes the newer state of each', () => {
    const known = run(step(0, 'done'), step(1, 'running'), step(2, 'waiting'))
    expect(states(mergeRun(known, run(step(1, 'done'), step(2, 'running'))))).toEqual([
      '0 done',
      '1 done',
      '2 running',
    ])
  })

  it('asks again for a failed step that was mended elsewhere', () => {
    const known = run(step(0, 'done'), step(1, 'failed'), step(2, 'done'), step(3, 'waiting'))
    const merged = mergeRun(known, run(step(3, 'running')))
    expect(nextSince(merged)).toBe(1)
  })

  it('starts anew for another run', () => {
    expect(states(mergeRun({ ...run(step(0, 'done')), id: 'other' }, run(step(0, 'waiting'))))).toEqual([
      '0 waiting',
    ])
  })
})
