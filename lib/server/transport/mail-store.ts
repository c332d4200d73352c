import type { Clock, MailStore } from '@/lib/exchange'
import { refuse } from '@/lib/shell'
import type { Db } from '../db'
import { eventStore } from './event-store'
import { queueStore } from './queue-store'
import { trackingStore } from './tracking-store'

/** The transport as commands see it, on their own connection. */
export function mailStore(db: Db, _clock: Clock): MailStore {
  return {
    queues: queueStore(db),
    tracking: trackingStore(db),
    submit: async () =>
      refuse(
        'ResourceUnavailable',
        'TransportUnavailable',
        'The transport does not take messages from commands yet.',
      ),
    events: eventStore(db),
  }
}
