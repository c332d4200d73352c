import type { Writable } from 'node:stream'
import { consoleWidth, type StreamRecord } from '@/lib/shell/language'
import { OutputWriter } from './output-writer'

export interface TerminalStreams {
  readonly output: Writable & { readonly columns?: number }
  readonly errors: Writable
  /** Nothing is shown of what a script writes. */
  readonly silent: boolean
  /** Told all that stands on the screen, or would. */
  note(text: string): void
}

/** What a terminal shows of a script, row by row while it comes. */
export class TerminalOutput {
  readonly #writer: OutputWriter

  constructor(private readonly streams: TerminalStreams) {
    this.#writer = new OutputWriter(
      (event) => {
        if (event.kind === 'text')
          this.#show(event.newline ? `${event.text}\n` : event.text, event.stream === 'error')
      },
      Math.max(40, Math.min(400, streams.output.columns ?? consoleWidth)),
    )
  }

  write(record: StreamRecord): void {
    this.#writer.write(record)
  }

  /** Shows what is held back: a statement ends, or something is asked. */
  end(): void {
    this.#writer.end()
  }

  /** Resolves when the terminal, or the pipe, has taken what was written; null where it has. */
  ready(): Promise<void> | null {
    const { output } = this.streams
    if (!output.writableNeedDrain || output.destroyed) return null
    return new Promise((resolve) => {
      const taken = () => {
        for (const event of happenings) output.off(event, taken)
        resolve()
      }
      for (const event of happenings) output.on(event, taken)
    })
  }

  #show(text: string, isError: boolean): void {
    const { output, errors, silent, note } = this.streams
    note(text)
    if (!silent) (isError ? errors : output).write(text)
  }
}

/** A pipe that was closed takes nothing any more, and is not waited for. */
const happenings = ['drain', 'close', 'error'] as const
