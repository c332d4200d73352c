import { spawn, spawnSync } from 'node:child_process'

/** Whether this computer has the program; the tests that need it are skipped elsewhere, with a word. */
export function hasProgram(name: string): boolean {
  const found = spawnSync(name, ['--version'], { stdio: 'ignore' }).error === undefined
  if (!found) console.warn(`SKIPPED: tests that need ${name}, which is not on the PATH of this computer.`)
  return found
}

/** Runs a program beside us, since we are the server that it speaks to; gives all that it wrote. */
export function runProgram(name: string, args: readonly string[], input = ''): Promise<string> {
  const child = spawn(name, args, { stdio: ['pipe', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (said += text))
  child.stdin.on('error', () => undefined).end(input)
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', () => resolve(said))
  })
}
