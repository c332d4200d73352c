import { Archive, Inbox, type LucideIcon, PenLine, Send, ShieldAlert, Trash2 } from 'lucide-react'
import { cx } from '@/components/ui/cx'

export interface FolderLine {
  readonly folder: string
  readonly total: number
  readonly unread: number
}

const icons: Readonly<Record<string, LucideIcon>> = {
  Inbox,
  Drafts: PenLine,
  'Sent Items': Send,
  'Deleted Items': Trash2,
  'Junk E-mail': ShieldAlert,
}

/** The folders with what is new in each: unread messages, and all of those that are not sent yet. */
export function FolderList({ folders, current }: { folders: readonly FolderLine[]; current: string | null }) {
  return (
    <nav aria-label="Folders" className="overflow-x-auto">
      <ul className="flex flex-col gap-0.5 p-2 max-lg:flex-row">
        {folders.map(({ folder, total, unread }) => {
          const Icon = icons[folder] ?? Archive
          const isWaiting = folder === 'Drafts' || folder === 'Outbox'
          const count = isWaiting ? total : unread
          return (
            <li key={folder}>
              <a
                href={`/owa?folder=${encodeURIComponent(folder)}`}
                aria-current={folder === current ? 'page' : undefined}
                className={cx(
                  'flex min-h-9 items-center gap-2.5 rounded px-3 text-sm whitespace-nowrap text-ink no-underline hover:bg-tint',
                  folder === current && 'bg-tint font-semibold',
                )}
              >
                <Icon aria-hidden size={16} className="shrink-0 text-soft" />
                <span className="flex-1">{folder}</span>
                {count > 0 && (
                  <span className="text-xs font-semibold text-link tabular-nums">
                    {count}
                    <span className="sr-only">{isWaiting ? ' not sent' : ' unread'}</span>
                  </span>
                )}
              </a>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
