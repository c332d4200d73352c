import type { Lifetime } from './lifetime'
import { type Postgres, startPostgres } from './postgres'

/**
 * Starts the embedded PostgreSQL for a supervisor, starts it again at the same port when it goes away, and
 * stops it at the end. Gives the address of the dashboard's database.
 */
export async function keepPostgres(dataDir: string, life: Lifetime): Promise<string> {
  let current = startPostgres({ dataDir })
  // The end may come while it is being started; then it is waited for, and stopped.
  life.onEnd(async () => (await current).stop())
  const watch = async ({ lost, port }: Postgres): Promise<void> => {
    await lost
    if (life.ending.aborted) return
    console.error('The database went away; starting it again.')
    current = startPostgres({ dataDir, port })
    void current.then(watch, (error: Error) => {
      console.error(`\n${error.message}`)
      void life.end(1)
    })
  }
  const postgres = await current
  void watch(postgres)
  return postgres.createDatabase('essentials')
}
