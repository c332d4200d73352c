import { execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { projectRoot } from './project'

export interface RunOptions {
  env?: Record<string, string>
  /** Aborting ends the program. */
  signal?: AbortSignal
  /** Hold back what the program prints, and give it back in `output`. */
  quiet?: boolean
}

/** Runs a Node program in the project's folder to its end. */
export function runNode(
  words: string[],
  options: RunOptions = {},
): Promise<{ code: number; output: string }> {
  return run(process.execPath, words, options)
}

export function run(
  program: string,
  words: string[],
  { env, signal, quiet = false }: RunOptions = {},
): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, {
      cwd: projectRoot,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    })
    let output = ''
    child.stdout?.on('data', (chunk) => (output += chunk))
    child.stderr?.on('data', (chunk) => (output += chunk))
    const end = () => child.kill('SIGTERM')
    signal?.addEventListener('abort', end, { once: true })
    child.on('error', reject)
    child.on('close', (code) => {
      signal?.removeEventListener('abort', end)
      resolve({ code: code ?? 1, output })
    })
  })
}

/** A zombie, which in a container without an init nobody collects, counts as gone. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || !/[ZX]/.test(statOf(pid)[0] ?? '')
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * When a living process began, in the system's own words, or '' where that cannot be known. With its number, it
 * tells a process from a later one; its command line does not, as Next rewrites its own.
 */
export function beginningOf(pid: number): string {
  try {
    if (process.platform === 'linux') return statOf(pid)[19] ?? ''
    if (process.platform === 'win32') return ''
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
}

/** The fields of /proc/<pid>/stat (proc(5)) from the third on: 0 state, 1 parent, 19 start in ticks since boot. */
function statOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

/** The command line of a living process, or '' where it cannot be known. */
export function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux')
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
    if (process.platform === 'win32')
      return execFileSync('tasklist', ['/fi', `PID eq ${pid}`, '/fo', 'csv', '/nh'], { encoding: 'utf8' })
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
}

export function parentOf(pid: number): number {
  if (process.platform === 'linux') return Number(statOf(pid)[1])
  return Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }))
}

/** Resolves to whether `condition` became true within `milliseconds`. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  milliseconds: number,
): Promise<boolean> {
  const end = Date.now() + milliseconds
  while (!(await condition())) {
    if (Date.now() > end) return false
    await pause(30)
  }
  return true
}
