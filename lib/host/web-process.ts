import { type ChildProcess, spawn } from 'node:child_process'
import { packageProgram, projectRoot } from './project'
import { webEnvironment } from './web-environment'

/**
 * Spawns Next in a process group of its own, so that Ctrl-C in the terminal reaches the supervisor alone,
 * which then stops it. The channel tells it when the supervisor dies (end-with-parent.mjs).
 */
export function spawnWeb(options: {
  port: number
  host: string
  development: boolean
  databaseUrl: string
  dataDir: string
  distDir?: string
  publicUrl?: string
  secretKey?: string
  env?: Record<string, string>
}): ChildProcess {
  const distDir = options.distDir ?? process.env.NEXT_DIST_DIR ?? '.next'
  const watch = new URL('./end-with-parent.mjs', import.meta.url).href
  const command = [options.development ? 'dev' : 'start', '-p', String(options.port), '-H', options.host]
  return spawn(process.execPath, ['--import', watch, packageProgram('next'), ...command], {
    cwd: projectRoot,
    env: { ...process.env, ...webEnvironment({ ...options, distDir }), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
}

/**
 * Next greets with a banner and an address of its own. What it prints before it is ready is held back, to be
 * shown if it never is; what comes after `release` passes through.
 */
export function heldOutput({ stdout, stderr }: ChildProcess): { text(): string; release(): void } {
  let held = ''
  let released = false
  const pass = (to: NodeJS.WriteStream) => (chunk: Buffer) => {
    if (released) to.write(chunk)
    else held += chunk
  }
  stdout?.on('data', pass(process.stdout))
  stderr?.on('data', pass(process.stderr))
  return {
    text: () => held.trim(),
    release: () => {
      released = true
    },
  }
}

/** Lets it finish the requests that run, for five seconds at most. */
export async function stopWeb(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (hasEnded(child)) return
  child.kill('SIGTERM')
  const late = setTimeout(() => signalGroup(child), 5000)
  await ended
  clearTimeout(late)
  signalGroup(child)
}

export async function killWeb(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (!hasEnded(child)) signalGroup(child)
  await ended
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

/** `next dev` has children of its own. */
function signalGroup(child: ChildProcess): void {
  if (process.platform === 'win32' || !child.pid) {
    child.kill('SIGKILL')
    return
  }
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
