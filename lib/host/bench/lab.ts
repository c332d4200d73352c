import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connected } from '../database'
import { migrate } from '../migrate'
import { startPostgres } from '../postgres'
import { projectRoot } from '../project'
import { type Served, serve } from '../serve'
import { ensureTestBuild } from '../test-build'
import { readSecretKey } from '../web-environment'
import { anyPorts, newWireAddress, startWire, type WireAddress } from '../wire-process'
import type { Jobs } from './inside'
import { ask } from './measure'

const adminEmail = 'admin@contoso.com'
const adminPassword = 'Bench-of-Contoso-2026'

/** The server's code on one database, in a process of its own. */
export interface Inside {
  do<Job extends keyof Jobs>(job: Job, input: Parameters<Jobs[Job]>[0]): ReturnType<Jobs[Job]>
  stop(): Promise<void>
}

/** The dashboard served from one database, and a signed-in visitor's cookie. */
export interface Site extends Pick<Served, 'url' | 'stop'> {
  readonly cookie: string
}

/** A PostgreSQL of the bench's own, as safe and as slow as in production, and what is measured on it. */
export interface Lab {
  readonly directory: string
  readonly distDir: string
  /** A database with the Contoso example, Exchange integrated, and so many users besides. */
  database(users?: number): Promise<string>
  inside(databaseUrl: string, env?: Readonly<Record<string, string>>): Promise<Inside>
  /** The simulated network of that database; what it gives tells a process where it is. */
  wire(databaseUrl: string): Promise<WireAddress>
  site(databaseUrl: string): Promise<Site>
  /** Registers what must be stopped; the last is stopped first. */
  onClose(stop: () => unknown): void
  /** Stops everything, and drops the databases. */
  close(): Promise<void>
}

export async function openLab(): Promise<Lab> {
  const directory = join(projectRoot, '.test/bench')
  mkdirSync(directory, { recursive: true })
  const stops: (() => unknown)[] = []
  const distDir = await ensureTestBuild()
  const postgres = await startPostgres({ dataDir: directory })
  stops.push(() => postgres.stop())
  await dropAll(postgres.adminUrl)
  stops.push(() => dropAll(postgres.adminUrl))
  const secretKey = readSecretKey(directory)

  async function wire(databaseUrl: string): Promise<WireAddress> {
    const address = await newWireAddress()
    const running = await startWire({ databaseUrl, dataDir: directory, secretKey, ports: anyPorts, address })
    stops.push(running.stop)
    return address
  }

  async function inside(databaseUrl: string, env: Readonly<Record<string, string>> = {}): Promise<Inside> {
    const child = await startInside({ ...env, DATABASE_URL: databaseUrl, SECRET_KEY: secretKey })
    stops.push(child.stop)
    return child
  }

  async function makeTemplate(): Promise<string> {
    const url = await postgres.createDatabase('bench_template')
    await migrate(url)
    const seeding = await inside(url)
    await seeding.do('prepare', { adminPassword })
    await seeding.stop()
    return 'bench_template'
  }

  let template: Promise<string> | undefined
  let made = 0
  return {
    directory,
    distDir,
    inside,
    wire,
    onClose: (stop) => stops.push(stop),
    async database(users = 0) {
      template ??= makeTemplate()
      const url = await postgres.createDatabase(`bench_${++made}`, await template)
      const filling = await inside(url)
      await filling.do('fill', { users })
      await filling.stop()
      return url
    },
    async site(databaseUrl) {
      const env = { ...(await wire(databaseUrl)) }
      const web = await serve({ databaseUrl, dataDir: directory, secretKey, distDir, env })
      stops.push(web.stop)
      return { ...web, cookie: await signIn(web.url) }
    },
    async close() {
      for (const stop of stops.splice(0).toReversed()) await stop()
    },
  }
}

/** Those of a bench that was killed, too. */
async function dropAll(adminUrl: string): Promise<void> {
  await connected(adminUrl, async (client) => {
    const { rows } = await client.query(`select datname from pg_database where datname like 'bench\\_%'`)
    for (const { datname } of rows) await client.query(`drop database "${datname}" with (force)`)
  })
}

async function startInside(env: Record<string, string>): Promise<Inside> {
  const program = fileURLToPath(new URL('./inside.ts', import.meta.url))
  const child = fork(program, [], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, ...env, NODE_ENV: 'production' },
  })
  await answer(child)
  return {
    async do(job, input) {
      child.send({ job, input })
      return (await answer(child)) as never
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.disconnect()
      await once(child, 'exit')
    },
  } as Inside
}

function answer(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('The process with the server’s code ended'))
    child.once('exit', ended)
    child.once('message', ({ output, failure }: { output?: unknown; failure?: string }) => {
      child.off('exit', ended)
      if (failure) reject(new Error(failure))
      else resolve(output)
    })
  })
}

/** By next-auth's own door. Gives the session's cookie. */
async function signIn(url: string): Promise<string> {
  const cookieOf = ({ cookies }: { cookies: readonly string[] }) =>
    cookies.map((cookie) => cookie.split(';')[0]).join('; ')
  const asked = await ask(`${url}/api/auth/csrf`)
  const { csrfToken } = JSON.parse(asked.body) as { csrfToken: string }
  const form = { csrfToken, email: adminEmail, password: adminPassword, json: 'true' }
  const cookie = cookieOf(await ask(`${url}/api/auth/callback/credentials`, cookieOf(asked), form))
  if (!cookie.includes('session-token')) throw new Error('The bench could not sign in')
  return cookie
}
