import type { ConsoleAnswer, ConsoleEvent } from '@/lib/runbooks/console'
import type { Command, Result } from '@/lib/shell'
import type { Answer, Question, Shell, StatementResult, StreamRecord } from '@/lib/shell/language'
import { EventStream } from './event-stream'
import { OutputWriter } from './output-writer'
import { Questions } from './questions'
import { RunRecord } from './run-record'
import type { RunSecrets } from './run-secrets'
import { prepareCall, type ScriptCall } from './script-call'
import type { ScriptRunState } from './script-run'

export interface ConsoleRequest {
  readonly source: string
  /** The width of the terminal. */
  readonly columns: number
  /** Run as this script, instead of a typed line. */
  readonly script: ScriptCall | null
}

/** How long a question may stay open. */
export const patienceMs = 600_000

/** One line or script at work in a shell: what it writes, what it asks, and what is kept of it. */
export class ConsoleRun {
  readonly events = new EventStream()
  readonly #stop = new AbortController()
  readonly #writer: OutputWriter
  readonly #questions: Questions
  readonly #record: RunRecord

  constructor(
    private readonly shell: Shell,
    readonly request: ConsoleRequest,
    actor: string,
    patience = patienceMs,
  ) {
    const { source, script, columns } = request
    this.#writer = new OutputWriter((event) => this.#emit(event), columns)
    this.#questions = new Questions(
      (question) => this.#emit({ kind: 'question', question }),
      () => this.#unanswered(),
      patience,
    )
    const { tokens } = shell.check(source)
    this.#record = new RunRecord({ actor, title: script?.path ?? null, source, tokens })
  }

  get secrets(): RunSecrets {
    return this.#record.secrets
  }

  stop(): void {
    this.#stop.abort()
  }

  write(record: StreamRecord): void {
    this.#writer.write(record)
  }

  ready(): Promise<void> | null {
    return this.events.ready()
  }

  ask(question: Question, signal: AbortSignal): Promise<Answer> {
    this.#writer.end()
    return this.#questions.ask(question, signal)
  }

  answer(id: string, given: ConsoleAnswer): Result<void> {
    const answered = this.#questions.answer(id, given, (secret) => this.secrets.add(secret))
    if (answered.ok) this.#record.add(`${shownAnswer(given)}\n`)
    return answered
  }

  begins(command: Command): Promise<string | undefined> {
    return this.#record.begins(command)
  }

  keep(): Promise<string> {
    return this.#record.keep()
  }

  /** Runs it to its end; the events tell how it goes. */
  async run(): Promise<{ readonly exited: boolean }> {
    let end: End = { ok: false, stopped: false, exited: false }
    try {
      if (this.request.script) await this.keep()
      end = await this.#statements()
    } catch (thrown) {
      console.error('a line of the shell stopped:', thrown)
      this.#emit({ kind: 'text', stream: 'error', text: unexpected, newline: true })
    }
    this.#writer.end()
    const state: ScriptRunState = end.stopped ? 'stopped' : end.ok ? 'succeeded' : 'failed'
    const scriptRun = await this.#record.finish(state)
    this.events.push({ kind: 'end', ...end, location: this.shell.location, scriptRun })
    this.events.end()
    return end
  }

  async #statements(): Promise<End> {
    const { script, source } = this.request
    if (!script) return this.#each(source)
    const call = await prepareCall(this.shell, script, source, (secret) => this.secrets.add(secret))
    try {
      return { ...(await this.#each(call.line)), exited: false }
    } finally {
      call.done()
    }
  }

  async #each(source: string): Promise<End> {
    let done = true
    let last: StatementResult | null = null
    for await (const result of this.shell.run(source, this.#stop.signal)) {
      this.#writer.end()
      done &&= result.ok
      last = result
    }
    const stopped = last?.ended === 'stopped' || this.#stop.signal.aborted
    const exited = last?.ended === 'exit' && this.shell.exitCode !== null
    return { ok: done && !stopped && !(exited && this.shell.exitCode !== 0), stopped, exited }
  }

  #unanswered(): void {
    this.#emit({
      kind: 'text',
      stream: 'warning',
      text: 'Nobody answered for ten minutes. The run was stopped.',
      newline: true,
    })
    this.stop()
  }

  #emit(event: ConsoleEvent): void {
    if (event.kind === 'text') this.#record.add(event.newline ? `${event.text}\n` : event.text)
    if (event.kind === 'question') this.#record.add(event.question.prompt)
    if (!this.events.push(event)) this.stop()
  }
}

function shownAnswer(given: ConsoleAnswer): string {
  if (given.kind === 'text') return given.text
  return given.kind === 'confirm' ? given.choice : '********'
}

interface End {
  readonly ok: boolean
  readonly stopped: boolean
  readonly exited: boolean
}

const unexpected =
  'The shell stopped on an error of this program. The terminal that the dashboard was started in says more.'
