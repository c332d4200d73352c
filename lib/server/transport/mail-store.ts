import type { MailStore, Site } from '@/lib/exchange'
import type { Db } from '../db'
import { eventStore } from './event-store'
import { queueStore } from './queue-store'
import { submit } from './submit'
import { trackingStore } from './tracking-store'

/** The transport as commands see it, on their own connection. */
export function mailStore(db: Db, site: Pick<Site, 'store' | 'clock'>): MailStore {
  return {
    queues: queueStore(db),
    tracking: trackingStore(db),
    submit: (mail) => submit(db, site, mail),
    events: eventStore(db),
  }
}
