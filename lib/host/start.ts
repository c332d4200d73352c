import { fileURLToPath } from 'node:url'
import { buildWhenStale } from './build'
import { type Environment, readEnvironment, wirePorts } from './environment'
import { generateWhenStale } from './generate'
import { HostError } from './host-error'
import { keepAlive } from './keep-alive'
import { keepPostgres } from './keep-postgres'
import { beginLifetime, type Lifetime } from './lifetime'
import { migrate } from './migrate'
import { runNode } from './processes'
import { claim } from './running'
import { refusePortInUse, serve } from './serve'
import { administratorExists, newSetupCode } from './setup-code'
import { startTransport } from './transport-process'
import { readSecretKey } from './web-environment'
import { newWireAddress, startWire } from './wire-process'

/** `npm start`, with --dev, --example or --new-password EMAIL. Runs until it is told to end. */
export async function main(words: string[]): Promise<void> {
  const life = beginLifetime()
  try {
    await start(readEnvironment(), readWords(words), life)
  } catch (error) {
    if (!life.ending.aborted) console.error(error instanceof HostError ? `\n${error.message}` : error)
    await life.end(1)
  }
}

interface Words {
  development: boolean
  example: boolean
  /** Whose password is to be replaced by one that works once. */
  newPassword: string | null
}

const known = ['--dev', '--example', '--new-password']

function readWords(words: string[]): Words {
  const at = words.indexOf('--new-password')
  const newPassword = at < 0 ? null : (words[at + 1] ?? '')
  if (newPassword !== null && !newPassword.includes('@'))
    throw new HostError(
      '--new-password wants the email address of an administrator.',
      'For example: npm start -- --new-password admin@contoso.com',
    )
  const unknown = words.find((word) => !known.includes(word) && word !== newPassword)
  if (unknown) throw new HostError(`npm start knows no ${unknown}.`, `It takes ${known.join(', ')}.`)
  return { development: words.includes('--dev'), example: words.includes('--example'), newPassword }
}

async function start(
  environment: Environment,
  { development, example, newPassword }: Words,
  life: Lifetime,
): Promise<void> {
  const { DATA_DIR, HOST, NEXT_DIST_DIR, PORT } = environment
  const url = environment.PUBLIC_URL ?? `http://localhost:${PORT}`
  const claimed = await claim(DATA_DIR, url)
  life.onEnd(claimed.release)
  await refusePortInUse(PORT, HOST)
  await generateWhenStale(life.ending)
  const databaseUrl = environment.DATABASE_URL ?? (await keepPostgres(DATA_DIR, life))
  await migrate(databaseUrl)
  if (example) await runProgram('./example.ts', [], databaseUrl, environment)
  if (newPassword) await runProgram('./new-password.ts', [newPassword], databaseUrl, environment)
  if (!development) await buildWhenStale(NEXT_DIST_DIR, life.ending)
  const setupCode = newSetupCode()
  const wire = await newWireAddress()
  const shared = { databaseUrl, dataDir: DATA_DIR, secretKey: environment.SECRET_KEY }
  await new Promise<void>((resolve, reject) => {
    keepAlive({
      life,
      name: 'The simulated network',
      start: () => startWire({ ...shared, ports: wirePorts(environment), address: wire }),
      onReady: resolve,
    }).catch(reject)
  })
  await new Promise<void>((resolve, reject) => {
    keepAlive({
      life,
      name: 'The transport',
      start: () => startTransport({ ...shared, address: wire }),
      onReady: resolve,
    }).catch(reject)
  })
  await keepAlive({
    life,
    name: 'The web process',
    start: () =>
      serve({
        ...shared,
        port: PORT,
        host: HOST,
        distDir: NEXT_DIST_DIR,
        development,
        publicUrl: environment.PUBLIC_URL,
        env: { SETUP_CODE: setupCode, ...wire },
        onSpawn: claimed.noteWeb,
      }),
    onReady: async () => {
      console.log(`Essentials Dashboard is ready at ${url}`)
      if (!(await administratorExists(databaseUrl)))
        console.log(
          `There is no administrator yet. Open ${url}/first-visit; the one-time setup code is ${setupCode}`,
        )
    },
  })
}

/** A program of its own beside the dashboard, on its database and with its key. */
async function runProgram(
  file: string,
  words: readonly string[],
  databaseUrl: string,
  environment: Environment,
): Promise<void> {
  const program = fileURLToPath(new URL(file, import.meta.url))
  const { code } = await runNode(['--import', 'tsx', program, ...words], {
    env: {
      DATABASE_URL: databaseUrl,
      DATA_DIR: environment.DATA_DIR,
      SECRET_KEY: environment.SECRET_KEY ?? readSecretKey(environment.DATA_DIR),
    },
  })
  if (code !== 0) throw new HostError('The dashboard was not started.', 'The lines above say why.')
}
