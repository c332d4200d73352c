import type { MailStore, Site } from '@/lib/exchange'
import type { Db } from '../db'
import { eventStore } from './logs/event-store'
import { trackingStore } from './logs/tracking-store'
import { sendFromMailbox } from './mailbox/send-from-mailbox'
import { outsideStore } from './outside-store'
import { queueStore } from './queues/queue-store'
import { submit } from './submit'

/**
 * The transport as commands see it, on their own connection.
 * @param whole the site that this becomes a part of, for what is asked later
 */
export function mailStore(db: Db, site: Pick<Site, 'store' | 'clock'>, whole: () => Site): MailStore {
  return {
    queues: queueStore(db, site.clock, whole),
    outside: outsideStore(db),
    tracking: trackingStore(db),
    submit: (mail) => submit(db, site, mail),
    mailboxes: { send: (from, mail) => sendFromMailbox(db, site, from, mail) },
    events: eventStore(db),
  }
}
