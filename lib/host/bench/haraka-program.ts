import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../processes'

const version = '3.3.4'
const installMs = 180_000

export interface Absent {
  /** Why it cannot be measured here: the end of a sentence. */
  readonly absent: string
}

/** The line in which npm says what was wrong; the others are codes and stacks. */
const complaint = (output: string) =>
  output.match(/^npm (?:error|ERR!) (?!code |errno |syscall |type )(\S.*)$/m)?.[1] ?? 'npm does not say why'

/** No package's script is run, and the project's own packages stay as they are. */
const words = (folder: string) => [
  ...[
    'install',
    '--prefix',
    folder,
    '--omit=optional',
    '--ignore-scripts',
    '--no-save',
    '--engine-strict=false',
  ],
  ...['--no-audit', '--no-fund', '--fetch-retries=1', `haraka@${version}`],
]

async function install(folder: string, ending: AbortSignal): Promise<Absent | null> {
  const late = AbortSignal.timeout(installMs)
  try {
    const signal = AbortSignal.any([late, ending])
    const { code, output } = await run('npm', words(folder), { quiet: true, signal })
    if (late.aborted) return { absent: `npm did not install it within ${installMs / 1000} seconds` }
    return code === 0 ? null : { absent: `npm could not install it: ${complaint(output)}` }
  } catch (error) {
    return { absent: `npm does not start: ${(error as Error).message}` }
  }
}

/**
 * The file that starts Haraka, from npm the first time; or why it cannot be had.
 * @param folder where it is kept, beside what else the bench keeps
 * @param ending aborted when the bench ends
 */
export async function harakaProgram(folder: string, ending: AbortSignal): Promise<string | Absent> {
  const kept = join(folder, `haraka-${version}`)
  const program = join(kept, 'node_modules/haraka/bin/haraka')
  if (existsSync(program)) return program
  // Half an installation is never taken for one.
  const half = `${kept}.half`
  rmSync(half, { recursive: true, force: true })
  const failed = await install(half, ending)
  if (!failed) {
    rmSync(kept, { recursive: true, force: true })
    renameSync(half, kept)
  }
  rmSync(half, { recursive: true, force: true })
  return failed ?? program
}
