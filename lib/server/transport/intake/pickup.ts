import { join } from 'node:path'
import { server as computer } from '@/lib/essentials'
import {
  exchangeServer,
  hasTransport,
  type MailOrigin,
  type MailSource,
  originInside,
  type TransportSettings,
  withCrlf,
} from '@/lib/exchange'
import { type Result, refuse } from '@/lib/shell'
import { keepMail, type MailToKeep } from '../keep-mail'
import { MailFolder, type TakenFile } from '../mailbox/mail-folder'
import { type Queryable, transactDurably } from '../pool'
import type { Transport, Worker } from '../worker'
import { readPickupMessage } from './pickup-message'
import { type Preparation, preparationOf } from './preparation'
import { prepareMail } from './prepare-mail'
import { readReplayMessage } from './replay-message'

/** Fixed in Exchange; on the clock of this computer, since files are its. */
const pollMs = 5000
const largestFile = 128 * 1024 ** 2
/** One process of all works in the folders. */
const lock = `select pg_try_advisory_lock(hashtextextended('pickup', 2525)) as "mine"`
const unlock = `select pg_advisory_unlock(hashtextextended('pickup', 2525))`

type Kind = 'Pickup' | 'Replay'

interface Folder {
  readonly kind: Kind
  readonly server: string
  readonly preparation: Preparation
  readonly folder: MailFolder
}

const setting: Readonly<Record<Kind, string>> = {
  Pickup: 'PickupDirectoryPath',
  Replay: 'ReplayDirectoryPath',
}

/** The folders of the transport servers whose service runs; a path that was set to $null is none. */
async function openFolders(transport: Transport, place: string): Promise<readonly Folder[]> {
  const site = transport.site()
  const [servers, computers] = await Promise.all([site.store.list(exchangeServer), site.store.list(computer)])
  const running = servers.filter(({ name, properties }) => {
    const own = computers.find((one) => one.name.toLowerCase() === name.toLowerCase())
    const state = own?.properties.services.MSExchangeTransport?.state
    return hasTransport(properties) && /^[\w-]{1,63}$/.test(name) && state !== 'Stopped'
  })
  const folders = await Promise.all(
    running.map(async ({ name }) => {
      const preparation = await preparationOf(site, name)
      return (['Pickup', 'Replay'] as const)
        .filter((kind) => preparation.settings.service[setting[kind]])
        .map((kind) => ({
          kind,
          server: name,
          preparation,
          folder: new MailFolder(join(place, 'exchange', name, kind)),
        }))
    }),
  )
  return folders.flat()
}

function readFolderMessage(kind: Kind, content: Buffer, { service }: TransportSettings) {
  return kind === 'Replay'
    ? readReplayMessage(content)
    : readPickupMessage(content, {
        headerSize: Number(service.PickupDirectoryMaxHeaderSize),
        recipients: Number(service.PickupDirectoryMaxRecipientsPerMessage),
      })
}

function originOf(source: MailSource): MailOrigin {
  const here = { clientIp: '127.0.0.1', clientName: 'localhost', serverIp: '127.0.0.1' }
  return { ...originInside, ...here, source, body: '8BITMIME' }
}

function messageOf(
  { content }: TakenFile,
  { kind, server, preparation }: Folder,
  now: Date,
): Result<MailToKeep> {
  if (!content) return refuse('InvalidData', 'BadMail', 'The file cannot be read, or is too large.')
  const read = readFolderMessage(kind, withCrlf(content), preparation.settings)
  if (!read.ok) return read
  return prepareMail(
    { ...read.value, server, origin: originOf(kind === 'Pickup' ? 'PICKUP' : 'REPLAY') },
    preparation,
    now,
  )
}

async function noteBadMail(
  on: Queryable,
  { server, kind }: Folder,
  { name }: TakenFile,
  reason: string,
  now: Date,
) {
  const message = `The ${kind} directory has a message that cannot be sent: ${name} was renamed to .bad. ${reason}`
  await on.query(
    `insert into "SiteEvent" ("at", "server", "source", "category", "eventId", "level", "message")
     values ($1, $2, 'MSExchangeTransport', $3, 6003, 'Error', $4)`,
    [now, server, kind, message.replaceAll('\0', '')],
  )
}

/** @returns the files that were done with, once what they held is committed */
async function workIn(
  on: Queryable,
  folder: Folder,
  most: number,
  now: Date,
): Promise<() => Promise<boolean>> {
  await folder.folder.restore(now)
  const files = await folder.folder.take(most, largestFile, now)
  const read = files.map((file) => ({ file, message: messageOf(file, folder, now) }))
  await keepMail(
    on,
    read.flatMap(({ message }) => (message.ok ? [message.value] : [])),
  )
  for (const { file, message } of read)
    if (!message.ok) await noteBadMail(on, folder, file, message.error.message, now)
  return async () => {
    for (const { file, message } of read)
      await (message.ok ? folder.folder.remove(file) : folder.folder.spoil(file, now))
    return read.length > 0
  }
}

/** Messages a poll, so that there are not more in a minute than PickupDirectoryMaxMessagesPerMinute. */
function mostAPoll({ settings }: Preparation): number {
  return Math.max(
    1,
    Math.floor((Number(settings.service.PickupDirectoryMaxMessagesPerMinute) * pollMs) / 60_000),
  )
}

/** Runs where no other process is at it: until it has ended, files and all. */
async function alone(transport: Transport, work: () => Promise<boolean>): Promise<boolean> {
  const holder = await transport.pool.connect()
  try {
    const { rows } = await holder.query<{ mine: boolean }>(lock)
    if (!rows[0]?.mine) return false
    try {
      return await work()
    } finally {
      await holder.query(unlock)
    }
  } finally {
    holder.release()
  }
}

async function workInAll(transport: Transport, place: string): Promise<boolean> {
  const finish = await transactDurably(transport.pool, async (client) => {
    const finished = []
    for (const one of await openFolders(transport, place))
      finished.push(await workIn(client, one, mostAPoll(one.preparation), transport.now()))
    return finished
  })
  const sent = await Promise.all(finish.map((one) => one()))
  return sent.includes(true)
}

/**
 * Sends what is left in the Pickup and Replay directories: DATA_DIR/exchange/SERVER/Pickup. A file is deleted once its
 * message is committed; where the process dies between the two, the message is sent again, as in Exchange.
 */
export function pickupWorker(place: () => string | undefined, clock = () => Date.now()): Worker {
  let next = 0
  return {
    name: 'Pickup',
    unhurried: true,
    async work(transport) {
      const folder = place()
      if (!folder || clock() < next) return null
      next = clock() + pollMs
      const sent = await alone(transport, () => workInAll(transport, folder))
      if (sent) transport.wake()
      return null
    },
  }
}

export const pickup = pickupWorker(() => process.env.DATA_DIR)
