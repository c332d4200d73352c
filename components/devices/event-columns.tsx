import { PageLink } from '@/components/ui/page-link'
import { StateDot } from '@/components/ui/state'
import type { Column } from '@/components/ui/table'
import { Time } from '@/components/ui/time'

/** One line of the Application log. */
export interface ListedEvent {
  readonly id: string
  readonly at: Date
  readonly server: string
  readonly source: string
  readonly category: string
  readonly eventId: number
  readonly level: 'Information' | 'Warning' | 'Error'
  readonly message: string
}

const states = { Information: 'neutral', Warning: 'warning', Error: 'error' } as const

/** `href` gives this page's address with some of its filters changed. */
export function eventColumns(
  href: (change: Record<string, string>) => string,
): readonly Column<ListedEvent>[] {
  return [
    { id: 'at', title: 'Time', width: '15%', cell: ({ at }) => <Time at={at} absolute /> },
    {
      id: 'level',
      title: 'Level',
      width: '11%',
      cell: ({ level }) => <StateDot state={states[level]}>{level}</StateDot>,
    },
    {
      id: 'source',
      title: 'Source',
      width: '17%',
      cell: ({ source }) => <PageLink href={href({ source })}>{source}</PageLink>,
    },
    { id: 'event', title: 'Event ID', width: '8%', cell: ({ eventId }) => eventId },
    { id: 'category', title: 'Category', width: '12%', wideOnly: true, cell: ({ category }) => category },
    {
      id: 'message',
      title: 'Message',
      primary: true,
      cell: ({ message }) => (
        <span className="font-normal break-words whitespace-pre-wrap">
          {message.length > 1000 ? `${message.slice(0, 1000)}…` : message}
        </span>
      ),
    },
    { id: 'server', title: 'Server', width: '9%', wideOnly: true, cell: ({ server }) => server },
  ]
}
