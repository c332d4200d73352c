import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { readEnvironment } from './environment'
import { generateWhenStale } from './generate'
import { HostError } from './host-error'
import { beginLifetime, type Lifetime } from './lifetime'
import { migrate } from './migrate'
import { startPostgres } from './postgres'
import { startTransport } from './transport-process'
import { readSecretKey } from './web-environment'
import { anyPorts, newWireAddress, startWire } from './wire-process'

interface Words {
  readonly file: string | null
  readonly json: boolean
  readonly scratch: boolean
}

interface SessionModule {
  runSession(options: {
    actor: string
    input: NodeJS.ReadStream
    output: NodeJS.WriteStream
    errors: NodeJS.WriteStream
    script: string | null
    title?: string
    interactive: boolean
    json: boolean
    kept: boolean
    signal: AbortSignal
  }): Promise<number>
}

interface ExampleModule {
  createExample(options: { adminPassword?: string }): Promise<unknown>
}

function readWords(words: readonly string[]): Words {
  const files = words.filter((word) => !word.startsWith('--'))
  const unknown = words.find((word) => word.startsWith('--') && !['--json', '--scratch'].includes(word))
  if (unknown || files.length > 1)
    throw new HostError(
      `npm run shell does not take ${unknown ?? files[1]}.`,
      'It takes a script file, --json and --scratch: npm run shell -- script.ps1 --json',
    )
  return { file: files[0] ?? null, json: words.includes('--json'), scratch: words.includes('--scratch') }
}

/** PowerShell reads files as UTF-8 with or without its mark. */
function readScript(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  } catch (error) {
    throw new HostError(`${file} cannot be read: ${(error as Error).message}.`, 'Name a .ps1 file.')
  }
}

/** The dashboard's own database, or one of its own that is dropped in the end. */
async function openDatabase(dataDir: string, given: string | undefined, scratch: boolean, life: Lifetime) {
  if (given && !scratch) return given
  const postgres = await startPostgres({ dataDir })
  life.onEnd(postgres.stop)
  if (!scratch) return postgres.createDatabase('essentials')
  const name = `shell_${process.pid}`
  life.onEnd(() => postgres.dropDatabase(name))
  return postgres.createDatabase(name)
}

/** `npm run shell`: a prompt, a script file, or standard input, on the rehearsed site. */
export async function main(words: string[]): Promise<void> {
  const life = beginLifetime()
  try {
    const { file, json, scratch } = readWords(words)
    const script = file === null ? null : readScript(file)
    const { DATA_DIR, DATABASE_URL, SECRET_KEY } = readEnvironment()
    await generateWhenStale(life.ending)
    // The server's code takes as long to load as PostgreSQL to start: both at once.
    const sessions = loadSessions()
    sessions.catch(() => undefined)
    const databaseUrl = await openDatabase(DATA_DIR, DATABASE_URL, scratch, life)
    await migrate(databaseUrl)
    const secretKey = SECRET_KEY ?? readSecretKey(DATA_DIR)
    const address = await newWireAddress()
    Object.assign(process.env, { DATABASE_URL: databaseUrl, SECRET_KEY: secretKey, ...address })
    const wire = startWire({ databaseUrl, dataDir: DATA_DIR, secretKey, ports: anyPorts, address })
    wire.catch((error: Error) => console.error(error.message))
    life.onEnd(async () => (await wire.catch(() => null))?.stop())
    const transport = startTransport({ databaseUrl, dataDir: DATA_DIR, secretKey, address })
    transport.catch((error: Error) => console.error(error.message))
    life.onEnd(async () => (await transport.catch(() => null))?.stop())
    await life.end(await session(await sessions, { script, file, json, scratch }, life))
  } catch (error) {
    if (!life.ending.aborted) console.error(error instanceof HostError ? `\n${error.message}` : error)
    await life.end(1)
  }
}

/** Names that TypeScript does not follow: the host is checked without the whole server behind these doors. */
const [sessionModule, exampleModule]: readonly [string, string] = [
  '@/lib/server/shell-session',
  '@/lib/server/example',
]

async function loadSessions(): Promise<SessionModule> {
  return (await import(sessionModule)) as SessionModule
}

async function session(
  { runSession }: SessionModule,
  { script, file, json, scratch }: Words & { readonly script: string | null },
  life: Lifetime,
): Promise<number> {
  if (scratch) await ((await import(exampleModule)) as ExampleModule).createExample({})
  const stop = new AbortController()
  const running = runSession({
    actor: 'admin@contoso.com',
    input: process.stdin,
    output: process.stdout,
    errors: process.stderr,
    script,
    ...(file === null ? {} : { title: basename(file) }),
    interactive: script === null && process.stdin.isTTY === true,
    json,
    kept: !scratch,
    signal: stop.signal,
  })
  const ended = running.catch(() => undefined)
  life.onEnd(async () => {
    stop.abort()
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, patienceMs).unref())])
  })
  return running
}

/** Ctrl-C stops a script before everything else ends, so that what it did is kept; what does not stop is left. */
const patienceMs = 3000
