import type { ChildProcess } from 'node:child_process'
import { HostError } from './host-error'
import { freePort, isPortFree } from './port'
import { until } from './processes'
import { heldOutput, killWeb, spawnWeb, stopWeb } from './web-process'

export interface ServeOptions {
  databaseUrl: string
  dataDir: string
  /** A free one when left out. */
  port?: number
  host?: string
  /** The folder of the production build; NEXT_DIST_DIR or .next when left out. */
  distDir?: string
  /** `next dev` instead of the build. */
  development?: boolean
  publicUrl?: string
  secretKey?: string
  env?: Record<string, string>
  /** Told the process's number as soon as it runs. */
  onSpawn?: (pid: number) => void
}

export interface Served {
  readonly url: string
  readonly pid: number
  /** How the process ended, once it has: 'code 1' or 'signal SIGKILL'. */
  readonly ended: Promise<string>
  /** Lets running requests finish, for five seconds at most. */
  stop(): Promise<void>
  /** `kill -9` */
  kill(): Promise<void>
}

/**
 * Starts the web process and resolves when GET /api/health answers 200. The process ends with this one,
 * however this one ends.
 * @throws HostError when the port is taken, or the process ends or stays silent instead
 */
export async function serve(options: ServeOptions): Promise<Served> {
  const { host = '127.0.0.1', development = false } = options
  const port = options.port ?? (await freePort())
  await refusePortInUse(port, host)
  const child = spawnWeb({ ...options, host, port, development })
  options.onSpawn?.(child.pid ?? 0)
  const ended = new Promise<string>((resolve) => {
    child.on('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `code ${code}`))
    child.on('error', (error) => resolve(error.message))
  })
  const output = heldOutput(child)
  const healthy = untilHealthy(child, port, host, development ? 180_000 : 60_000)
  const failure = await Promise.race([healthy, ended.then((how) => `ended with ${how}`)])
  if (failure === null) {
    output.release()
    return {
      url: `http://localhost:${port}`,
      pid: child.pid ?? 0,
      ended,
      stop: () => stopWeb(child, ended),
      kill: () => killWeb(child, ended),
    }
  }
  await killWeb(child, ended)
  await refusePortInUse(port, host)
  throw new HostError(
    `The web process ${failure} before it was ready.\n${output.text()}`,
    'If the lines above do not say why, start it with npm run dev.',
  )
}

/** @throws HostError that names the port and the way out */
export async function refusePortInUse(port: number, host: string): Promise<void> {
  if (!(await isPortFree(port, host)))
    throw new HostError(
      `Port ${port} is in use by another program.`,
      `Stop that one, or choose another port: PORT=${port + 1} npm start`,
    )
}

async function untilHealthy(
  child: ChildProcess,
  port: number,
  host: string,
  milliseconds: number,
): Promise<string | null> {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host
  const url = `http://${reachable}:${port}/api/health`
  let last = 'no answer'
  const healthy = async () => {
    const answer = await fetch(url, { signal: AbortSignal.timeout(20_000) }).catch(() => null)
    if (answer) last = `${answer.status} ${await answer.text()}`
    return answer?.status === 200 || child.exitCode !== null || child.signalCode !== null
  }
  return (await until(healthy, milliseconds)) ? null : `gave ${last.slice(0, 500)} at /api/health`
}
