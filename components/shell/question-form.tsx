'use client'

import { Button } from '@/components/ui/button'
import { PasswordField } from '@/components/ui/password-field'
import { TextField } from '@/components/ui/text-field'
import type { ConsoleAnswer, ConsoleQuestion } from '@/lib/runbooks/console'

const choices = [
  { choice: 'yes', label: 'Yes' },
  { choice: 'yesToAll', label: 'Yes to all' },
  { choice: 'no', label: 'No' },
  { choice: 'noToAll', label: 'No to all' },
] as const

function answerIn(kind: ConsoleQuestion['kind'], form: FormData): ConsoleAnswer {
  const text = (name: string) => String(form.get(name) ?? '')
  if (kind === 'credential') return { kind, userName: text('userName'), password: text('answer') }
  return { kind: kind === 'secret' ? 'secret' : 'text', text: text('answer') }
}

/** What a running script asks for, as a form. */
export function QuestionForm({
  question,
  onAnswer,
}: {
  question: ConsoleQuestion
  /** Null stops the script. */
  onAnswer: (answer: ConsoleAnswer | null) => void
}) {
  const { kind, caption, prompt, help, userName } = question
  const label = (kind === 'credential' ? 'Password' : prompt.replace(/:\s*$/, '')) || 'Answer'
  return (
    <form
      aria-label="The script asks"
      className="flex flex-col gap-3 rounded-md border border-action/30 bg-tint p-3.5"
      onSubmit={(event) => {
        event.preventDefault()
        onAnswer(answerIn(kind, new FormData(event.currentTarget)))
      }}
    >
      {caption && <p className="text-sm font-semibold [overflow-wrap:anywhere]">{caption}</p>}
      {(kind === 'confirm' || kind === 'credential') && (
        <p className="text-sm [overflow-wrap:anywhere] whitespace-pre-wrap">{prompt}</p>
      )}
      {kind === 'credential' && (
        <TextField
          name="userName"
          label="User name"
          defaultValue={userName ?? ''}
          autoComplete="off"
          autoFocus
        />
      )}
      {(kind === 'secret' || kind === 'credential') && (
        <PasswordField
          name="answer"
          label={label}
          hint={help}
          autoComplete="new-password"
          autoFocus={kind === 'secret'}
        />
      )}
      {kind === 'text' && <TextField name="answer" label={label} hint={help} autoComplete="off" autoFocus />}
      <div className="flex flex-wrap gap-2">
        {kind === 'confirm' ? (
          choices.map(({ choice, label: words }, index) => (
            <Button
              key={choice}
              look={index === 0 ? 'primary' : 'secondary'}
              autoFocus={index === 0}
              onClick={() => onAnswer({ kind: 'confirm', choice })}
            >
              {words}
            </Button>
          ))
        ) : (
          <Button type="submit" look="primary">
            Answer
          </Button>
        )}
        <Button look="quiet" onClick={() => onAnswer(null)}>
          Stop the script
        </Button>
      </div>
    </form>
  )
}
