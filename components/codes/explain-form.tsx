'use client'

import { useActionState } from 'react'
import { errorBeside, errorOf, type FormAction } from '@/components/account/form-state'
import { ErrorAlert } from '@/components/ui/alert'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextArea } from '@/components/ui/text-field'
import type { ExplainedReply } from './explain-state'
import { ExplainedReplies } from './explained-replies'

/** Somebody pastes a report or an error, and reads what it means. Works without scripts. */
export function ExplainForm({
  action,
  text,
  found,
  open,
}: {
  action: FormAction<readonly ExplainedReply[]>
  /** What a link asked to explain, and what it means; empty and null without one. */
  text: string
  found: readonly ExplainedReply[] | null
  /** Folded away while a code is looked at. */
  open: boolean
}) {
  const [state, submit] = useActionState(action, {
    typed: { text },
    result: found && { ok: true, value: found },
  })
  const other = errorBeside(state, ['text'])
  return (
    <details id="explain-panel" open={open}>
      <summary className="mb-3 min-h-6 cursor-pointer text-base font-semibold">Explain a report</summary>
      <form action={submit} className="flex max-w-[820px] flex-col items-start gap-3">
        <div className="w-full">
          <TextArea
            label="Report, reply or last error"
            hint="Paste a non-delivery report, a line of a log, or a code such as 5.7.1."
            name="text"
            rows={3}
            className="w-full max-w-none"
            defaultValue={state.typed.text}
            error={errorOf(state, 'text')}
            spellCheck={false}
          />
        </div>
        <SubmitButton look="secondary">Explain</SubmitButton>
      </form>
      <div aria-live="polite" className="mt-3 empty:hidden">
        {other && <ErrorAlert error={other} />}
        {state.result?.ok && <ExplainedReplies found={state.result.value} />}
      </div>
    </details>
  )
}
