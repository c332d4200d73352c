'use client'

import { Button, LinkButton } from '@/components/ui/button'
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
  const discarded: Readonly<Record<string, string>> =
    draft === null ? { folder: 'Inbox' } : { op: 'delete', folder: 'Drafts', item: draft }
  if (!isTouched)
    return (
      <form action={async (form) => void (await change(form))}>
        {Object.entries(discarded).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button type="submit" look="quiet">
          Discard
        </Button>
      </form>
    )
  return (
    <ConfirmDialog
      trigger="Discard"
      triggerProps={{ look: 'quiet' }}
      title="Discard this message?"
      destroys={[draft === null ? 'What you have written' : 'What you have written since it was last saved']}
      keeps={draft === null ? [] : ['The draft as it was saved: it goes to Deleted Items']}
      confirm="Discard it"
      action={change}
      hidden={discarded}
    />
  )
}
