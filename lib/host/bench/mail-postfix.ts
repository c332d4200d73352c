import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, isPortFree } from '../port'
import { run, until } from '../processes'
import type { Rival } from './mail-load'
import { median } from './measure'

/** Why Postfix cannot be measured here; null when it can. Only root may start it. */
export function withoutPostfix(): string | null {
  if (spawnSync('postconf', ['mail_version']).status !== 0)
    return 'postfix is not on the PATH of this computer'
  return process.getuid?.() === 0 ? null : 'Postfix starts for root alone'
}

/** Lines of main.cf; the last one of a name counts. */
export type Settings = Readonly<Record<string, string>>

/** As Debian has it, in a folder of its own; what comes is queued, and discarded by its delivery agent. */
function configuration(folder: string, more: Settings): string {
  const settings = [
    'compatibility_level = 3.6',
    `queue_directory = ${folder}/spool`,
    `data_directory = ${folder}/data`,
    `maillog_file = ${folder}/log/mail`,
    `maillog_file_prefixes = ${folder}`,
    'command_directory = /usr/sbin',
    'daemon_directory = /usr/lib/postfix/sbin',
    'inet_interfaces = loopback-only',
    'inet_protocols = ipv4',
    'mynetworks = 127.0.0.0/8',
    'myhostname = postfix.contoso.com',
    'mydestination = contoso.com',
    'alias_maps =',
    'local_recipient_maps =',
    'local_transport = discard:',
    ...Object.entries(more).map(([name, value]) => `${name} = ${value}`),
  ]
  return `${settings.join('\n')}\n`
}

const services = (port: number) => `
127.0.0.1:${port} inet n - n - 250 smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
smtp unix - - n - - smtp
virtual unix - n n - - virtual
showq unix n - n - - showq
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`

function makeInstance(folder: string, port: number, more: Settings): string {
  // What runs as the user postfix has to come in.
  chmodSync(folder, 0o755)
  for (const name of ['etc', 'spool', 'data', 'log']) mkdirSync(join(folder, name))
  spawnSync('chown', ['postfix', join(folder, 'data')])
  writeFileSync(join(folder, 'etc/main.cf'), configuration(folder, more))
  writeFileSync(join(folder, 'etc/master.cf'), services(port))
  return join(folder, 'etc')
}

/** Messages that a queue manager has still to see to. */
const waiting = (folder: string) =>
  ['maildrop', 'incoming', 'active', 'deferred'].reduce(
    (sum, queue) => sum + readdirSync(join(folder, 'spool', queue), { recursive: true }).length,
    0,
  )

/** `delay=` of what was delivered, in milliseconds; Postfix writes it with two digits. */
const delays = (log: string) =>
  [...log.matchAll(/ delay=([\d.]+),.*status=sent/g)].map(([, delay]) => Number(delay) * 1000)

export interface Postfix extends Rival {
  /** Where its configuration is: `-c` of its programs. */
  readonly etc: string
  close(): Promise<void>
}

/** Postfix with its own queue, on a loopback port. It syncs each message to disk before it says 250, as it always does. */
export async function startPostfix(settings: (folder: string) => Settings = () => ({})): Promise<Postfix> {
  const folder = mkdtempSync(join(tmpdir(), 'postfix-bench-'))
  const port = await freePort()
  const etc = makeInstance(folder, port, settings(folder))
  const child = spawn('postfix', ['-c', etc, 'start-fg'], { stdio: 'ignore' })
  const close = async () => {
    await run('postfix', ['-c', etc, 'stop'], { quiet: true })
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    rmSync(folder, { recursive: true, force: true })
  }
  const log = join(folder, 'log/mail')
  let read = 0
  if (!(await until(async () => !(await isPortFree(port, '127.0.0.1')), 20_000))) {
    await close()
    throw new Error('Postfix did not come up')
  }
  return {
    etc,
    port,
    close,
    recipient: 'frankm@contoso.com',
    accepts: 'synced',
    delivers: 'to discard',
    async emptied() {
      if (!(await until(() => waiting(folder) === 0, 120_000))) throw new Error('Postfix’s queue stays full')
    },
    async transit() {
      const all = delays(readFileSync(log, 'utf8'))
      const since = all.slice(read)
      read = all.length
      return median(since)
    },
  }
}
