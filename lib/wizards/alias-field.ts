import { parseAlias } from '@/lib/exchange'
import { byText, textOf } from './text'
import type { UserFacts } from './user-facts'
import type { Field } from './wizard'

/** The alias of an account that exists, asked for while it is typed. */
export function aliasField(suggest: (facts: UserFacts) => string): Field<UserFacts> {
  return {
    kind: 'text',
    name: 'alias',
    label: 'Alias',
    parameter: 'Alias',
    probed: true,
    autocomplete: 'off',
    suggest,
    check: byText(parseAlias),
    hint: ({ domain }, answers) => `Address: ${textOf(answers, 'alias') || '…'}@${domain}`,
  }
}
