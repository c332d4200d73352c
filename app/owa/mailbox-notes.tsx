import { DoneNote } from '@/components/owa/done-note'
import { Banner } from '@/components/ui/alert'
import { printShortSize } from '@/lib/exchange'
import { firstOf, type Parameters } from '@/lib/server/address'
import type { MailboxView } from '@/lib/server/queries/mailbox-view'

/** What is to be said over a mailbox: what was just done, and what keeps it from working. */
export function MailboxNotes({
  mounted,
  use,
  folder,
  look,
  parameters,
  change,
}: Pick<MailboxView, 'mounted' | 'use' | 'folder'> & {
  /** How the folder is looked at. */
  look: Readonly<Record<string, string>>
  parameters: Parameters
  change: (form: FormData) => void | Promise<void>
}) {
  if (!mounted) return <NotMounted />
  return (
    <>
      {firstOf(parameters.sent) === '1' && (
        <Banner tone="success" live>
          Your message is on its way.
        </Banner>
      )}
      <DoneNote done={doneIn(parameters)} {...{ folder, look, change }} />
      <Fullness {...use} />
    </>
  )
}

export function NotMounted() {
  return (
    <Banner tone="error" title="Your mailbox is not available now">
      Its database is dismounted. Ask an administrator of the site to mount it.
    </Banner>
  )
}

function Fullness({ bytes, warnAt, noSendAt }: MailboxView['use']) {
  if (noSendAt !== null && bytes >= noSendAt)
    return (
      <Banner tone="warning" title="Your mailbox is full: you cannot send">
        Delete what you do not need, then empty Deleted Items, or ask an administrator for a larger quota.
      </Banner>
    )
  if (warnAt === null || bytes < warnAt) return null
  return (
    <Banner tone="warning" title="Your mailbox is almost full">
      {noSendAt === null
        ? `It holds ${printShortSize(bytes)}.`
        : `It holds ${printShortSize(bytes)}, and from ${printShortSize(noSendAt)} on it cannot send.`}{' '}
      Delete what you do not need, then empty Deleted Items.
    </Banner>
  )
}

function doneIn({ done, count, moved }: Parameters) {
  const number = Number(/^\d{1,7}$/.exec(firstOf(count) ?? '')?.[0] ?? 0)
  const ids = (firstOf(moved) ?? '').slice(0, 1000).split(',')
  return { what: firstOf(done) ?? '', count: number, moved: ids.filter((id) => /^\d{1,18}$/.test(id)) }
}
