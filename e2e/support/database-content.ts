import { createHash } from 'node:crypto'
import { connected } from '@/lib/host/database'

/** What changes while people merely look: who is signed in, who tried to, and the log of commands. */
const besides = ['Session', 'MailboxSession', 'SignInThrottle', 'Activity', '_prisma_migrations']
/** What the simulated resolvers remember is written when they get to it. */
const memory = `to_jsonb(t) ->> 'class' is distinct from 'ResolverCache'`

/** Each table's number of rows and a hash of all that they hold: equal before and after means that nothing changed. */
export function databaseContent(url: string): Promise<Record<string, string>> {
  return connected(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' order by tablename`,
    )
    const content: Record<string, string> = {}
    for (const { name } of tables) {
      if (besides.includes(name)) continue
      const table = client.escapeIdentifier(name)
      const all = `select t::text as row from ${table} t where ${memory} order by 1`
      const { rows } = await client.query<{ row: string }>(all)
      const hash = createHash('sha256').update(rows.map(({ row }) => row).join('\n'))
      content[name] = `${rows.length} rows, ${hash.digest('hex').slice(0, 16)}`
    }
    return content
  })
}

/** Rows of a query, for what no page shows. */
export function rowsOf<R extends object>(url: string, sql: string, values: unknown[] = []): Promise<R[]> {
  return connected(url, async (client) => (await client.query<R>(sql, values)).rows)
}
