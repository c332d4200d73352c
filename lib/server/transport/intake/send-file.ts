import { type MailOrigin, originInside, type TransportSettings, withCrlf } from '@/lib/exchange'
import { type Result, refuse } from '@/lib/shell'
import { isItsFault } from '../categorizer/categorizer-trouble'
import { keepMail, type MailToKeep } from '../keep-mail'
import type { TakenFile } from '../mailbox/mail-folder'
import { type Queryable, transactDurably } from '../pool'
import { writeSiteEvent } from '../site-events'
import type { Transport } from '../worker'
import { readPickupMessage } from './pickup-message'
import { prepareMail } from './prepare-mail'
import { readReplayMessage } from './replay-message'
import type { TransportFolder } from './transport-folders'

/**
 * Sends what a file holds and deletes it, or leaves it as .bad. The message is on the disk before the file goes. A file
 * that is there again, since the process died between the two or the file could not be deleted, is known by its
 * identity in the tracking log and not sent again; without a tracking log it is, as in Exchange.
 */
export async function sendFile(transport: Transport, from: TransportFolder, file: TakenFile): Promise<void> {
  const became = await keep(transport, from, file)
  if (became === 'sent') return from.folder.remove(file)
  const message =
    became === 'sent before'
      ? `The ${from.kind} directory has a message that was sent before: ${file.name} was deleted and not sent again. To send it once more, leave a copy of it there.`
      : `The ${from.kind} directory has a message that cannot be sent: ${file.name} was renamed to .bad. ${became.reason}`
  await writeSiteEvent(transport.pool, {
    ...{ at: transport.now(), server: from.server, source: 'MSExchangeTransport', category: from.kind },
    ...(became === 'sent before' ? sentBefore : cannotBeSent),
    message: message.replaceAll('\0', '').toWellFormed(),
  })
  if (became === 'sent before') return from.folder.remove(file)
  await from.folder.spoil(file, transport.now())
}

const sentBefore = { eventId: 6004, level: 'Warning' } as const
const cannotBeSent = { eventId: 6003, level: 'Error' } as const

type Became = 'sent' | 'sent before' | { readonly reason: string }

async function keep(transport: Transport, from: TransportFolder, file: TakenFile): Promise<Became> {
  const message = messageOf(file, from, transport.now())
  if (!message.ok) return { reason: message.error.message }
  try {
    return await transactDurably(transport.pool, (on) => keepOnce(on, message.value))
  } catch (thrown) {
    if (isItsFault(thrown)) return { reason: 'It cannot be kept.' }
    throw thrown
  }
}

/** Another process may be at the same file, where it had lost its own hold on the folders without knowing it. */
async function keepOnce(on: Queryable, message: MailToKeep): Promise<Became> {
  await on.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [message.networkMessageId])
  if (await wasSent(on, message)) return 'sent before'
  await keepMail(on, [message])
  return 'sent'
}

async function wasSent(on: Queryable, { messageId, networkMessageId }: MailToKeep): Promise<boolean> {
  const { rowCount } = await on.query({
    name: 'file-was-sent',
    text: `select from "MessageTracking" where "messageId" = $1 and "networkMessageId" = $2 and "source" = 'PICKUP' limit 1`,
    values: [messageId, networkMessageId],
  })
  return rowCount !== 0
}

function messageOf(
  { content, identity }: TakenFile,
  { kind, server, preparation }: TransportFolder,
  now: Date,
): Result<MailToKeep> {
  if (!content) return refuse('InvalidData', 'BadMail', 'The file cannot be read, or is too large.')
  const read = readFolderMessage(kind, withCrlf(content), preparation.settings)
  if (!read.ok) return read
  return prepareMail({ ...read.value, server, origin: originOf(kind) }, preparation, now, identity)
}

function readFolderMessage(
  kind: TransportFolder['kind'],
  content: Uint8Array,
  { service }: TransportSettings,
) {
  return kind === 'Replay'
    ? readReplayMessage(content)
    : readPickupMessage(content, {
        headerSize: Number(service.PickupDirectoryMaxHeaderSize),
        recipients: Number(service.PickupDirectoryMaxRecipientsPerMessage),
      })
}

function originOf(kind: TransportFolder['kind']): MailOrigin {
  const here = { clientIp: '127.0.0.1', clientName: 'localhost', serverIp: '127.0.0.1' }
  return { ...originInside, ...here, source: kind === 'Pickup' ? 'PICKUP' : 'REPLAY', body: '8BITMIME' }
}
