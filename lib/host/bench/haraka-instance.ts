import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../port'
import { until } from '../processes'

/** Takes everything, asks no name server, and passes all of it, bounces too, to smtp-sink. */
const plugin = (sink: number) => `
exports.hook_lookup_rdns = (next) => next(OK, 'localhost')
exports.hook_rcpt = (next, connection) => { connection.relaying = true; next(OK) }
exports.hook_get_mx = (next) => next(OK, { priority: 0, exchange: '127.0.0.1', port: ${sink} })
`

/** One process, and a hundred connections out, as its documentation has them by default. */
function configure(program: string, folder: string, port: number, sink: number): void {
  // Its own configuration first: without it, it greets nobody.
  spawnSync(process.execPath, [program, '-i', folder])
  for (const name of ['config', 'plugins', 'queue']) mkdirSync(join(folder, name), { recursive: true })
  const files = {
    'config/me': 'haraka.contoso.com',
    'config/plugins': 'bench',
    'config/loglevel': 'NOTICE',
    'config/smtp.ini': `listen=127.0.0.1:${port}\nnodes=0\n`,
    'config/outbound.ini': 'concurrency_max=100\nlocal_mx_ok=true\nenable_tls=false\n',
    'plugins/bench.js': plugin(sink),
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
}

/** It ends when its input does: when we close it, or are gone. A terminal's Ctrl-C is for us alone. */
function startSink(port: number): ChildProcess {
  const user = process.getuid?.() === 0 ? ['-u', 'postfix'] : []
  const words = ['smtp-sink', ...user, `127.0.0.1:${port}`, '1000']
  return spawn('sh', ['-c', '"$@" & cat >/dev/null; kill $!; wait', 'sh', ...words], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
}

/** Its channel ends it when this process is gone. */
function startServer(program: string, folder: string): ChildProcess {
  const watch = new URL('../end-with-parent.mjs', import.meta.url).href
  const log = openSync(join(folder, 'log'), 'a')
  return spawn(process.execPath, ['--import', watch, program, '-c', folder], {
    stdio: ['ignore', log, log, 'ipc'],
    detached: true,
  })
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null

async function stop(server: ChildProcess, sink: ChildProcess): Promise<void> {
  server.kill('SIGKILL')
  sink.stdin?.end()
  for (const child of [server, sink]) if (!hasEnded(child)) await once(child, 'exit')
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

const complaint = (log: string) =>
  log.match(/^.*(?:\[CRIT\]|Error: ).*$/m)?.[0] ?? log.trim().split('\n').at(-1) ?? ''

export interface HarakaInstance {
  readonly port: number
  /** Its queue's files. */
  readonly queue: string
  log(): string
  /** Resolves to null when it takes connections, and its sink too; else to what it says was wrong. */
  trouble(): Promise<string | null>
  close(): Promise<void>
}

/** Haraka on a loopback port, in a folder of its own, and the smtp-sink that it delivers to. */
export async function startHaraka(program: string): Promise<HarakaInstance> {
  const folder = mkdtempSync(join(tmpdir(), 'haraka-bench-'))
  const [port, sinkPort] = [await freePort(), await freePort()]
  configure(program, folder, port, sinkPort)
  const [server, sink] = [startServer(program, folder), startSink(sinkPort)]
  const log = () => readFileSync(join(folder, 'log'), 'utf8')
  const up = async () => (await answers(port)) && (await answers(sinkPort))
  return {
    port,
    queue: join(folder, 'queue'),
    log,
    async trouble() {
      const settled = await until(async () => hasEnded(server) || (await up()), 20_000)
      return settled && !hasEnded(server) ? null : complaint(log())
    },
    async close() {
      await stop(server, sink)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
