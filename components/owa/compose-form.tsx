'use client'

import { startTransition, useActionState, useState } from 'react'
import { ErrorAlert } from '@/components/ui/alert'
import { Button, LinkButton } from '@/components/ui/button'
import { FileField, TextArea, TextField } from '@/components/ui/text-field'
import type { ErrorRecord } from '@/lib/shell'
import { RecipientField } from './recipient-field'

export interface ComposeState {
  /** What it is made of: a reply, a forward, a draft of `source`. */
  readonly mode: string
  readonly source: string
  readonly error: ErrorRecord | null
}

export interface ComposeFormProps {
  readonly action: (state: ComposeState, form: FormData) => Promise<ComposeState>
  readonly mode: string
  readonly source: string
  readonly start: {
    readonly to: string
    readonly cc: string
    readonly bcc: string
    readonly subject: string
    readonly body: string
    readonly files: readonly { readonly filename: string; readonly size: string }[]
  }
}

const inFields = ['To', 'Cc', 'Bcc', 'Subject', 'Body', 'Attachments']

/** Works as a plain form, too; with scripts what was typed stays when something has to be mended. */
export function ComposeForm({ action, mode, source, start }: ComposeFormProps) {
  const [state, submit, pending] = useActionState(action, { mode, source, error: null })
  const [withBcc, setWithBcc] = useState(start.bcc !== '')
  const { error } = state
  const at = (field: string) => (error?.target === field ? error : null)
  return (
    <form
      action={submit}
      onSubmit={(event) => {
        event.preventDefault()
        const form = new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter)
        startTransition(() => submit(form))
      }}
      className="flex max-w-[900px] flex-col gap-4 p-5 max-sm:p-4"
    >
      <h1 className="text-xl font-semibold">{titles[mode] ?? 'New message'}</h1>
      {error && !inFields.includes(error.target ?? '') && (
        <ErrorAlert
          error={error}
          live
          title={state.mode === 'draft' ? 'It was not sent, and is kept in Drafts' : undefined}
        />
      )}
      <input type="hidden" name="mode" value={state.mode} />
      <input type="hidden" name="source" value={state.source} />
      <RecipientField label="To" name="to" defaultValue={start.to} error={at('To')} />
      <RecipientField label="Cc" name="cc" defaultValue={start.cc} error={at('Cc')} />
      {withBcc ? (
        <RecipientField label="Bcc" name="bcc" defaultValue={start.bcc} error={at('Bcc')} />
      ) : (
        <div>
          <Button look="quiet" onClick={() => setWithBcc(true)}>
            Add Bcc
          </Button>
        </div>
      )}
      <TextField
        label="Subject"
        name="subject"
        maxLength={255}
        defaultValue={start.subject}
        error={at('Subject')}
        fieldClassName="w-full"
      />
      {start.files.length > 0 && <KeptFiles files={start.files} />}
      <FileField
        label="Attach files"
        name="files"
        multiple
        hint="Up to 7 MB in all."
        error={at('Attachments')}
      />
      <div className="[&>div]:max-w-none">
        <TextArea
          label="Message"
          name="body"
          rows={14}
          defaultValue={start.body}
          error={at('Body')}
          className="font-sans! text-[14px]!"
        />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" name="op" value="send" busy={pending}>
          Send
        </Button>
        <Button type="submit" name="op" value="draft" disabled={pending}>
          Save as draft
        </Button>
        <LinkButton look="quiet" href="/owa">
          Discard
        </LinkButton>
      </div>
    </form>
  )
}

const titles: Readonly<Record<string, string>> = {
  reply: 'Reply',
  'reply-all': 'Reply to all',
  forward: 'Forward',
  draft: 'Draft',
}

function KeptFiles({ files }: Pick<ComposeFormProps['start'], 'files'>) {
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1 text-sm font-medium">Files of the original</legend>
      {files.map(({ filename, size }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an attachment is its place in the message
        <label key={at} className="flex items-center gap-2 text-sm">
          <input type="checkbox" name="keep" value={at} defaultChecked className="size-4 accent-action" />
          {filename} <span className="text-xs text-faint">{size}</span>
        </label>
      ))}
    </fieldset>
  )
}
