import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Cluster } from './cluster'
import { commandOf, isAlive } from './processes'

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
}

/** For tests alone: a power cut may lose everything. */
const carelessSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
}

/** Where the postmaster of a cluster says that it listens; null when it has none, or one that died. */
export function readPostmaster(cluster: Cluster): { pid: number; port: number } | null {
  const path = join(cluster.directory, 'postmaster.pid')
  if (!existsSync(path)) return null
  const lines = readFileSync(path, 'utf8').split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  return pid > 0 && port > 0 && isPostgres(pid) ? { pid, port } : null
}

/**
 * Starts the postmaster and waits until it answers. False when it did not come up; that is expected when
 * another process started it at the same moment, when the port was taken meanwhile, and for a second or two
 * after a `kill -9`, while the old one's children are still ending.
 */
export async function startPostmaster(cluster: Cluster, port: number, careless: boolean): Promise<boolean> {
  removeForeignLock(cluster)
  const all = { port: String(port), ...settings, ...(careless ? carelessSettings : {}) }
  const options = Object.entries(all).map(([name, value]) => `-c ${name}=${value}`)
  return (await pgCtl(cluster, ['start', '-w', '-t', '60', '-o', options.join(' ')])) === 0
}

export async function stopPostmaster(cluster: Cluster): Promise<void> {
  if ((await pgCtl(cluster, ['stop', '-w', '-t', '20', '-m', 'fast'])) !== 0)
    await pgCtl(cluster, ['stop', '-w', '-t', '10', '-m', 'immediate'])
}

/** The last lines of what PostgreSQL printed. */
export function postmasterLog(cluster: Cluster): string {
  return readFileSync(logOf(cluster), 'utf8').trim().split('\n').slice(-12).join('\n')
}

function logOf(cluster: Cluster): string {
  return join(cluster.directory, 'server.log')
}

function isPostgres(pid: number): boolean {
  return isAlive(pid) && commandOf(pid).includes('postgres')
}

/** After a restart of the computer or container, the number in a left-over postmaster.pid may be anyone's; PostgreSQL would refuse to start. */
function removeForeignLock(cluster: Cluster): void {
  const path = join(cluster.directory, 'postmaster.pid')
  const pid = existsSync(path) ? Number(readFileSync(path, 'utf8').split('\n')[0]) : 0
  if (pid > 0 && isAlive(pid) && !isPostgres(pid)) rmSync(path, { force: true })
}

/** pg_ctl gives the server a session of its own: Ctrl-C and a closing terminal do not reach it. */
function pgCtl(cluster: Cluster, words: string[]): Promise<number> {
  const env = { ...process.env, LC_ALL: 'C' }
  // PGPORT, PGDATA and their like would speak for another server.
  for (const name of Object.keys(env)) if (name.startsWith('PG')) delete env[name as keyof typeof env]
  const log = openSync(logOf(cluster), 'a', 0o644)
  return new Promise<number>((resolve, reject) => {
    const child = spawn(join(cluster.binaries, 'pg_ctl'), [...words, '-D', cluster.directory], {
      ...cluster.account,
      cwd: cluster.directory,
      env,
      stdio: ['ignore', log, log],
      detached: process.platform !== 'win32',
      windowsHide: true,
    })
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  }).finally(() => closeSync(log))
}
