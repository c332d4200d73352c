import {
  runningTransportServers,
  type SubmittingDatabase,
  serverRotation,
  submittingDatabases,
  type TrackedEvent,
  trackedEvent,
} from '@/lib/exchange'
import { type BackPressure, pressureOf } from '../intake/back-pressure'
import { preparationOf } from '../intake/preparation'
import { prepareMail } from '../intake/prepare-mail'
import { keepMail, type MailToKeep } from '../keep-mail'
import { type Queryable, transact } from '../pool'
import { writeTracking } from '../tracking-rows'
import type { Transport, Worker } from '../worker'
import { lockOutbox, moveFromOutbox, type OutboxItem } from './outbox'
import { envelopeOf } from './outbox-envelope'
import { writtenHere } from './put-item'

/**
 * The submission service and the store driver: take messages from the Outboxes and give them to the transport servers
 * in turn. While no transport server runs, and while those that do are under high pressure, they stay where they are.
 */
export function submissionWorker(pressure = pressureOf): Worker {
  const rotation = serverRotation()
  return {
    name: 'submission',
    async work(transport) {
      const databases = await submittingDatabases(transport.site())
      if (databases.length === 0) return null
      const refusing = await hardPressed(transport, pressure(transport))
      if (!(await rotation.take(transport.site(), 0, refusing))) return null
      const count = await transact(transport.pool, async (on) => {
        const items = await lockOutbox(
          on,
          databases.map(({ name }) => name),
        )
        const servers = await rotation.take(transport.site(), items.length, refusing)
        if (servers === null) return 0
        await handOver(on, transport, items, servers, databases)
        return items.length
      })
      if (count > 0) transport.wake()
      return count > 0
    },
  }
}

async function hardPressed(transport: Transport, pressure: BackPressure): Promise<ReadonlySet<string>> {
  const servers = (await runningTransportServers(transport.site())).map(({ name }) => name)
  const levels = await Promise.all(servers.map((name) => pressure.level(name)))
  return new Set(servers.filter((_, at) => levels[at] === 'High'))
}

interface Handed {
  readonly item: OutboxItem
  readonly database: SubmittingDatabase
  /** Of the mailbox server: whether and how it writes its tracking log. */
  readonly log: { readonly enabled: boolean; readonly subjects: boolean }
  /** Null: the transport does not take it. */
  readonly mail: MailToKeep | null
}

async function handOver(
  on: Queryable,
  transport: Transport,
  items: readonly OutboxItem[],
  servers: readonly string[],
  databases: readonly SubmittingDatabase[],
): Promise<void> {
  // Before the transport takes them: the mailbox server's lines come first in the log.
  const now = transport.now()
  const byName = new Map(databases.map((one) => [one.name, one]))
  const handed: Handed[] = []
  for (const [at, item] of items.entries()) {
    const database = byName.get(item.database)
    if (database) handed.push(await prepare(transport, item, servers[at] ?? '', database))
  }
  const taken = handed.flatMap(({ mail }) => mail ?? [])
  await writeTracking(
    on,
    handed.flatMap((one) => eventsOf(one, now)),
  )
  if (taken.length > 0) await keepMail(on, taken)
  const ids = (isTaken: boolean) =>
    handed.filter(({ mail }) => (mail !== null) === isTaken).map(({ item }) => item.id)
  await moveFromOutbox(on, ids(true), 'Sent Items', now)
  await moveFromOutbox(on, ids(false), 'Drafts', now)
}

async function prepare(
  transport: Transport,
  item: OutboxItem,
  server: string,
  database: SubmittingDatabase,
): Promise<Handed> {
  const preparation = await preparationOf(transport.site(), server)
  const handed = { item, database, log: await trackingOf(transport, database.server) }
  const { recipients, content } = envelopeOf(item.content)
  if (recipients.length === 0) return { ...handed, mail: null }
  const origin = {
    ...writtenHere(item.userId),
    clientIp: database.address,
    clientName: database.fqdn,
    serverIp: database.address,
  }
  const mail = { server, sender: item.sender, recipients, content, origin }
  const prepared = prepareMail(mail, preparation, transport.now())
  return { ...handed, mail: prepared.ok ? prepared.value : null }
}

async function trackingOf(transport: Transport, server: string): Promise<Handed['log']> {
  const { service } = (await preparationOf(transport.site(), server)).settings
  return {
    enabled: service.MessageTrackingLogEnabled !== false,
    subjects: service.MessageTrackingLogSubjectLoggingEnabled !== false,
  }
}

/** What the mailbox server notes: that there is something in an Outbox, and to which server it was given. */
function eventsOf({ item, database, log, mail }: Handed, at: Date): readonly TrackedEvent[] {
  if (!log.enabled) return []
  const known = {
    internalMessageId: 0n,
    networkMessageId: mail?.networkMessageId ?? '',
    messageId: item.messageId,
    subject: log.subjects ? item.subject : '',
    size: item.size,
    sender: item.sender,
    origin: { ...writtenHere(item.userId), clientIp: database.address, serverIp: database.address },
  }
  const common = {
    at,
    server: database.server,
    source: 'STOREDRIVER' as const,
    clientIp: database.address,
    clientHostname: database.server,
    sourceContext: `MDB:${database.guid}, Mailbox:${item.mailboxGuid}, Event:${item.id}, MessageClass:IPM.Note, CreationTime:${item.at.toISOString()}, ClientType:User`,
  }
  const recipients = mail?.mail.recipients.map(({ address }) => address) ?? []
  const events = [
    trackedEvent(known, { ...common, eventId: 'NOTIFYMAPI', recipients: [] }),
    trackedEvent(known, {
      ...common,
      eventId: mail ? 'SUBMIT' : 'SUBMITFAIL',
      recipients,
      serverHostname: mail?.mail.server ?? '',
    }),
  ]
  const networkMessageId = mail?.networkMessageId ?? null
  return events.map((event) => ({ ...event, internalMessageId: null, networkMessageId }))
}
