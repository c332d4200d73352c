import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { WirePorts } from '@/lib/wire'
import { HostError } from './host-error'
import { freePort } from './port'
import { projectRoot } from './project'
import { readSecretKey } from './web-environment'
import type { WireMessage } from './wire-program'

/** For tests: whatever is free. */
export const anyPorts: WirePorts = { dns: 0, dnsInside: 0, dnsResolver: 0, proxy: 0, smtp: 0, block: 0 }

/** How the web process finds the simulated network. The same for all of a supervisor's life. */
export interface WireAddress {
  readonly WIRE_URL: string
  readonly WIRE_TOKEN: string
}

export interface WireProcessOptions {
  readonly databaseUrl: string
  readonly dataDir: string
  readonly secretKey?: string
  readonly ports: WirePorts
  readonly address: WireAddress
}

export interface WireProcess {
  readonly pid: number
  /** How the process ended, once it has. */
  readonly ended: Promise<string>
  stop(): Promise<void>
  kill(): Promise<void>
}

export async function newWireAddress(): Promise<WireAddress> {
  const port = await freePort()
  return { WIRE_URL: `http://127.0.0.1:${port}`, WIRE_TOKEN: randomBytes(24).toString('base64url') }
}

/**
 * Starts the process in which the simulated site listens; resolves when it does.
 * @throws HostError when a port is taken, or it cannot start for another reason
 */
export async function startWire(options: WireProcessOptions): Promise<WireProcess> {
  const child = spawnWire(options)
  const ended = new Promise<string>((resolve) => {
    child.on('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `code ${code}`))
    child.on('error', (error) => resolve(error.message))
  })
  const told = new Promise<WireMessage>((resolve) => child.once('message', resolve))
  const message = await Promise.race([told, ended.then((how) => ({ failed: `It ended with ${how}.` }))])
  if ('failed' in message) {
    child.kill('SIGKILL')
    throw new HostError(`The simulated network could not start. ${message.failed}`, 'Then start again.')
  }
  const end = (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
  }
  return {
    pid: child.pid ?? 0,
    ended,
    async stop() {
      end('SIGTERM')
      const late = setTimeout(() => end('SIGKILL'), 3000)
      await ended
      clearTimeout(late)
    },
    async kill() {
      end('SIGKILL')
      await ended
    },
  }
}

/** In a process group of its own, so that Ctrl-C in the terminal reaches the supervisor alone. */
function spawnWire({ databaseUrl, dataDir, secretKey, ports, address }: WireProcessOptions): ChildProcess {
  return fork(fileURLToPath(new URL('./wire-program.ts', import.meta.url)), [], {
    cwd: projectRoot,
    execArgv: ['--import', 'tsx'],
    detached: process.platform !== 'win32',
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      SECRET_KEY: secretKey ?? readSecretKey(dataDir),
      WIRE_CONTROL_PORT: new URL(address.WIRE_URL).port,
      WIRE_TOKEN: address.WIRE_TOKEN,
      WIRE_PORTS: JSON.stringify(ports),
    },
  })
}
