import type { Probe } from '@/lib/client/use-probe'
import type { Answers, ProbeAnswer } from '@/lib/wizards'
import type { WizardActions } from './actions'
import { type AnyField, type AnyWizard, withoutSecrets } from './answers'

/** The question of a probed field: its text, among the other answers (but no other passwords). */
export function probeOf(
  wizard: AnyWizard,
  actions: WizardActions,
  field: AnyField,
  answers: Answers,
): Probe<ProbeAnswer> {
  const { [field.name]: _own, ...others } = withoutSecrets(wizard, answers, 'area')
  const own = answers[field.name]
  const text = typeof own === 'string' ? own : ''
  return {
    key: [wizard.id, field.name, JSON.stringify(others)],
    value: field.kind === 'password' ? text : text.trim(),
    ask: (value) =>
      actions.probe?.(wizard.id, field.name, value, { ...others, [field.name]: value }) ??
      Promise.resolve({ state: 'free', message: '' }),
  }
}

/** "taken by Frank Moore" as an error of its own. */
export function asSentence(message: string): string {
  const begun = message.charAt(0).toUpperCase() + message.slice(1)
  return /[.!?]$/.test(begun) ? begun : `${begun}.`
}
