import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Postgres, startPostgres } from './postgres'

/** A process that is killed and comes back. */
export interface Mortal {
  readonly name: string
  /** How it ended when nobody killed it: it has to live through the deaths of the others. */
  readonly died: readonly string[]
  stop(): Promise<void>
  /** `kill -9`, and started again. */
  killed(): Promise<void>
}

interface Living {
  readonly ended: Promise<string>
  kill(): Promise<void>
  stop(): Promise<void>
}

export async function mortal(name: string, start: () => Promise<Living>): Promise<Mortal> {
  const died: string[] = []
  let meant = false
  const begin = async () => {
    const living = await start()
    meant = false
    void living.ended.then((how) => meant || died.push(`${name} ended with ${how}`))
    return living
  }
  let living = await begin()
  return {
    name,
    died,
    async stop() {
      meant = true
      await living.stop()
    },
    async killed() {
      meant = true
      await living.kill()
      living = await begin()
    },
  }
}

/** PostgreSQL with a postmaster that is killed and comes back at its port. */
export async function mortalPostgres(dataDir: string): Promise<Mortal & { readonly postgres: Postgres }> {
  let living = await startPostgres({ dataDir, careless: true })
  const pid = () => Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
  return {
    name: 'PostgreSQL',
    died: [],
    postgres: living,
    stop: () => living.stop(),
    async killed() {
      const { port, lost } = living
      process.kill(pid(), 'SIGKILL')
      await lost
      living = await startPostgres({ dataDir, port, careless: true })
    },
  }
}
