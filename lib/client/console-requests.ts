import type { Completion, ConsoleAnswer, ConsoleEvent } from '@/lib/runbooks/console'
import { type ErrorRecord, errorRecord } from '@/lib/shell'

/** A script that is run with values for its param block. */
export interface ScriptCall {
  readonly path: string
  readonly parameters: Readonly<Record<string, string>>
}

/** What a shell in the browser asks of the server. */
export interface ConsoleRequests {
  /** The events of a run until its end; a lost connection is one of them. */
  run(
    source: string,
    columns: number,
    script: ScriptCall | null,
    signal: AbortSignal,
  ): AsyncIterable<ConsoleEvent>
  answer(question: string, answer: ConsoleAnswer): Promise<ErrorRecord | null>
  stop(): Promise<void>
  /** Null where nothing is known, or nobody answered. */
  complete(text: string, caret: number): Promise<Completion | null>
  /** The next run gets a shell of its own. */
  renew(): void
}

const address = '/email/shell'

const lost = errorRecord('ResourceUnavailable', 'ConnectionLost', 'The connection to the server was lost.', {
  recommendedAction: 'See in Activity what was done, and try again.',
})
const strange = (status: number) =>
  errorRecord('ResourceUnavailable', 'NoAnswer', `The server did not answer as it should (${status}).`, {
    recommendedAction: 'Load the page again.',
  })

function post(path: string, body: object, signal?: AbortSignal): Promise<Response> {
  return fetch(`${address}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  })
}

/** One event for a line; null for what is none. */
function eventOf(line: string): ConsoleEvent | null {
  try {
    const read: unknown = JSON.parse(line)
    return typeof read === 'object' && read !== null && 'kind' in read ? (read as ConsoleEvent) : null
  } catch {
    return null
  }
}

/** The lines of an answer as they come. */
async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader()
  let held = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    const lines = (held + value).split('\n')
    held = lines.pop() ?? ''
    yield* lines
  }
  if (held) yield held
}

/** The events of an answer; whatever else came instead is told as an error. */
export async function* eventsOf(response: Response): AsyncGenerator<ConsoleEvent> {
  let last: ConsoleEvent | null = null
  try {
    for await (const line of response.body ? linesOf(response.body) : []) {
      const event = eventOf(line)
      if (!event) continue
      last = event
      yield event
    }
  } catch {
    yield { kind: 'refused', error: lost }
    return
  }
  if (!last) yield { kind: 'refused', error: strange(response.status) }
  else if (!['end', 'incomplete', 'refused'].includes(last.kind)) yield { kind: 'refused', error: lost }
}

/**
 * @param shell the name of this browser's shell, a UUID
 * @param newShell makes another name and keeps it
 */
export function consoleRequests(shell: string, newShell: () => string): ConsoleRequests {
  let name = shell
  /** A run that is still on its way cannot be stopped: stopping it waits until it has arrived. */
  let arrived: Promise<unknown> = Promise.resolve()
  return {
    async *run(source, columns, script, signal) {
      const width = Math.min(400, Math.max(40, Math.floor(columns) || 80))
      const body = { shell: name, source, columns: width, ...(script && { script }) }
      const asked = post('run', body, signal).catch(() => null)
      arrived = asked
      const response = await asked
      if (response) yield* eventsOf(response)
      else yield { kind: 'refused', error: lost }
    },
    async answer(question, answer) {
      const response = await post('answer', { shell: name, question, answer }).catch(() => null)
      if (!response) return lost
      return response.ok ? null : refusalOf(await response.json().catch(() => null), response.status)
    },
    async stop() {
      await arrived
      await post('stop', { shell: name }).catch(() => null)
    },
    async complete(text, caret) {
      const response = await post('complete', { shell: name, text, caret }).catch(() => null)
      const read: unknown = response?.ok ? await response.json().catch(() => null) : null
      return isCompletion(read) ? read : null
    },
    renew() {
      name = newShell()
    },
  }
}

function isCompletion(read: unknown): read is Completion {
  return typeof read === 'object' && read !== null && 'offers' in read && Array.isArray(read.offers)
}

/** The ErrorRecord of a refused answer, wherever in the body it stands. */
function refusalOf(body: unknown, status: number): ErrorRecord {
  const record = typeof body === 'object' && body !== null && 'error' in body ? body.error : body
  const told = typeof record === 'object' && record !== null && 'message' in record
  return told ? (record as ErrorRecord) : strange(status)
}
