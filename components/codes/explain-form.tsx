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
}: {
  action: FormAction<readonly ExplainedReply[]>
  /** What a link asked to explain, and what it means; empty and null without one. */
  text: string
  found: readonly ExplainedReply[] | null
}) {
  const [state, submit] = useActionState(action, {
    typed: { text },
    result: found && { ok: true, value: found },
  })
  const other = errorBeside(state, ['text'])
  return (
    <section aria-labelledby="explain" id="explain-panel" className="flex flex-col gap-3">
      <h2 id="explain" className="text-base font-semibold">
        Explain a report
      </h2>
      <form
        action={submit}
        className="flex max-w-[820px] flex-col items-start gap-3 [&>*:first-child]:w-full"
      >
        <TextArea
          label="Report, reply or last error"
          hint="Paste a non-delivery report, a line of a log, or a code such as 5.7.1."
          name="text"
          rows={4}
          defaultValue={state.typed.text}
          error={errorOf(state, 'text')}
          spellCheck={false}
        />
        <SubmitButton look="secondary">Explain</SubmitButton>
      </form>
      <div aria-live="polite" className="empty:hidden">
        {other && <ErrorAlert error={other} />}
        {state.result?.ok && <ExplainedReplies found={state.result.value} />}
      </div>
    </section>
  )
}
