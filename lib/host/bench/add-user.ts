import pg from 'pg'
import { type Figure, perSecond } from './figure'
import type { Lab } from './lab'
import { median } from './measure'

const part = 'Add-user runbook: eight at once, each run three commands'
const count = 40

type Row = Readonly<Record<string, string | null>>
/** What one run left in the database, by table. */
export type Written = readonly (readonly [table: string, rows: readonly Row[]])[]

/** Every value as PostgreSQL printed it, so that it can be given back as it came. */
const asText = { getTypeParser: () => (value: string) => value }

async function writtenBy(client: pg.Pool, { id, name }: { id: string; name: string }): Promise<Written> {
  const rows = async (text: string, value: string) =>
    (await client.query<Row>({ text, values: [value], types: asText })).rows
  const run = await rows('select * from "Run" where "id" = $1', id)
  const steps = await rows('select * from "RunStep" where "runId" = $1 order by "index"', id)
  const activity = await rows('select * from "Activity" where "runId" = $1 order by "id"', id)
  const user = await rows('select * from "User" where "logonName" = $1', name)
  const addresses = await rows('select * from "ProxyAddress" where "userId" = $1', user[0]?.id ?? '')
  return [
    ['Run', run],
    ['RunStep', steps],
    ['User', user],
    ['ProxyAddress', addresses],
    ['Activity', activity],
  ]
}

/** One transaction a run, one insert a table: the least that any program would do to keep the same rows. */
export async function insert(pool: pg.Pool, written: Written): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    for (const [table, rows] of written) {
      const columns = Object.keys(rows[0] ?? {})
      const places = rows.map(
        (_, row) => `(${columns.map((_, column) => `$${row * columns.length + column + 1}`)})`,
      )
      await client.query(
        `insert into "${table}" (${columns.map((column) => `"${column}"`)}) values ${places}`,
        rows.flatMap((row) => columns.map((column) => row[column])),
      )
    }
    await client.query('commit')
  } finally {
    client.release()
  }
}

async function insertAll(pool: pg.Pool, all: Written[]): Promise<number> {
  const begun = performance.now()
  const transactions = all.length
  const one = async () => {
    for (let written = all.pop(); written; written = all.pop()) await insert(pool, written)
  }
  await Promise.all(Array.from({ length: 8 }, one))
  return transactions / ((performance.now() - begun) / 1000)
}

/** Runs a second from `startRun` to the end of the last run, the same rows by pg alone, and argon2id alone. */
export async function addUsers(lab: Lab): Promise<Figure[]> {
  const [runsUrl, plainUrl] = [await lab.database(), await lab.database()]
  const inside = await lab.inside(runsUrl)
  const [source, target] = [runsUrl, plainUrl].map((url) => new pg.Pool({ connectionString: url, max: 8 }))
  if (!source || !target) throw new Error('unreachable')
  lab.onClose(() => Promise.all([source.end(), target.end()]))
  await inside.do('addUsers', { count: 16 })
  const taken: { ran: number; inserted: number; hashed: number }[] = []
  for (let round = 0; round < 5; round++) {
    const { seconds, runs } = await inside.do('addUsers', { count })
    const written = await Promise.all(runs.map((run) => writtenBy(source, run)))
    const inserted = await insertAll(target, written)
    const hashing = await inside.do('hash', { count })
    taken.push({ ran: count / seconds, inserted, hashed: count / hashing.seconds })
  }
  await inside.stop()
  const ran = median(taken.map((one) => one.ran))
  const inserted = median(taken.map((one) => one.inserted))
  const hashed = median(taken.map((one) => one.hashed))
  const without = 1 / (1 / ran - 1 / hashed)
  return [
    {
      part,
      what: 'runs, beside plain inserts of the same rows',
      ours: perSecond(ran),
      beside: perSecond(inserted),
      compared: inserted / ran,
      unit: 'ratio',
    },
    {
      part,
      what: `of a run's time, argon2id is ${Math.round((100 * ran) / hashed)} %; argon2id alone`,
      ours: perSecond(hashed),
      beside: '',
    },
    {
      part,
      what: 'runs without their argon2id (computed)',
      ours: perSecond(without),
      beside: perSecond(inserted),
      compared: inserted / without,
      unit: 'ratio',
    },
  ]
}
