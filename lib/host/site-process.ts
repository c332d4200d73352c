import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { HostError } from './host-error'
import { projectRoot } from './project'

/** What a program of the site tells whoever started it, once. */
export type SiteMessage = { readonly ready: true } | { readonly failed: string }

/** One of the site's own processes beside the web process. */
export interface SiteProcess {
  readonly pid: number
  /** How the process ended, once it has. */
  readonly ended: Promise<string>
  stop(): Promise<void>
  kill(): Promise<void>
}

/** After this time a process that was told to end is ended. */
const patienceMs = 3000

/**
 * Starts a program of this folder; resolves when it says that it is ready.
 * @param title what people call it: "The simulated network"
 * @throws HostError when it cannot start, with its own reason
 */
export async function startSiteProcess(
  title: string,
  program: string,
  env: Readonly<Record<string, string>>,
): Promise<SiteProcess> {
  const child = spawn(program, env)
  const ended = new Promise<string>((resolve) => {
    child.on('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `code ${code}`))
    child.on('error', (error) => resolve(error.message))
  })
  const told = new Promise<SiteMessage>((resolve) => child.once('message', resolve))
  const message = await Promise.race([told, ended.then((how) => ({ failed: `It ended with ${how}.` }))])
  if ('failed' in message) {
    child.kill('SIGKILL')
    throw new HostError(`${title} could not start. ${message.failed}`, 'Then start again.')
  }
  const end = (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
  }
  return {
    pid: child.pid ?? 0,
    ended,
    async stop() {
      end('SIGTERM')
      const late = setTimeout(() => end('SIGKILL'), patienceMs)
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
function spawn(program: string, env: Readonly<Record<string, string>>): ChildProcess {
  return fork(fileURLToPath(new URL(program, import.meta.url)), [], {
    cwd: projectRoot,
    execArgv: ['--import', 'tsx'],
    detached: process.platform !== 'win32',
    env: { ...process.env, ...env },
  })
}
