import type { Command } from '@/lib/shell'
import { command, pipe, printCommand } from '@/lib/shell'

/** A list of the dashboard as the command that gives its rows. */
export interface ListCommand {
  /** PowerShell, one command a line. */
  readonly lines: readonly string[]
  /** Where the command gives other rows, or another order, than the page. */
  readonly note?: string
}

/** Commands without anything special, such as `Get-SendConnector`, one a line. */
export function listed(...names: readonly string[]): ListCommand {
  return { lines: names.map((name) => printCommand(command(name))) }
}

/** One pipeline, printed: every text in it stays one literal. */
export function pipeline(first: Command, ...next: readonly Command[]): ListCommand {
  return { lines: [printCommand(next.reduce(pipe, first))] }
}
