import type { ReactNode } from 'react'
import { type State, StateIcon } from './state'

export interface StatusItem {
  id: string
  state: State
  title: ReactNode
  /** Why, and what to do: a line under the title. */
  reason?: ReactNode
  /** At the end of the line: when it was looked at, or the link or button that mends it. */
  trailing?: ReactNode
  /** Under all of it, over the whole width: the command that would mend it. */
  below?: ReactNode
}

export const statusListClass = 'divide-y divide-line rounded-md border border-line bg-raised'

/** A framed list of what was checked, one line each, as on Home and in a wizard's first page. */
export function StatusList({ items, label }: { items: readonly StatusItem[]; label: string }) {
  return (
    <ul aria-label={label} className={statusListClass}>
      {items.map((item) => (
        <li key={item.id}>
          <StatusLine {...item} />
        </li>
      ))}
    </ul>
  )
}

/** One line of such a list, for lists whose lines come in one by one. */
export function StatusLine({ state, title, reason, trailing, below }: Omit<StatusItem, 'id'>) {
  return (
    <div className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 px-3.5 py-2">
      <StateIcon state={state} small />
      <div className="min-w-0 flex-1 basis-40">
        <div className="text-sm">{title}</div>
        {reason && <div className="text-xs text-faint">{reason}</div>}
      </div>
      {trailing && <div className="text-xs text-faint">{trailing}</div>}
      {below && <div className="basis-full pb-1 pl-7">{below}</div>}
    </div>
  )
}
