import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { Time } from '@/components/ui/time'

export interface ItemLine {
  readonly id: string
  /** Whom it is from; in folders of one's own messages, whom it is for. */
  readonly who: string
  readonly subject: string
  readonly read: boolean
  readonly at: Date
  /** Of a message that waits in the Outbox. */
  readonly waiting: boolean
}

export interface ItemListProps {
  readonly folder: string
  readonly items: readonly ItemLine[]
  readonly open: string | null
  readonly nextHref: string | null
  readonly now: Date
  /** Takes `op`, `folder` and `item`s. */
  readonly change: (form: FormData) => void | Promise<void>
}

/** A folder: its messages, the newest first, and what can be done with those that are ticked. */
export function ItemList({ folder, items, open, nextHref, now, change }: ItemListProps) {
  if (items.length === 0)
    return (
      <EmptyState title={`${folder} is empty`}>
        {folder === 'Inbox' ? 'Messages that reach you are shown here.' : 'There are no messages here.'}
      </EmptyState>
    )
  return (
    <form action={change}>
      <input type="hidden" name="folder" value={folder} />
      <div className="flex flex-wrap gap-2 border-b border-line px-3 py-2">
        <Button type="submit" name="op" value="delete">
          Delete
        </Button>
        <Button type="submit" name="op" value="read">
          Mark as read
        </Button>
        {folder === 'Deleted Items' && (
          <>
            <Button type="submit" name="op" value="move:Inbox">
              Move to Inbox
            </Button>
            <Button type="submit" name="op" value="empty">
              Empty the folder for good
            </Button>
          </>
        )}
      </div>
      <ul aria-label={folder}>
        {items.map((item) => (
          <Line key={item.id} item={item} folder={folder} isOpen={item.id === open} now={now} />
        ))}
      </ul>
      <Pager nextHref={nextHref} />
    </form>
  )
}

function Line({ item, folder, isOpen, now }: { item: ItemLine; folder: string; isOpen: boolean; now: Date }) {
  const { id, who, subject, read, at, waiting } = item
  const title = subject || '(no subject)'
  return (
    <li
      className={cx(
        'flex items-stretch border-b border-line hover:bg-tint',
        isOpen && 'bg-tint',
        !read && 'border-l-[3px] border-l-action',
      )}
    >
      <label className="flex w-10 shrink-0 items-center justify-center">
        <input type="checkbox" name="item" value={id} className="size-4 accent-action" />
        <span className="sr-only">Select {title}</span>
      </label>
      <a
        href={`/owa?folder=${encodeURIComponent(folder)}&item=${id}`}
        aria-current={isOpen ? 'true' : undefined}
        className="min-w-0 flex-1 py-2.5 pr-3 text-ink no-underline"
      >
        <span className="flex gap-2">
          <span className={cx('min-w-0 flex-1 truncate', !read && 'font-semibold')}>
            {!read && <span className="sr-only">Unread: </span>}
            {who || '(nobody)'}
          </span>
          <span className="shrink-0 text-xs text-faint">
            <Time at={at} now={now} />
          </span>
        </span>
        <span className={cx('block truncate text-sm', read ? 'text-soft' : 'font-medium text-link')}>
          {title}
        </span>
        {waiting && <span className="text-xs text-warn">Waits until a transport server takes it</span>}
      </a>
    </li>
  )
}
