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
export function comment(text: string): string {
  return `# ${text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')}`
}

/** The steps as lines of PowerShell, each command below what it is for. */
export function stepLines(steps: readonly Step[]): readonly string[] {
  return steps.flatMap(({ title, command }) => [comment(title), printCommand(command)])
}

function lines(steps: readonly Step[], indent = ''): string[] {
  return steps.flatMap(({ title, command }) => [
    `${indent}${comment(title)}`,
    `${indent}${printCommand(command)}`,
  ])
}

/** Steps that stand and fall together, by the order of the first of each. */
function together(steps: readonly Step[]): readonly (readonly Step[])[] {
  const groups = new Map<unknown, Step[]>()
  for (const step of steps) {
    const key = step.group ?? step
    groups.set(key, [...(groups.get(key) ?? []), step])
  }
  return [...groups.values()]
}

/** A group that fails is told, and the next one goes on. */
function printGroup(steps: readonly Step[]): readonly string[] {
  return steps[0]?.group === undefined
    ? lines(steps)
    : ['try {', ...lines(steps, '    '), '} catch { Write-Error $_ -ErrorAction Continue }']
}

/**
 * The runbook as a PowerShell script, with CRLF line ends as Windows' own editors write. It ends at the first step
 * that fails, as a run does; of a group only the rest is left out.
 */
export function printRunbook({ title, steps }: Runbook): string {
  const parts = together(steps).flatMap((group) => ['', ...printGroup(group)])
  return `${[comment(title), "$ErrorActionPreference = 'Stop'", ...parts].join('\r\n')}\r\n`
}
