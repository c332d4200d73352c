'use client'

import { Spinner } from '@/components/ui/button'
import { Checkbox, ChoiceGroup } from '@/components/ui/choices'
import { PasswordField } from '@/components/ui/password-field'
import { SizeField } from '@/components/ui/size-field'
import { StateDot } from '@/components/ui/state'
import { TextArea, TextField } from '@/components/ui/text-field'
import { useProbe } from '@/lib/client/use-probe'
import type { ErrorRecord } from '@/lib/shell'
import { checkPage } from '@/lib/wizards'
import type { WizardActions } from './actions'
import { type AnyField, type AnyWizard, say } from './answers'
import { FileAnswer } from './file-answer'
import { asSentence, probeOf } from './probe-of'
import type { WizardState } from './use-wizard'

export interface WizardFieldProps {
  wizard: AnyWizard
  state: WizardState
  actions: WizardActions
  field: AnyField
  error: ErrorRecord | null
}

/** One field of the definition as the kit's control for its kind. */
export function WizardField(props: WizardFieldProps) {
  const { state, actions, field, error } = props
  const { facts, answers } = state
  const label = say(field.label, facts, answers) ?? ''
  const hint = say(field.hint, facts, answers) || undefined
  const answer = answers[field.name] ?? ''
  const value = typeof answer === 'string' ? answer : ''
  const shared = { name: field.name, label, hint, error }
  const text = {
    ...shared,
    value,
    onChange: (event: { target: { value: string } }) => state.change(field.name, event.target.value),
    onBlur: () => value !== '' && state.leave(field.name),
  }
  switch (field.kind) {
    case 'text':
      return field.probed && actions.probe ? (
        <ProbedText
          {...props}
          text={{ ...text, placeholder: field.placeholder, autoComplete: field.autocomplete }}
        />
      ) : (
        <TextField {...text} placeholder={field.placeholder} autoComplete={field.autocomplete} />
      )
    case 'password':
      return <PasswordField {...text} autoComplete={field.autocomplete ?? 'new-password'} />
    case 'area':
      return <TextArea {...text} placeholder={field.placeholder} />
    case 'size':
      return (
        <SizeField
          {...shared}
          value={value}
          onBlur={() => state.leave(field.name)}
          onValueChange={(size) => state.change(field.name, size)}
        />
      )
    case 'toggle':
      return (
        <Checkbox
          {...shared}
          checked={answer === true}
          onChange={(event) => state.change(field.name, event.target.checked)}
        />
      )
    case 'choice':
      return (
        <ChoiceGroup
          {...shared}
          options={field.options(facts, answers)}
          value={value}
          onValueChange={(choice) => state.change(field.name, choice)}
        />
      )
    case 'file':
      return <FileAnswer {...props} {...shared} accept={field.accept} />
  }
}

type Text = React.ComponentProps<typeof TextField>

/** A text that the server is asked about while it is typed, once it is right by its own rule. */
function ProbedText({ wizard, state, actions, field, error, text }: WizardFieldProps & { text: Text }) {
  const { facts, answers, current } = state
  const sound = current
    ? checkPage(current.page, facts, answers).every((one) => one.field !== field.name)
    : false
  const { answer, checking } = useProbe(probeOf(wizard, actions, field, answers), sound)
  const refused = answer && answer.state !== 'free'
  return (
    <TextField
      {...text}
      spellCheck={false}
      autoCapitalize="none"
      error={error ?? (refused ? asSentence(answer.message) : null)}
      trailing={
        <span role="status">
          {checking ? (
            <span className="flex items-center gap-1.5 text-faint">
              <Spinner />
              checking…
            </span>
          ) : (
            answer?.state === 'free' && (
              <StateDot state="ok" className="text-ok">
                {answer.message || 'available'}
              </StateDot>
            )
          )}
        </span>
      }
    />
  )
}
