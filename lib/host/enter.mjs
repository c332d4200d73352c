import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/**
 * The way into every npm script: installs what is missing, then runs `main` of a TypeScript module beside
 * this file. Needs nothing but Node, as it runs before node_modules exists.
 * @param {string} module './start.ts'
 * @param {{ development?: boolean }} [needs] development: the development dependencies are needed, too
 */
export async function enter(module, { development = false } = {}) {
  process.chdir(root)
  refuseOldNode()
  if (!isInstalled(development)) install(development)
  const { register } = await import('tsx/esm/api')
  register()
  try {
    const { main } = await import(module)
    await main(process.argv.slice(2))
  } catch (error) {
    console.error(error?.name === 'HostError' ? `\n${error.message}` : error)
    process.exit(1)
  }
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  console.error(`Node ${process.versions.node} is too old. Install Node 20.19 or newer.`)
  process.exit(1)
}

/**
 * Whether node_modules holds what package-lock.json names. npm writes node_modules/.package-lock.json as the
 * last step of an install, so a half-made one is found out, and one made by hand is accepted.
 */
function isInstalled(development) {
  const installed = readLock('node_modules/.package-lock.json')
  if (!installed) return false
  return Object.entries(readLock('package-lock.json') ?? {}).every(([path, wanted]) => {
    if (path === '') return true
    const found = installed[path]
    if (found) return found.version === wanted.version
    return wanted.optional || wanted.devOptional || (wanted.dev && !development)
  })
}

function readLock(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : null
}

/** Prisma's own install step would download an engine that nothing here uses, from a host that may be blocked. */
function install(development) {
  console.log('Installing the packages. The first time, this takes a minute.')
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm']
  const [program, ...words] = [...npm, 'ci', '--no-audit', '--no-fund', '--loglevel=error']
  const { status } = spawnSync(program, development ? [...words, '--include=dev'] : words, {
    stdio: 'inherit',
    shell: program === 'npm' && process.platform === 'win32',
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_SKIP_POSTINSTALL_GENERATE: '1',
    },
  })
  if (status === 0) return
  console.error(
    '\nThe packages could not be installed. Mend what npm says above and run the same command again.',
  )
  process.exit(1)
}
