import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Cluster, openCluster, superuser } from './cluster'
import { createDatabase, dropDatabase } from './database'
import { HostError } from './host-error'
import { freePort } from './port'
import { postmasterLog, readPostmaster, startPostmaster, stopPostmaster } from './postmaster'

export interface Postgres {
  /** The superuser's address of the database `postgres`. */
  readonly adminUrl: string
  readonly port: number
  /** Resolves when the server went away although nobody stopped it. */
  readonly lost: Promise<void>
  url(database: string): string
  /** Makes the database unless it is there, as a copy of `template` when one is named. Gives its address. */
  createDatabase(name: string, template?: string): Promise<string>
  /** Ends the sessions in it, too. */
  dropDatabase(name: string): Promise<void>
  /** Stops the server, unless another process still uses it. */
  stop(): Promise<void>
}

/** Everyone who uses a server holds this lock shared; whoever gets it alone was the last, and stops the server. */
const usersLock = 7_353_018

/**
 * PostgreSQL over the files in `dataDir`: connects to the one that lives, else starts it; several processes
 * may do so at once. The server outlives a killed process, and the next one finds it again.
 * @param options.port wished for when it must be started; any free one otherwise
 * @param options.careless for tests: fast, and nothing survives a power cut
 * @throws HostError when it does not come up within 30 seconds
 */
export async function startPostgres(options: {
  dataDir: string
  port?: number
  careless?: boolean
}): Promise<Postgres> {
  const cluster = openCluster(options.dataDir)
  const end = Date.now() + 30_000
  while (Date.now() < end) {
    const living = await join(cluster)
    if (living) return living
    if (!readPostmaster(cluster))
      await startPostmaster(cluster, options.port ?? (await freePort()), options.careless ?? false)
    await pause(20)
  }
  throw new HostError(
    `PostgreSQL did not start. The end of its log:\n${postmasterLog(cluster)}`,
    `Its files are in ${cluster.directory}.`,
  )
}

/** Connects as one of the server's users; null while there is no server, or while it starts or stops. */
async function join(cluster: Cluster): Promise<Postgres | null> {
  const port = readPostmaster(cluster)?.port
  if (!port) return null
  const url = (database: string) =>
    `postgresql://${superuser}:${cluster.password}@127.0.0.1:${port}/${database}`
  const client = new pg.Client({ connectionString: url('postgres'), application_name: 'host' })
  const lost = new Promise<void>((resolve) => {
    client.on('error', () => resolve())
    client.on('end', () => resolve())
  })
  try {
    await client.connect()
    await client.query('select pg_advisory_lock_shared($1)', [usersLock])
  } catch {
    await client.end().catch(() => undefined)
    return null
  }
  let stopping = false
  return {
    adminUrl: url('postgres'),
    port,
    lost: lost.then(() => (stopping ? new Promise<void>(() => undefined) : undefined)),
    url,
    createDatabase: (name, template) => createDatabase(client, name, template).then(() => url(name)),
    dropDatabase: (name) => dropDatabase(client, name),
    stop: async () => {
      stopping = true
      if (await isLast(client)) await stopPostmaster(cluster)
      await client.end().catch(() => undefined)
    },
  }
}

async function isLast(client: pg.Client): Promise<boolean> {
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [usersLock])
    const { rows } = await client.query('select pg_try_advisory_lock($1) as alone', [usersLock])
    return rows[0].alone
  } catch {
    return false
  }
}
