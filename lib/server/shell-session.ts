import { createInterface, type Interface } from 'node:readline/promises'
import type { Readable, Writable } from 'node:stream'
import { secure } from '@/lib/shell'
import {
  type Answer,
  type Datum,
  errorLines,
  formatObjects,
  openShell,
  plain,
  type Question,
  type Shell,
  type StatementResult,
  type StreamRecord,
} from '@/lib/shell/language'
import { shellView } from './shell-commands'
import { siteHost } from './shell-host'
import { vault } from './vault'

export interface SessionOptions {
  readonly actor: string
  readonly input: Readable
  readonly output: Writable
  readonly errors: Writable
  /** A script; without one, what comes from `input` is read: line by line from a terminal, else whole. */
  readonly script: string | null
  readonly interactive: boolean
  /** One line of JSON for each statement instead of the console's text. */
  readonly json: boolean
}

/** Shows what statements write, as the console does: objects of one statement in one table. */
function consoleWriter(output: Writable, errors: Writable) {
  let values: Datum[] = []
  const line = (text: string) => output.write(`${text}\n`)
  const flush = () => {
    for (const text of formatObjects(values, shellView)) line(text)
    values = []
  }
  const write = (record: StreamRecord): void => {
    if (record.stream === 'output') return void values.push(record.value)
    flush()
    if (record.stream === 'error') for (const text of errorLines(record.error)) errors.write(`${text}\n`)
    else if (record.stream === 'host') output.write(record.newline ? `${record.text}\n` : record.text)
    else if ('message' in record) line(`${record.stream.toUpperCase()}: ${record.message}`)
  }
  return { write, flush }
}

/** As deep as ConvertTo-Json goes by itself. */
const jsonDepth = 2

function jsonLine({ statement, ok, objects, errors }: StatementResult): string {
  return JSON.stringify({
    statement,
    ok,
    objects: objects.map((one) => plain(one, jsonDepth)),
    errors: errors.map(({ record }) => record),
  })
}

async function answer(lines: Interface | null, question: Question): Promise<Answer> {
  if (!lines) return { kind: 'none' }
  const typed = await lines.question(`${question.prompt}: `).catch(() => null)
  if (typed === null) return { kind: 'none' }
  const secret = secure(question.prompt, vault.seal(typed))
  if (question.kind === 'secret') return { kind: 'secret', secret }
  if (question.kind === 'credential') return { kind: 'credential', userName: question.userName, secret }
  if (question.kind === 'confirm') return { kind: 'confirm', choice: /^y/i.test(typed) ? 'yes' : 'no' }
  return { kind: 'text', text: typed }
}

async function wholeText(input: Readable): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of input) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString('utf8')
}

/**
 * A shell on the rehearsed site: a script file, standard input, or a prompt.
 * @returns the exit status: 0 when every statement succeeded, the script's own `exit` code, else 1
 */
export async function runSession(options: SessionOptions): Promise<number> {
  const { input, output, errors, interactive, json } = options
  const lines = interactive ? createInterface({ input, output, terminal: true }) : null
  const shown = consoleWriter(output, errors)
  const stop = { current: new AbortController() }
  lines?.on('SIGINT', () => stop.current.abort())
  const host = await siteHost({
    actor: options.actor,
    ask: (question) => answer(lines, question),
    write: json ? () => undefined : shown.write,
  })
  const shell = await openShell(host)
  let failed = false
  const run = async (source: string) => {
    stop.current = new AbortController()
    for await (const result of shell.run(source, stop.current.signal)) {
      shown.flush()
      if (json) output.write(`${jsonLine(result)}\n`)
      failed ||= !result.ok
      if (result.ended) return result.ended
    }
    return null
  }
  if (lines) await prompt(shell, lines, run)
  else await run(options.script ?? (await wholeText(input)))
  lines?.close()
  return shell.exitCode ?? (failed && !interactive ? 1 : 0)
}

/** Reads statements until `exit` or the end of input; what is not whole yet asks for another line. */
async function prompt(
  shell: Shell,
  lines: Interface,
  run: (source: string) => Promise<StatementResult['ended'] | null>,
): Promise<void> {
  let held = ''
  for (;;) {
    const typed = await lines.question(held ? '>> ' : `[PS] ${shell.location}>`).catch(() => null)
    if (typed === null) return
    const source = held ? `${held}\n${typed}` : typed
    const checked = shell.check(source)
    if (!checked.ok && checked.incomplete && typed !== '') {
      held = source
      continue
    }
    held = ''
    if (source.trim() !== '' && (await run(source)) === 'exit') return
  }
}
