import { type Command, printCommand } from '@/lib/shell'

/** One command of a runbook, with the sentence that says what it is for. */
export interface Step {
  readonly title: string
  readonly command: Command
  /** Steps of one group stand and fall together; other groups go on: one user of an import. */
  readonly group?: string
}

/** A list of commands with a name: what a wizard compiles to, what runs, what is saved as a .ps1. */
export interface Runbook {
  readonly title: string
  readonly steps: readonly Step[]
}

/** A line of comment cannot end early: line breaks and other control characters become spaces. */
function comment(text: string): string {
  return `# ${text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')}`
}

/** The runbook as a PowerShell script, with CRLF line ends as Windows' own editors write. */
export function printRunbook({ title, steps }: Runbook): string {
  const lines = steps.flatMap((step) => ['', comment(step.title), printCommand(step.command)])
  return `${[comment(title), ...lines].join('\r\n')}\r\n`
}
