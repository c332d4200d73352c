import type pg from 'pg'
import {
  exchangeServer,
  type MailItem,
  readRoutingObjects,
  readTransportSettings,
  routingTable,
  runningTransportServers,
  type Site,
  type SmtpReply,
  shadowHop,
  shadowPolicy,
  shadowServers,
  type TrackingEventId,
  trackedEvent,
} from '@/lib/exchange'
import { knownRouting } from '../categorizer/known-routing'
import { enqueue } from '../enqueue'
import { keepMail, type MailToKeep } from '../keep-mail'
import { type Queryable, transact } from '../pool'
import { queueOf } from '../queue-of'
import { writeTracking } from '../tracking-rows'
import type { Transport } from '../worker'
import type { SmtpOutcome } from './smtp-outcome'

/** A server that keeps copies for another one. */
interface Shadows {
  /** The FQDN of the other. */
  readonly primary: string
  /** Those that run now. */
  readonly servers: readonly string[]
  /** Whether nothing is taken that no second server has (RejectMessageOnShadowFailure). */
  readonly refuses: boolean
}

const nobody: Shadows = { primary: '', servers: [], refuses: false }
const known = new WeakMap<Site, Map<string, Promise<Shadows>>>()

/** Worked out once for each moment of the site and each server: another moment is another object. */
function shadowsOf(site: Site, server: string): Promise<Shadows> {
  const servers = known.get(site) ?? new Map<string, Promise<Shadows>>()
  known.set(site, servers)
  const asked = servers.get(server) ?? findShadows(site, server)
  servers.set(server, asked)
  asked.catch(() => servers.delete(server))
  return asked
}

async function findShadows(site: Site, server: string): Promise<Shadows> {
  if ((await site.store.list(exchangeServer)).length < 2) return nobody
  const settings = await readTransportSettings(site, server)
  if (shadowPolicy(settings).model !== 'before') return nobody
  const running = new Set((await runningTransportServers(site)).map(({ name }) => name))
  const around = shadowServers(routingTable(await readRoutingObjects(site), server))
  const servers = around.map(({ name }) => name).filter((name) => running.has(name))
  const isStrict = settings.organization.RejectMessageOnShadowFailure === true
  return { primary: settings.fqdn, servers, refuses: isStrict && around.length > 0 && servers.length === 0 }
}

const notRedundant: SmtpReply = { code: 451, status: '4.4.0', text: 'Message failed to be made redundant' }

/** What a client is told while a server takes no messages because the others, which would keep copies, do not run. */
export async function shadowRefusal(site: Site, server: string): Promise<SmtpReply | null> {
  return (await shadowsOf(site, server)).refuses ? notRedundant : null
}

type Id = MailItem['internalMessageId']

/** Keeps messages that are about to be accepted, with a copy of each at a second server where there is one. */
export async function keepWithShadows(
  pool: pg.Pool,
  site: Site,
  mails: readonly MailToKeep[],
): Promise<readonly Id[]> {
  const shadows = await Promise.all(mails.map(({ mail }) => shadowsOf(site, mail.server)))
  if (shadows.every(({ servers }) => servers.length === 0)) return keepMail(pool, mails)
  return transact(pool, async (on) => {
    const ids = await keepMail(on, mails)
    for (const [at, one] of mails.entries()) await keepReceived(on, one, ids[at] ?? 0n, shadows[at] ?? nobody)
    return ids
  })
}

async function keepReceived(on: Queryable, one: MailToKeep, itemId: Id, { primary, servers }: Shadows) {
  const server = servers[Number(itemId) % servers.length]
  if (server === undefined) return
  const { receivedAt, expiresAt, mail } = one
  const { recipients } = mail
  const copy = { itemId, recipients, enqueuedAt: receivedAt, expiresAt }
  await keepCopy(on, { server, primary, at: receivedAt, eventId: 'HARECEIVE' }, copy, {
    ...{ ...one, internalMessageId: itemId, sender: mail.sender, size: mail.content.length },
    origin: mail.origin,
  })
}

/** What a server of 2010 hands on to another one it keeps until that one has delivered it. */
export async function keepSentShadows(
  on: Queryable,
  transport: Transport,
  outcomes: readonly SmtpOutcome[],
): Promise<void> {
  const relayed = outcomes.filter(
    ({ queue, sent }) => sent.length > 0 && queue.deliveryType.startsWith('SmtpRelay'),
  )
  for (const { queue, item, by, sent } of relayed) {
    const table = (await knownRouting(transport.site())).servers.get(queue.server)?.table
    const primary = table?.servers.find(({ fqdn }) => fqdn.toLowerCase() === by?.host.toLowerCase())?.fqdn
    const policy = shadowPolicy(await readTransportSettings(transport.site(), queue.server))
    if (primary === undefined || policy.model !== 'behind') continue
    const at = transport.now()
    const recipients = sent.map(({ recipient }) => recipient)
    const copy = { itemId: item.itemId, recipients, enqueuedAt: at, expiresAt: item.expiresAt }
    const where = { server: queue.server, primary, at, eventId: 'HAREDIRECT' } as const
    await keepCopy(on, where, copy, { ...item, internalMessageId: item.itemId })
  }
}

async function keepCopy(
  on: Queryable,
  { server, primary, at, eventId }: { server: string; primary: string; at: Date; eventId: TrackingEventId },
  copy: Pick<Parameters<typeof enqueue>[1][number], 'itemId' | 'recipients' | 'enqueuedAt' | 'expiresAt'>,
  mail: Parameters<typeof trackedEvent>[0],
): Promise<void> {
  const queueId = await queueOf(on, server, shadowHop(primary), at)
  await enqueue(on, [{ ...copy, queueId, delayNoticeAt: null }])
  const recipients = copy.recipients.map(({ address }) => address)
  const event = { at, server, eventId, source: 'SMTP', recipients, serverHostname: primary } as const
  await writeTracking(on, [trackedEvent(mail, event)])
}
