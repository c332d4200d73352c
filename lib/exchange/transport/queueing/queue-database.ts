import type { ExchangeVersion } from '../../topology/exchange-version'

/** What a transport server's queue database has seen and holds. */
export interface QueueDatabaseFigures {
  readonly version: ExchangeVersion
  /** Messages in queues, each counted once. */
  readonly messages: number
  /** Their bytes. */
  readonly bytes: number
  /** The number of the newest message that was ever taken; 0 before the first. */
  readonly newest: number
  /** The number of the oldest message that waits; null when none does. */
  readonly oldest: number | null
}

export interface QueueDatabaseFile {
  readonly name: string
  readonly bytes: number
  /** What it is for, in a sentence. */
  readonly purpose: string
}

export interface QueueDatabase {
  readonly folder: string
  /** Sequence number of trn.log, in hexadecimal: 99B. */
  readonly current: string
  /** Sequence number of the oldest log that a start would read again. */
  readonly checkpoint: string
  readonly files: readonly QueueDatabaseFile[]
}

const megabyte = 1024 ** 2
/** Pages of the Extensible Storage Engine, since 2010. */
const page = 32 * 1024
/** QueueDatabaseLoggingFileSize of EdgeTransport.exe.config. */
const logSize = 5 * megabyte
/** DatabaseCheckPointDepthMax: all logs that are not committed yet. */
const checkpointDepth = 384 * megabyte
/** What taking a message, categorizing it and letting it go write into the logs. */
const loggedForMessage = 20 * 1024
/** The database grows by so much at a time, and is never smaller. */
const extent = 8 * megabyte

/** Sequence numbers of logs are hexadecimal: 2459 is 99B. */
export function logSequence(number: number): string {
  return number.toString(16).toUpperCase()
}

function generationOf(message: number): number {
  return 1 + Math.floor((message * loggedForMessage) / logSize)
}

/**
 * The files of a queue database. Logging is circular: a log goes when all of it is committed. Logs pile up while
 * messages wait and go when they have left; the checkpoint is never further behind than its greatest depth.
 */
export function queueDatabase(figures: QueueDatabaseFigures): QueueDatabase {
  const current = generationOf(figures.newest)
  const furthest = current - Math.floor(checkpointDepth / logSize)
  const needed = figures.oldest === null ? current : generationOf(figures.oldest)
  const checkpoint = Math.min(current, Math.max(1, needed, furthest))
  return {
    folder: `C:\\Program Files\\Microsoft\\Exchange Server\\${figures.version === '2010' ? 'V14' : 'V15'}\\TransportRoles\\data\\Queue`,
    current: logSequence(current),
    checkpoint: logSequence(checkpoint),
    files: [database(figures), ...oldLogs(checkpoint, current), ...standing(current)],
  }
}

function database({ messages, bytes }: QueueDatabaseFigures): QueueDatabaseFile {
  const held = messages * page + bytes
  return {
    name: 'mail.que',
    bytes: Math.max(1, Math.ceil(held / extent)) * extent,
    purpose: 'The queue database. Every message that waits on this server is in it.',
  }
}

function oldLogs(checkpoint: number, current: number): readonly QueueDatabaseFile[] {
  return Array.from({ length: current - checkpoint }, (_, place) => ({
    name: `trn${logSequence(checkpoint + place).padStart(8, '0')}.log`,
    bytes: logSize,
    purpose: `A full transaction log, number ${checkpoint + place}. It is deleted once all of it is committed.`,
  }))
}

function standing(current: number): readonly QueueDatabaseFile[] {
  const reserve = 'Space held back. It lets the database close in order when the disk of the logs is full.'
  return [
    {
      name: 'trn.log',
      bytes: logSize,
      purpose: `The log that is written now, number ${current}. A change stands here before it is in the database.`,
    },
    { name: 'trntmp.log', bytes: logSize, purpose: 'The next log, made ahead of time.' },
    {
      name: 'trn.chk',
      bytes: 8 * 1024,
      purpose: 'The checkpoint: up to where the logs are committed. A start reads the logs from there.',
    },
    { name: 'trnres00001.jrs', bytes: logSize, purpose: reserve },
    { name: 'trnres00002.jrs', bytes: logSize, purpose: reserve },
    {
      name: 'tmp.edb',
      bytes: megabyte,
      purpose: 'Used to check the database’s schema when the service starts.',
    },
  ]
}
