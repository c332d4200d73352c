import { ok, refuse } from '@/lib/shell'
import type { Field } from './wizard'

/** A box that has to be ticked before the wizard goes on. @param refusal what is said while it is not */
export function agreement<F>(name: string, label: string, refusal: string): Field<F> {
  return {
    kind: 'toggle',
    name,
    label,
    suggest: () => false,
    check: (value) =>
      value === true
        ? ok(value)
        : refuse('InvalidArgument', 'NotConfirmed', refusal, { recommendedAction: 'Confirm it, or cancel.' }),
  }
}
