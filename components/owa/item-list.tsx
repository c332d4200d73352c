import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import { Time } from '@/components/ui/time'
import { ItemKeys, TickAll } from './item-keys'

export interface ItemLine {
  readonly id: string
  readonly href: string
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
  /** A search has looked into the text of so many messages; null where into all. */
  readonly textsOf: number | null
  readonly nextHref: string | null
  readonly now: Date
  /** How the folder is looked at, to come back to it: search, sort, ascending. */
  readonly look: Readonly<Record<string, string>>
  /** Takes `op`, `folder`, `item`s and the look. */
  readonly change: (form: FormData) => void | Promise<void>
}

/** A folder: its messages, and what can be done with those that are ticked. */
export function ItemList({ folder, items, open, textsOf, nextHref, now, look, change }: ItemListProps) {
  if (items.length === 0)
    return <Nothing folder={folder} search={look.search ?? ''} partly={textsOf !== null} />
  return (
    <form action={change}>
      <input type="hidden" name="folder" value={folder} />
      {Object.entries(look).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Commands folder={folder} />
      <ItemKeys folder={folder} change={change}>
        {items.map((item) => (
          <Line key={item.id} item={item} isOpen={item.id === open} now={now} />
        ))}
      </ItemKeys>
      <Pager nextHref={nextHref} />
      <p className="px-3 py-2 text-xs text-faint max-lg:hidden">
        Keys: ↑ and ↓ move, Space ticks, Enter opens{folder !== 'Deleted Items' && ', Delete deletes'}.
      </p>
    </form>
  )
}

function Nothing({ folder, search, partly }: { folder: string; search: string; partly: boolean }) {
  if (search)
    return (
      <EmptyState title={`Nothing was found in ${folder} for “${search}”`}>
        {partly && 'Older and large messages were searched by subject and names only. '}
        Try fewer words, or look in another folder.
      </EmptyState>
    )
  return (
    <EmptyState title={`${folder} is empty`}>
      {folder === 'Inbox' ? 'Messages that reach you are shown here.' : 'There are no messages here.'}
    </EmptyState>
  )
}

function Commands({ folder }: { folder: string }) {
  return (
    <div className="flex items-start border-b border-line py-2 pr-3 [&>label]:min-h-[34px]">
      <TickAll />
      <div className="flex min-w-0 flex-1 flex-wrap gap-2">
        <Button type="submit" name="op" value="delete">
          {folder === 'Deleted Items' ? 'Delete for good' : 'Delete'}
        </Button>
        {folder !== 'Drafts' && folder !== 'Outbox' && (
          <>
            <Button type="submit" name="op" value="read">
              Read
            </Button>
            <Button type="submit" name="op" value="unread">
              Unread
            </Button>
          </>
        )}
        {(folder === 'Deleted Items' || folder === 'Junk E-mail') && (
          <Button type="submit" name="op" value="move:Inbox">
            Move to Inbox
          </Button>
        )}
      </div>
    </div>
  )
}

function Line({ item, isOpen, now }: { item: ItemLine; isOpen: boolean; now: Date }) {
  const { id, href, who, subject, read, at, waiting } = item
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
        href={href}
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
