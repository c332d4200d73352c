import { type CredentialValue, ok, type Result, refuse } from '@/lib/shell'
import { textOf } from '../text'
import type { Answers, Field, Secrets } from '../wizard'
import type { SendConnectorFacts } from './connector-facts'

const parameter = 'AuthenticationCredential'

export const signsIn = (answers: Answers) =>
  textOf(answers, 'route') === 'smart' && textOf(answers, 'authentication').startsWith('BasicAuth')

const keptUser = ({ connector }: SendConnectorFacts) => connector?.userName ?? ''

/** The password that is kept goes with the user name that is kept. */
const keepsPassword = (facts: SendConnectorFacts, answers: Answers) =>
  keptUser(facts) !== '' && textOf(answers, 'userName').trim() === keptUser(facts)

function needed(value: string | boolean, message: string, recommendedAction: string): Result<unknown> {
  return String(value).trim() !== ''
    ? ok(value)
    : refuse('InvalidArgument', 'CredentialIncomplete', message, { target: parameter, recommendedAction })
}

/** With which name and password the smart hosts are signed in to. */
export const accountFields: readonly Field<SendConnectorFacts>[] = [
  {
    kind: 'text',
    name: 'userName',
    label: 'User name at the smart host',
    parameter,
    autocomplete: 'off',
    shown: (_, answers) => signsIn(answers),
    suggest: keptUser,
    check: (value) =>
      needed(
        value,
        'The smart host has to be told a user name.',
        'Type the name that your provider gave you.',
      ),
  },
  {
    kind: 'password',
    name: 'hostPassword',
    label: 'Password at the smart host',
    parameter,
    hint: (facts, answers) =>
      keepsPassword(facts, answers) ? 'Leave it empty to keep the password that is there.' : '',
    shown: (_, answers) => signsIn(answers),
    check: (value, facts, answers) =>
      keepsPassword(facts, answers)
        ? ok(value)
        : needed(value, 'There is no password for this user name.', 'Type the password that goes with it.'),
  },
]

/** @returns undefined where nothing of it changes */
export function credentialOf(answers: Answers, secrets: Secrets): CredentialValue | undefined {
  if (!signsIn(answers) || textOf(answers, 'hostPassword') === '') return undefined
  const userName = textOf(answers, 'userName').trim()
  return {
    kind: 'credential',
    userName,
    password: secrets('hostPassword', `Password of ${userName} at the smart host`),
  }
}
