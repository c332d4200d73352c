import { createInterface, type Interface } from 'node:readline/promises'
import type { Readable, Writable } from 'node:stream'
import { secure } from '@/lib/shell'
import {
  type Answer,
  type Drive,
  openShell,
  plain,
  type Question,
  type Shell,
  type StatementResult,
  usualLimits,
} from '@/lib/shell/language'
import { RunRecord } from './console/run-record'
import type { RunSecrets } from './console/run-secrets'
import { TerminalOutput } from './console/terminal-output'
import { siteHost } from './shell-host'
import { vault } from './vault'

export interface SessionOptions {
  readonly actor: string
  readonly input: Readable
  readonly output: Writable & { readonly columns?: number }
  readonly errors: Writable
  /** A script; without one, what comes from `input` is read: line by line from a terminal, else whole. */
  readonly script: string | null
  /** What the script is called in Activity. */
  readonly title?: string
  readonly interactive: boolean
  /** One line of JSON for each statement instead of the console's text. */
  readonly json: boolean
  /** Whether what changes something is kept in Activity. */
  readonly kept?: boolean
  /** Stops whatever runs. */
  readonly signal?: AbortSignal
}

/** Longer than a script takes: questions wait for people. */
const milliseconds = 3_600_000

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

async function answer(lines: Interface | null, question: Question, secrets?: RunSecrets): Promise<Answer> {
  if (!lines) return { kind: 'none' }
  const typed = await lines.question(`${question.prompt}: `).catch(() => null)
  if (typed === null) return { kind: 'none' }
  if (question.kind === 'confirm') return { kind: 'confirm', choice: /^y/i.test(typed) ? 'yes' : 'no' }
  if (question.kind === 'text') return { kind: 'text', text: typed }
  secrets?.add(typed)
  const secret = secure(question.prompt, vault.seal(typed))
  return question.kind === 'secret'
    ? { kind: 'secret', secret }
    : { kind: 'credential', userName: question.userName, secret }
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
  const { input, output, interactive, json, script, kept = false } = options
  const lines = interactive ? createInterface({ input, output, terminal: true }) : null
  const at: { record: RunRecord | null; stop: AbortController } = {
    record: null,
    stop: new AbortController(),
  }
  const stop = () => at.stop.abort()
  lines?.on('SIGINT', stop)
  options.signal?.addEventListener('abort', stop)
  const shown = new TerminalOutput({ ...options, silent: json, note: (text) => at.record?.add(text) })
  const shell = await openSession(options, shown, () => (kept ? at.record : null), lines)
  let failed = false
  const run = async (source: string) => {
    at.stop = new AbortController()
    if (options.signal?.aborted) stop()
    at.record = new RunRecord({
      ...options,
      title: options.title ?? null,
      source,
      tokens: shell.check(source).tokens,
    })
    if (kept && options.title !== undefined) await at.record.keep()
    let [ok, ended] = [true, null as StatementResult['ended'] | null]
    for await (const result of shell.run(source, at.stop.signal)) {
      shown.end()
      if (json) output.write(`${jsonLine(result)}\n`)
      ok &&= result.ok
      ended = result.ended ?? null
    }
    failed ||= !ok
    await at.record.finish(
      at.stop.signal.aborted ? 'stopped' : ok && !shell.exitCode ? 'succeeded' : 'failed',
    )
    return ended
  }
  if (lines) await prompt(shell, lines, run)
  else await run(script ?? (await wholeText(input)))
  lines?.close()
  return shell.exitCode ?? (failed && !interactive ? 1 : 0)
}

async function openSession(
  { actor, json }: SessionOptions,
  shown: TerminalOutput,
  record: () => RunRecord | null,
  lines: Interface | null,
): Promise<Shell> {
  const host = await siteHost({
    actor,
    ask: (question) => {
      shown.end()
      return answer(lines, question, record()?.secrets)
    },
    write: (written) => shown.write(written),
    begins: async (command) => record()?.begins(command),
  })
  const drive: Drive = {
    ...host.drive,
    async write(path, content) {
      await record()?.keep()
      return host.drive.write(path, content)
    },
    async remove(path) {
      await record()?.keep()
      return host.drive.remove(path)
    },
  }
  const seal = (secret: string) => {
    record()?.secrets.add(secret)
    return host.seal(secret)
  }
  // A statement's objects are shown as they come; only its line of JSON needs them together.
  const limits = { ...usualLimits, milliseconds, ...(json ? {} : { kept: 0 }) }
  return openShell({ ...host, drive, seal, ready: () => shown.ready() }, limits)
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
