import { StateDot } from '@/components/ui/state'
import type { Column } from '@/components/ui/table'
import { shownSender, type TrackingEvent, tellEvent } from '@/lib/exchange'
import { ClockTime } from './clock-time'

/** What the search found, an event a row. */
export const trackingColumns: readonly Column<TrackingEvent>[] = [
  { id: 'at', title: 'Time', width: '15%', cell: ({ at }) => <ClockTime at={at} day /> },
  {
    id: 'event',
    title: 'Event',
    width: '17%',
    cell: (event) => (
      <StateDot state={tellEvent(event).state}>
        {event.eventId} <span className="text-faint">{event.source}</span>
      </StateDot>
    ),
  },
  { id: 'sender', title: 'Sender', width: '18%', cell: ({ details }) => shownSender(details.sender) },
  {
    id: 'recipients',
    title: 'Recipients',
    width: '20%',
    cell: ({ details: { recipients } }) =>
      recipients.length > 2 ? `${recipients[0]} and ${recipients.length - 1} others` : recipients.join(', '),
  },
  { id: 'subject', title: 'Subject', primary: true, cell: ({ subject }) => subject || 'No subject' },
  { id: 'server', title: 'Server', width: '9%', wideOnly: true, cell: ({ server }) => server },
]
