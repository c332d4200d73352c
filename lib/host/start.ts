import { fileURLToPath } from 'node:url'
import { buildWhenStale } from './build'
import { type Environment, readEnvironment } from './environment'
import { generateWhenStale } from './generate'
import { HostError } from './host-error'
import { keepPostgres } from './keep-postgres'
import { keepServing } from './keep-serving'
import { beginLifetime, type Lifetime } from './lifetime'
import { migrate } from './migrate'
import { runNode } from './processes'
import { claim } from './running'
import { refusePortInUse } from './serve'
import { administratorExists, newSetupCode } from './setup-code'
import { readSecretKey } from './web-environment'

/** `npm start`, with --dev or --example. Runs until it is told to end. */
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
}

function readWords(words: string[]): Words {
  const unknown = words.find((word) => word !== '--dev' && word !== '--example')
  if (unknown) throw new HostError(`npm start knows no ${unknown}.`, 'It takes --dev and --example.')
  return { development: words.includes('--dev'), example: words.includes('--example') }
}

async function start(
  environment: Environment,
  { development, example }: Words,
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
  if (example) await createExample(databaseUrl, environment)
  if (!development) await buildWhenStale(NEXT_DIST_DIR, life.ending)
  const setupCode = newSetupCode()
  await keepServing({
    life,
    options: {
      port: PORT,
      host: HOST,
      databaseUrl,
      dataDir: DATA_DIR,
      distDir: NEXT_DIST_DIR,
      development,
      publicUrl: environment.PUBLIC_URL,
      secretKey: environment.SECRET_KEY,
      env: { SETUP_CODE: setupCode },
      onSpawn: claimed.noteWeb,
    },
    onReady: async () => {
      console.log(`Essentials Dashboard is ready at ${url}`)
      if (!(await administratorExists(databaseUrl)))
        console.log(
          `There is no administrator yet. Open ${url}/first-visit; the one-time setup code is ${setupCode}`,
        )
    },
  })
}

async function createExample(databaseUrl: string, environment: Environment): Promise<void> {
  const program = fileURLToPath(new URL('./example.ts', import.meta.url))
  const { code } = await runNode(['--import', 'tsx', program], {
    env: {
      DATABASE_URL: databaseUrl,
      DATA_DIR: environment.DATA_DIR,
      SECRET_KEY: environment.SECRET_KEY ?? readSecretKey(environment.DATA_DIR),
    },
  })
  if (code !== 0) throw new HostError('The example could not be made.', 'The lines above say why.')
}
