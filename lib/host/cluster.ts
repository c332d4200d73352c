import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { type Account, canEnter, findAccount, ownerOf } from './account'
import { binariesFor, makeOpenPlace, openPlace, postgresMajor } from './binaries'
import { HostError } from './host-error'
import { isAlive } from './processes'

/** One PostgreSQL cluster: the files, the programs for them, and the account that both belong to. */
export interface Cluster {
  readonly directory: string
  readonly binaries: string
  readonly account: Account | null
  readonly password: string
}

export const superuser = 'essentials'

/**
 * The cluster of a data folder; made when there is none. Several processes may do this at once: each makes
 * its own under a temporary name, and the first to rename it wins.
 */
export function openCluster(dataDir: string): Cluster {
  const place = join(dataDir, 'postgres')
  if (!existsSync(place)) makeCluster(dataDir, place)
  const directory = realpathSync(place)
  const version = readFileSync(join(directory, 'PG_VERSION'), 'utf8').trim()
  if (version !== postgresMajor)
    throw new HostError(
      `The database in ${place} was made by PostgreSQL ${version}; this version brings ${postgresMajor}.`,
      `Start the version that made it and move the data, or set DATA_DIR to another folder.`,
    )
  const account = ownerOf(directory)
  if (!canEnter(account, directory))
    throw new HostError(
      `PostgreSQL runs as account ${account?.uid}, which cannot enter ${directory}.`,
      'Let others enter the folders above it (chmod o+x), or move the data folder and set DATA_DIR.',
    )
  return {
    directory,
    account,
    binaries: binariesFor(account),
    password: readFileSync(join(directory, 'password'), 'utf8'),
  }
}

function makeCluster(dataDir: string, place: string): void {
  mkdirSync(dataDir, { recursive: true })
  const account = findAccount()
  const home = canEnter(account, dataDir) ? dataDir : openPlace
  if (home === openPlace) makeOpenPlace()
  removeHalfMade(home)
  const half = join(home, `half-made-${process.pid}-${randomBytes(4).toString('hex')}`)
  initdb(half, account)
  try {
    const whole = home === dataDir ? place : join(home, `cluster-${randomBytes(6).toString('hex')}`)
    renameSync(half, whole)
    if (whole !== place) symlinkSync(whole, place)
  } catch (error) {
    if (!existsSync(place)) throw error
    rmSync(half, { recursive: true, force: true })
  }
}

function initdb(directory: string, account: Account | null): void {
  const password = randomBytes(24).toString('base64url')
  const passwordFile = `${directory}.password`
  mkdirSync(directory, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (account) for (const path of [directory, passwordFile]) chownSync(path, account.uid, account.gid)
  // The collation is PostgreSQL's own and not the system's, so that lists sort alike on every computer.
  const words = [
    '-D',
    directory,
    '-U',
    superuser,
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-E',
    'UTF8',
  ]
  const locale = ['--no-locale', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const { status, stderr } = spawnSync(join(binariesFor(account), 'initdb'), [...words, ...locale], {
    ...account,
    cwd: directory,
    encoding: 'utf8',
  })
  if (status !== 0) {
    rmSync(directory, { recursive: true, force: true })
    rmSync(passwordFile, { force: true })
    throw new HostError(`The database could not be made: ${stderr.trim()}`, 'Mend this and start again.')
  }
  renameSync(passwordFile, join(directory, 'password'))
}

/** What an initdb that was killed left behind. */
function removeHalfMade(home: string): void {
  for (const name of readdirSync(home)) {
    const maker = /^half-made-(\d+)-/.exec(name)?.[1]
    if (maker && !isAlive(Number(maker))) rmSync(join(home, name), { recursive: true, force: true })
  }
}
