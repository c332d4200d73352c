'use client'

import { useState } from 'react'
import { Spinner } from '@/components/ui/button'
import { FileField } from '@/components/ui/text-field'
import type { ErrorRecord } from '@/lib/shell'
import type { WizardFieldProps } from './wizard-field'

const notUploaded: ErrorRecord = {
  message: 'The file could not be sent.',
  category: 'ResourceUnavailable',
  errorId: 'NotReached',
  recommendedAction: 'It may be larger than 5 MB, or the server did not answer. Choose it again.',
}

/** A file: sent to the site's drive when it is chosen; the answer is its path there. */
export function FileAnswer({
  wizard,
  state,
  actions,
  field,
  error,
  label,
  hint,
  accept,
}: WizardFieldProps & { label: string; hint?: string; accept: string }) {
  const [sending, setSending] = useState(false)
  const [refused, setRefused] = useState<ErrorRecord | null>(null)
  const [note, setNote] = useState<string | undefined>()
  const path = state.answers[field.name]
  const send = async (file: File | undefined) => {
    if (!file || !actions.upload) return
    setSending(true)
    setRefused(null)
    state.change(field.name, '')
    const form = new FormData()
    form.set('wizard', wizard.id)
    form.set('field', field.name)
    form.set('file', file)
    const answer = await actions.upload(form).catch(() => ({ ok: false as const, error: notUploaded }))
    if (answer.ok) {
      setNote(answer.note)
      state.change(field.name, answer.path)
    } else setRefused(answer.error)
    setSending(false)
  }
  return (
    <FileField
      label={label}
      accept={accept}
      aria-busy={sending}
      error={refused ?? (sending ? null : error)}
      hint={
        <span role="status">
          {sending ? (
            <span className="flex items-center gap-1.5">
              <Spinner />
              Sending the file…
            </span>
          ) : path ? (
            <>
              Kept as <b className="font-mono">{path}</b>. {note}
            </>
          ) : (
            hint
          )}
        </span>
      }
      onChange={(event) => send(event.target.files?.[0])}
    />
  )
}
