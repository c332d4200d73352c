import type { ConsoleAnswer, ConsoleEvent, ConsoleQuestion } from '@/lib/runbooks/console'
import type { ConsoleOutput } from './console-output'
import type { ConsoleRequests, ScriptCall } from './console-requests'
import { ink } from './console-text'

export type RunEnd = Extract<ConsoleEvent, { kind: 'end' | 'incomplete' | 'refused' }>

export interface Run {
  readonly source: string
  readonly columns: number
  readonly script: ScriptCall | null
  /** Null: nobody answers, the run is to be stopped. */
  ask(question: ConsoleQuestion): Promise<ConsoleAnswer | null>
  /** It has been taken: what was typed is no longer being edited. Not called for an incomplete text. */
  began(): void
}

/** Carries out one run to its end: what it writes goes out, what it asks is answered. */
export async function carryOut(
  requests: ConsoleRequests,
  output: ConsoleOutput,
  run: Run,
  signal: AbortSignal,
): Promise<RunEnd> {
  let taken = false
  for await (const event of requests.run(run.source, run.columns, run.script, signal)) {
    if (event.kind === 'incomplete') return event
    if (!taken) run.began()
    taken = true
    if (event.kind === 'end') return event
    if (event.kind === 'question') await reply(requests, output, run, event.question)
    else await output.write(event)
    if (event.kind === 'refused') return event
  }
  return { kind: 'incomplete' }
}

async function reply(
  requests: ConsoleRequests,
  output: ConsoleOutput,
  run: Run,
  question: ConsoleQuestion,
): Promise<void> {
  output.freshLine()
  const answer = await run.ask(question)
  if (!answer) return requests.stop()
  const refused = await requests.answer(question.id, answer)
  if (refused) output.note(refused.message, ink.error)
}
