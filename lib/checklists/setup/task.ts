import type { Prerequisite } from '@/lib/essentials'
import type { Checklist } from '../checklist'

/** One thing to look at in a task's pane. */
export interface TaskCheck {
  readonly id: string
  readonly state: 'ok' | 'pending' | 'warning' | 'error'
  readonly title: string
  readonly reason?: string
}

/** A task of Home > Setup, in the order of the guide. */
export interface SetupTask {
  readonly id: string
  readonly title: string
  readonly state: 'done' | 'attention' | 'todo' | 'skipped'
  readonly requirement: 'Required' | 'Recommended' | 'Not needed'
  /** "3 of 4 found": what stands at the end of its line instead of the requirement. */
  readonly note?: string
  readonly why: string
  readonly checks: readonly TaskCheck[]
  readonly start: { readonly label: string; readonly href: string }
}

/** A task before it is known whether somebody skipped it. */
export type Draft = Omit<SetupTask, 'state' | 'requirement'> & {
  readonly done: boolean
  readonly begun?: boolean
  readonly requirement?: SetupTask['requirement']
}

export function fromChecklist({ rows, done }: Checklist): Pick<Draft, 'done' | 'begun' | 'note' | 'checks'> {
  const required = rows.filter((row) => row.required)
  const ok = required.filter(({ state }) => state === 'ok').length
  return {
    done,
    begun: ok > 0 && !done,
    ...(done ? {} : ok > 0 ? { note: `${ok} of ${required.length} found` } : {}),
    checks: rows.map((row) => ({
      id: row.id,
      state: row.state,
      title: `${[row.name, row.cells?.type].filter(Boolean).join(' ')}: ${row.verdict}`,
      ...(row.reason ? { reason: row.reason } : {}),
    })),
  }
}

const stateOf = { pass: 'ok', warn: 'warning', fail: 'error' } as const

export function fromPrerequisites(
  all: readonly Prerequisite[],
  ...ids: readonly string[]
): readonly TaskCheck[] {
  return all
    .filter(({ id }) => ids.length === 0 || ids.includes(id))
    .map(({ id, state, title, reason }) => ({
      id,
      state: stateOf[state],
      title,
      ...(reason ? { reason } : {}),
    }))
}
