import type { Prerequisite } from '@/lib/essentials'
import { answeredRows, type Checklist, stillToDo } from '../checklist'

/** One thing to look at in a task's pane. */
export interface TaskCheck {
  readonly id: string
  readonly state: 'ok' | 'pending' | 'warning' | 'error' | 'neutral'
  readonly title: string
  readonly reason?: string
}

/** How far a task is. */
export interface Progress {
  readonly done: boolean
  /** Something of it is done. */
  readonly begun?: boolean
  /** "3 of 4 found": what stands at the end of its line instead of the requirement. */
  readonly note?: string
  readonly checks: readonly TaskCheck[]
}

/** A task of Home > Setup, in the order of the guide. */
export interface SetupTask {
  readonly id: string
  readonly title: string
  readonly requirement: 'Required' | 'Recommended' | 'Not needed'
  readonly why: string
  readonly start: { readonly label: string; readonly href: string }
  /** The network is asked side by side. */
  readonly progress: Promise<TaskProgress>
  /** Where it is told by what the site keeps, without asking the network. */
  readonly known?: TaskProgress
}

export interface TaskProgress extends Omit<Progress, 'done' | 'begun'> {
  readonly state: 'done' | 'attention' | 'todo' | 'skipped'
}

/** A task before it is known whether somebody skipped it. */
export type Draft = Omit<SetupTask, 'progress' | 'known' | 'requirement'> & {
  readonly requirement?: SetupTask['requirement']
  readonly progress: Progress | Promise<Progress>
}

export async function progressOf(checklist: Checklist): Promise<Progress> {
  const rows = await answeredRows(checklist)
  const required = rows.filter(({ requirement }) => requirement === 'Required').length
  const open = stillToDo(rows)
  const ok = required - open
  return {
    done: open === 0,
    begun: ok > 0 && open > 0,
    ...(ok > 0 && open > 0 && { note: `${ok} of ${required} found` }),
    checks: rows.map(({ id, name, cells, state, verdict, reason }) => ({
      id,
      state,
      title: `${[name, cells?.type].filter(Boolean).join(' ')}: ${verdict}`,
      ...(reason && { reason }),
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
