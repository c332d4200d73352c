import { type ReceiveUsage, usualReceive } from '@/lib/exchange'
import { textOf } from '../text'
import type { Answers, Field } from '../wizard'

const notes: Readonly<Record<ReceiveUsage, string>> = {
  Custom: 'A device or a program: you say who may send, and how they sign in.',
  Internet: 'Mail from everybody, for your own domains.',
  Client: 'Mail programs of your users, on port 587. They sign in.',
  Internal: 'Exchange servers of your own, on port 25.',
  Partner: 'One organization, with certificates checked.',
}
const usages = Object.keys(notes) as ReceiveUsage[]

/** The intended use of a new connector, which sets its permission groups and authentication. */
export const usageField: Field<unknown> = {
  kind: 'choice',
  name: 'usage',
  label: 'Intended use',
  parameter: 'Usage',
  suggest: () => 'Custom',
  options: () => usages.map((usage) => ({ value: usage, label: usage, note: notes[usage] })),
}

export function usageOf(answers: Answers): ReceiveUsage {
  return usages.find((usage) => usage === textOf(answers, 'usage')) ?? 'Custom'
}

/** What the intended use sets by itself. */
export function usualOf(answers: Answers) {
  return usualReceive[usageOf(answers)]
}

/** Whether the intended use says it: Client and Internal where they listen, Internet for whom. */
export function isFixed(setting: 'bindings' | 'remoteIPRanges', answers: Answers): boolean {
  return usualOf(answers)[setting].length > 0
}
