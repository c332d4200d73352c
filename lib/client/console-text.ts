import type { ConsoleStream } from '@/lib/runbooks/console'
import type { ErrorRecord } from '@/lib/shell'

/** SGR codes (ECMA-48 8.3.117); what colour each one is, the terminal's theme says. */
export const ink = {
  error: '31',
  number: '32',
  warning: '33',
  command: '34',
  string: '35',
  parameter: '36',
  faint: '90',
  variable: '97',
  selected: '7',
} as const

export type Ink = (typeof ink)[keyof typeof ink]

const streams: Readonly<Record<ConsoleStream, Ink | null>> = {
  output: null,
  host: null,
  error: ink.error,
  warning: ink.warning,
  verbose: ink.faint,
  debug: ink.faint,
}

/**
 * A text that a terminal only shows: without control characters but line ends and tabs, so that nothing that
 * stands in a name or a file moves the cursor, colours, or asks the terminal. Marks that turn the direction of
 * writing are left out, too: they let a text look like another one.
 */
export function shownOnly(text: string): string {
  return text
    .replace(/\r\n/g, '\n')
    .replace(/[\0-\x08\v-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
}

/** Each line for itself, so that no colour runs on after a line's end. */
export function inInk(text: string, code: string | null): string {
  if (code === null || text === '') return text
  return text.replace(/[^\r\n]+/g, (line) => `\x1b[${code}m${line}\x1b[0m`)
}

/** A text of a stream, as it is written to the terminal. */
export function printed(stream: ConsoleStream, text: string): string {
  return inInk(shownOnly(text), streams[stream] ?? null).replace(/\n/g, '\r\n')
}

/** A refusal in words: what happened, and what to do next. */
export function errorLinesOf({ message, recommendedAction }: ErrorRecord): string {
  return [message, recommendedAction].filter(Boolean).join('\n')
}
