import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { HostError } from './host-error'
import { type Migration, migrationsFolder, readMigrations } from './migrations'

/** The number that Prisma's own `migrate deploy` locks, so that both exclude each other. */
const prismaLock = 72_707_369

/** Prisma's table, column by column: its CLI accepts what is recorded here. */
const createTable = `create table if not exists _prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`

const record = `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
  values ($1, $2, $3, now(), clock_timestamp(), 1)`

interface Row {
  migration_name: string
  checksum: string
  finished_at: Date | null
}

/**
 * Applies what the database lacks of prisma/migrations, each migration in a transaction with its record.
 * Any number of processes may do this at once. Gives the names of those that this call applied.
 * @throws HostError when an applied migration was changed, failed, or is unknown here, or one cannot be applied
 */
export async function migrate(url: string, folder = migrationsFolder): Promise<string[]> {
  const migrations = readMigrations(folder)
  const client = new pg.Client({ connectionString: url })
  await client.connect().catch(cannotConnect(url))
  try {
    await client.query('select pg_advisory_lock($1)', [prismaLock])
    await client.query(createTable)
    const { rows } = await client.query<Row>(
      'select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null',
    )
    for (const row of rows) refuseStrange(row, migrations)
    const missing = migrations.filter(({ name }) => !rows.some((row) => row.migration_name === name))
    for (const migration of missing) await apply(client, migration)
    return missing.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

function refuseStrange({ migration_name: name, checksum, finished_at }: Row, migrations: Migration[]): void {
  const known = migrations.find((migration) => migration.name === name)
  if (finished_at === null)
    throw new HostError(
      `The database's migration ${name} began and never finished.`,
      `Look at what it left behind, then mark it: npx prisma migrate resolve --rolled-back ${name}`,
    )
  if (!known)
    throw new HostError(
      `The database has the migration ${name}, which this version does not know.`,
      'It was used by a newer version. Start that one, or give this one another database.',
    )
  if (known.checksum !== checksum)
    throw new HostError(
      `The migration ${name} was changed after this database had applied it.`,
      'Take the change to migration.sql back, and put it into a new migration.',
    )
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(sql)
    await client.query(record, [randomUUID(), checksum, name])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new HostError(
      `The migration ${name} failed: ${(error as Error).message}`,
      'Nothing of it was kept. Mend its migration.sql, or the data that it meets.',
    )
  }
}

function cannotConnect(url: string) {
  return (error: Error): never => {
    const { hostname, port, pathname } = new URL(url)
    throw new HostError(
      `There is no database at ${hostname}:${port || 5432}${pathname}: ${error.message || 'no answer'}`,
      'Look whether PostgreSQL runs there and DATABASE_URL names the right database, user and password.',
    )
  }
}
