'use client'

import { LinkButton } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'

/** Leaves a message that was being written. Asks where something would be lost; a draft goes to Deleted Items. */
export function DiscardButton({
  draft,
  isTouched,
  change,
}: {
  /** The draft's number; null where nothing is saved. */
  draft: string | null
  isTouched: boolean
  /** Takes `op`, `folder` and `item`. */
  change: (form: FormData) => unknown
}) {
  if (draft === null && !isTouched)
    return (
      <LinkButton look="quiet" href="/owa">
        Discard
      </LinkButton>
    )
  return (
    <ConfirmDialog
      trigger="Discard"
      triggerProps={{ look: 'quiet' }}
      title="Discard this message?"
      destroys={['What you have written since it was last saved']}
      keeps={draft === null ? [] : ['The draft as it was saved, in Deleted Items']}
      confirm="Discard it"
      action={change}
      hidden={draft === null ? { folder: 'Inbox' } : { op: 'delete', folder: 'Drafts', item: draft }}
    />
  )
}
