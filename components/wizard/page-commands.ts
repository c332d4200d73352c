import type { Runbook } from '@/lib/runbooks/runbook'
import { printCommand, secure } from '@/lib/shell'
import type { Answers } from '@/lib/wizards/wizard'
import type { AnyWizard, ShownPage } from './answers'

/**
 * The runbook of these answers, or null while they cannot be compiled. In the browser a secret is an empty seal:
 * it prints as the prompt that it will be in the script.
 */
export function compileHere(wizard: AnyWizard, facts: unknown, answers: Answers): Runbook | null {
  try {
    const runbook = wizard.compile(facts, answers, (_, prompt) => secure(prompt, ''))
    for (const { command } of runbook.steps) printCommand(command)
    return runbook
  } catch {
    return null
  }
}

/** Printed commands, each known by its name and how many of that name came before it. */
function printed(runbook: Runbook | null): Map<string, string> {
  const seen = new Map<string, number>()
  const lines = new Map<string, string>()
  for (const { command } of runbook?.steps ?? []) {
    const nth = (seen.get(command.name) ?? 0) + 1
    seen.set(command.name, nth)
    lines.set(`${command.name} ${nth}`, printCommand(command))
  }
  return lines
}

/** The answers as they would be with this page left empty, and with its switches the other way round. */
function variants({ fields }: ShownPage, answers: Answers): Answers[] {
  const names = new Set(fields.map(({ name }) => name))
  const entries = Object.entries(answers)
  return [
    Object.fromEntries(entries.filter(([name]) => !names.has(name))),
    Object.fromEntries(
      entries.map(([name, value]) => [name, names.has(name) && typeof value === 'boolean' ? !value : value]),
    ),
  ]
}

/**
 * What a page adds to the runbook. A command depends on every page whose answers change it; it is shown on the
 * last of these, where it is complete. A page that would show nothing that way (a name, on which everything
 * depends) shows those of its commands that are complete soonest.
 */
export function commandsOfPage(
  wizard: AnyWizard,
  facts: unknown,
  answers: Answers,
  pages: readonly ShownPage[],
  pageId: string,
): readonly string[] {
  const whole = printed(compileHere(wizard, facts, answers))
  const at = pages.findIndex(({ page }) => page.id === pageId)
  const mine = new Set<string>()
  const lastPage = new Map<string, number>()
  for (const [index, shown] of pages.entries())
    for (const variant of variants(shown, answers)) {
      const other = printed(compileHere(wizard, facts, variant))
      for (const [key, line] of whole) {
        if (other.get(key) === line) continue
        lastPage.set(key, index)
        if (index === at) mine.add(key)
      }
    }
  const soonest = Math.min(...[...mine].map((key) => lastPage.get(key) ?? 0))
  return [...mine].filter((key) => lastPage.get(key) === soonest).map((key) => whole.get(key) ?? '')
}
