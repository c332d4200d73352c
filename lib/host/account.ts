import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { HostError } from './host-error'

/** The account that PostgreSQL runs under when this process is root, which PostgreSQL refuses to be. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/** `postgres`, else `nobody`; null when this process is not root and PostgreSQL can simply run as it. */
export function findAccount(): Account | null {
  if (process.getuid?.() !== 0) return null
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }))
    if (uid?.status === 0 && gid?.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  }
  throw new HostError(
    'PostgreSQL does not run as root, and there is no account postgres or nobody to run it under.',
    'Start as another account, create one (useradd --system postgres), or set DATABASE_URL.',
  )
}

/** The account that an existing folder of data belongs to: it stays with the account that made it. */
export function ownerOf(directory: string): Account | null {
  const { uid, gid } = statSync(directory)
  return process.getuid?.() === 0 && uid !== 0 ? { uid, gid } : findAccount()
}

/** Whether the account can work inside a folder; folders such as root's home (0700) keep it out. */
export function canEnter(account: Account | null, directory: string): boolean {
  return account === null || spawnSync('test', ['-x', directory], { ...account, cwd: '/' }).status === 0
}
