import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, isPortFree } from '../port'
import { until } from '../processes'
import type { MailServer } from './mail-load'
import { median } from './measure'

/** Why Haraka cannot be measured here; null when it can. */
export function withoutHaraka(): string | null {
  return spawnSync('haraka', ['-v']).error ? 'haraka is not on the PATH of this computer' : null
}

/** Takes everything, keeps it in its queue on disk, and passes it to smtp-sink. */
const plugin = (sink: number) => `
exports.hook_rcpt = (next, connection) => { connection.relaying = true; next(OK) }
exports.hook_get_mx = (next) => next(OK, { priority: 0, exchange: '127.0.0.1', port: ${sink} })
`

function makeInstance(folder: string, port: number, sink: number): void {
  // Its own configuration first: it cannot do without.
  spawnSync('haraka', ['-i', folder])
  for (const name of ['plugins', 'queue']) mkdirSync(join(folder, name), { recursive: true })
  const files = {
    'config/me': 'haraka.contoso.com',
    'config/plugins': 'bench',
    'config/loglevel': 'NOTICE',
    'config/smtp.ini': `listen=127.0.0.1:${port}\nnodes=0\n`,
    'config/outbound.ini': 'local_mx_ok=true\nenable_tls=false\n',
    'plugins/bench.js': plugin(sink),
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
}

/** Haraka with its queue on disk, on a loopback port; what it delivers, smtp-sink swallows. */
export async function startHaraka(): Promise<MailServer & { close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'haraka-bench-'))
  const [port, sink] = [await freePort(), await freePort()]
  makeInstance(folder, port, sink)
  const log = openSync(join(folder, 'log'), 'a')
  const user = process.getuid?.() === 0 ? ['-u', 'postfix'] : []
  const children = [
    spawn('smtp-sink', [...user, `127.0.0.1:${sink}`, '1000'], { stdio: 'ignore' }),
    spawn('haraka', ['-c', folder], { stdio: ['ignore', log, log] }),
  ]
  const close = async () => {
    for (const child of children) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
    rmSync(folder, { recursive: true, force: true })
  }
  if (!(await until(async () => !(await isPortFree(port, '127.0.0.1')), 20_000))) {
    await close()
    throw new Error('Haraka did not come up')
  }
  let read = 0
  return {
    port,
    close,
    recipient: 'frankm@contoso.com',
    async emptied() {
      if (!(await until(() => readdirSync(join(folder, 'queue')).length === 0, 120_000)))
        throw new Error('Haraka’s queue stays full')
    },
    async transit() {
      const all = [...readFileSync(join(folder, 'log'), 'utf8').matchAll(/ delay=([\d.]+)/g)]
      const since = all.slice(read).map(([, delay]) => Number(delay) * 1000)
      read = all.length
      return median(since)
    },
  }
}
