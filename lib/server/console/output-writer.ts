import type { ConsoleEvent, ConsoleStream } from '@/lib/runbooks/console'
import { ConsoleFormat, errorLines, type StreamRecord } from '@/lib/shell/language'
import { shellView } from '../shell-commands'

/** Rows that nothing follows are shown after this time; those that come fast are written in batches. */
const patienceMs = 100

/** Turns what a script writes into what the console shows. */
export class OutputWriter {
  readonly #format: ConsoleFormat
  #timer: NodeJS.Timeout | null = null

  /** `columns`: the width of the browser's terminal. */
  constructor(
    private readonly emit: (event: ConsoleEvent) => void,
    columns: number,
  ) {
    this.#format = new ConsoleFormat(shellView, columns)
  }

  write(record: StreamRecord): void {
    if (record.stream === 'output') {
      this.#lines('output', this.#format.add(record.value))
      this.#timer ??= setTimeout(() => this.flush(), patienceMs)
      return
    }
    if (record.stream === 'progress') {
      this.emit({ ...withoutStream(record), kind: 'progress' })
      return
    }
    this.end()
    if (record.stream === 'clear') this.emit({ kind: 'clear' })
    else if (record.stream === 'error') this.#lines('error', errorLines(record.error))
    else if (record.stream === 'host') this.#text('host', record.text, record.newline)
    else this.#text(record.stream, `${record.stream.toUpperCase()}: ${record.message}`, true)
  }

  /** Shows what is held back; its table may go on. */
  flush(): void {
    this.#rest()
    this.#lines('output', this.#format.flush())
  }

  /** Shows what is held back; what comes next is another table. */
  end(): void {
    this.#rest()
    this.#lines('output', this.#format.end())
  }

  #rest(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
  }

  #lines(stream: ConsoleStream, lines: readonly string[]): void {
    if (lines.length > 0) this.#text(stream, lines.join('\n'), true)
  }

  #text(stream: ConsoleStream, text: string, newline: boolean): void {
    this.emit({ kind: 'text', stream, text, newline })
  }
}

function withoutStream({ activity, status, percent }: Extract<StreamRecord, { stream: 'progress' }>) {
  return { activity: activity.slice(0, 1000), status: status.slice(0, 1000), percent }
}
