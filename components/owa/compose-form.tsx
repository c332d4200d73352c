'use client'

import { unstable_rethrow } from 'next/navigation'
import {
  type KeyboardEvent,
  startTransition,
  useActionState,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import { Alert, ErrorAlert } from '@/components/ui/alert'
import { Button, LinkButton } from '@/components/ui/button'
import { TextArea, TextField } from '@/components/ui/text-field'
import { type ErrorRecord, errorRecord } from '@/lib/shell'
import { AttachmentField, type KeptFile } from './attachment-field'
import { DiscardButton } from './discard-button'
import type { ComposeText } from './kept-text'
import { RecipientField } from './recipient-field'
import { useKeptText } from './use-kept-text'

export interface ComposeState {
  /** What it is made of: a reply, a forward, a draft of `source`. */
  readonly mode: string
  readonly source: string
  readonly error: ErrorRecord | null
  /** Of the draft that was saved last; null where the page's own still count. */
  readonly files: readonly KeptFile[] | null
  /** In Drafts: because somebody wanted it saved, or because it could not be sent. */
  readonly kept: 'saved' | 'unsent' | null
  /** What was sent without scripts, which fills the form anew; with scripts the form has it. */
  readonly text: ComposeText | null
}

type ComposeAction = (state: ComposeState, form: FormData) => Promise<ComposeState>

export interface ComposeFormProps {
  readonly action: ComposeAction
  /** Takes `op`, `folder` and `item`: for the draft that is discarded. */
  readonly change: (form: FormData) => unknown
  /** The mailbox's. */
  readonly address: string
  readonly mode: string
  readonly source: string
  readonly start: ComposeText & { readonly files: readonly KeptFile[] }
  /** Of all files together. */
  readonly mostBytes: number
}

const inFields = ['To', 'Cc', 'Bcc', 'Subject', 'Body', 'Attachments']

/** Works as a plain form, too; with scripts what was typed stays when something has to be mended. */
export function ComposeForm({ action, change, address, mode, source, start, mostBytes }: ComposeFormProps) {
  const first = { mode, source, error: null, files: null, kept: null, text: null }
  // Without scripts the browser posts the form, and the page comes back with what became of it.
  const [posted, post] = useActionState(action, first)
  const [state, submit, pending] = useActionState(reached(action), posted)
  const { error } = state
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const [sendButton, saveButton] = [useRef<HTMLButtonElement>(null), useRef<HTMLButtonElement>(null)]
  const kept = useKeptText(form, { address, mode: state.mode, source: state.source }, state, {
    ...start,
    ...posted.text,
  })
  usePlaceOf(state, source)
  const at = (field: string) => (error?.target === field ? error : null)
  return (
    <div className="flex max-w-[900px] flex-col gap-4 p-5 max-sm:p-4">
      <h1 className="text-xl font-semibold">{titles[mode] ?? 'New message'}</h1>
      <Notes state={state} kept={kept} />
      <form
        id={id}
        ref={form}
        action={post}
        onInput={kept.keep}
        onKeyDown={(event) => {
          const wanted = wantedBy(event)
          if (!wanted) return
          const button = wanted === 'send' ? sendButton : saveButton
          event.preventDefault()
          if (!pending && !event.repeat) event.currentTarget.requestSubmit(button.current)
        }}
        onSubmit={(event) => {
          event.preventDefault()
          if (pending) return
          const data = new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter)
          data.set('scripted', '1')
          kept.send()
          startTransition(() => submit(data))
        }}
        className="flex flex-col gap-4"
      >
        <input type="hidden" name="mode" value={state.mode} />
        <input type="hidden" name="source" value={state.source} />
        <Fields key={kept.isKept ? 'kept' : 'first'} text={kept.text} mode={mode} at={at}>
          <AttachmentField
            key={state.source}
            kept={state.files ?? start.files}
            mostBytes={mostBytes}
            error={at('Attachments')}
          />
        </Fields>
      </form>
      <div className="flex flex-wrap items-center gap-2">
        <Button ref={sendButton} form={id} type="submit" look="primary" name="op" value="send" busy={pending}>
          Send
        </Button>
        <Button ref={saveButton} form={id} type="submit" name="op" value="draft" disabled={pending}>
          Save as draft
        </Button>
        <DiscardButton
          draft={state.mode === 'draft' ? state.source : null}
          isTouched={kept.isTouched}
          change={(data) => {
            kept.send()
            return change(data)
          }}
        />
        <span className="text-xs text-faint max-lg:hidden">Ctrl+Enter sends, Ctrl+S saves.</span>
      </div>
    </div>
  )
}

/** An action that the server may be too far away for: then the form stays, and says so. */
function reached(action: ComposeAction): ComposeAction {
  return async (state, form) => {
    try {
      return await action(state, form)
    } catch (thrown) {
      unstable_rethrow(thrown)
      return { ...state, kept: null, error: notReached }
    }
  }
}

const notReached = errorRecord(
  'ResourceUnavailable',
  'NotReached',
  'The server did not take your message: it cannot be reached, or the files are too large.',
  { recommendedAction: 'What you wrote is still here. Try again, with smaller files if there are any.' },
)

const titles: Readonly<Record<string, string>> = {
  reply: 'Reply',
  'reply-all': 'Reply to all',
  forward: 'Forward',
  draft: 'Draft',
}

/** Keys of Outlook: on a Mac with Command. */
function wantedBy({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): 'send' | 'save' | null {
  if (altKey || !(ctrlKey || metaKey)) return null
  return key === 'Enter' ? 'send' : key.toLowerCase() === 's' ? 'save' : null
}

/** Once there is a draft the address leads to it, so that a reload goes on with it. */
function usePlaceOf({ mode, source }: ComposeState, first: string): void {
  useEffect(() => {
    if (mode === 'draft' && source !== first)
      window.history.replaceState(null, '', `/owa/compose?mode=draft&item=${source}`)
  }, [mode, source, first])
}

function Notes({
  state: { error, kept: draft },
  kept: { isKept, isTouched, startAnew },
}: {
  state: ComposeState
  kept: Pick<ReturnType<typeof useKeptText>, 'isKept' | 'isTouched' | 'startAnew'>
}) {
  return (
    <>
      {error && !inFields.includes(error.target ?? '') && (
        <ErrorAlert
          error={error}
          live
          title={draft === 'unsent' ? 'It was not sent, and is kept in Drafts' : undefined}
          actions={
            error.errorId === 'MailboxNotSignedIn' && (
              <LinkButton href="/owa/sign-in" target="_blank">
                Sign in again in a new tab
              </LinkButton>
            )
          }
        />
      )}
      {draft === 'saved' && !isTouched && (
        <Alert tone="success" live>
          Saved in Drafts.
        </Alert>
      )}
      {isKept && draft === null && !error && (
        <Alert tone="info" live actions={<Button onClick={startAnew}>Begin anew</Button>}>
          What you wrote here before is back. Files have to be chosen again.
        </Alert>
      )}
    </>
  )
}

function Fields({
  text,
  mode,
  at,
  children,
}: {
  text: ComposeText
  mode: string
  at: (field: string) => ErrorRecord | null
  children: React.ReactNode
}) {
  const [withBcc, setWithBcc] = useState(text.bcc !== '')
  const body = useRef<HTMLTextAreaElement>(null)
  // An answer is written above what it answers.
  useEffect(() => {
    if (mode !== 'reply' && mode !== 'reply-all') return
    body.current?.focus()
    body.current?.setSelectionRange(0, 0)
  }, [mode])
  return (
    <>
      <RecipientField label="To" name="to" defaultValue={text.to} error={at('To')} />
      <RecipientField label="Cc" name="cc" defaultValue={text.cc} error={at('Cc')} />
      {withBcc ? (
        <RecipientField label="Bcc" name="bcc" defaultValue={text.bcc} error={at('Bcc')} />
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
        defaultValue={text.subject}
        error={at('Subject')}
        fieldClassName="w-full"
      />
      {children}
      <div className="[&>div]:max-w-none">
        <TextArea
          ref={body}
          label="Message"
          name="body"
          rows={14}
          defaultValue={text.body}
          error={at('Body')}
          className="font-sans! text-[14px]!"
        />
      </div>
    </>
  )
}
