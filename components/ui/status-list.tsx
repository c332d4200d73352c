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

/** A framed list of what was checked, one line each, as on Home and in a wizard's first page. */
export function StatusList({ items, label }: { items: readonly StatusItem[]; label: string }) {
  return (
    <ul aria-label={label} className="divide-y divide-line rounded-md border border-line bg-raised">
      {items.map((item) => (
        <li key={item.id} className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 px-3.5 py-2">
          <StateIcon state={item.state} small />
          <div className="min-w-0 flex-1 basis-40">
            <div className="text-sm">{item.title}</div>
            {item.reason && <div className="text-xs text-faint">{item.reason}</div>}
          </div>
          {item.trailing && <div className="text-xs text-faint">{item.trailing}</div>}
          {item.below && <div className="basis-full pb-1 pl-7">{item.below}</div>}
        </li>
      ))}
    </ul>
  )
}
