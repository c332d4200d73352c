import type { ReactNode } from 'react'
import { cx } from './cx'

/** What a thing's state is, in the kit's five words. A checklist's and a check's states map onto them. */
export type State = 'ok' | 'pending' | 'warning' | 'error' | 'neutral'

const fills: Record<State, string> = {
  ok: 'bg-ok',
  pending: 'bg-amber',
  warning: 'bg-amber',
  error: 'bg-bad',
  neutral: 'bg-idle',
}

/** A coloured dot before the words that say the same: `<StateDot state="error">Cannot send</StateDot>`. */
export function StateDot({
  state,
  children,
  className,
}: {
  state: State
  children: ReactNode
  className?: string
}) {
  return (
    <span className={cx('inline-flex items-baseline gap-1.5', className)}>
      <span
        aria-hidden
        className={cx('size-2 shrink-0 rounded-full forced-color-adjust-none', fills[state])}
      />
      <span>{children}</span>
    </span>
  )
}

const words: Record<State, string> = {
  ok: 'In order',
  pending: 'Waiting',
  warning: 'Warning',
  error: 'Error',
  neutral: 'Not started',
}

/**
 * A state as a sign of its own, for where no words stand beside it: a tick, an exclamation mark, a cross or an
 * empty circle, each with its word for screen readers (`label` replaces it).
 */
export function StateIcon({ state, label, small }: { state: State; label?: string; small?: boolean }) {
  return (
    <span className="inline-flex shrink-0">
      <svg
        viewBox="0 0 18 18"
        aria-hidden="true"
        className={cx('forced-color-adjust-none', small ? 'size-4' : 'size-[18px]')}
      >
        {signs[state]}
      </svg>
      <span className="sr-only">{label ?? words[state]}: </span>
    </span>
  )
}

const stroke = { fill: 'none', strokeWidth: 1.7, strokeLinecap: 'round', strokeLinejoin: 'round' } as const
const signs: Record<State, ReactNode> = {
  ok: (
    <>
      <circle cx="9" cy="9" r="9" className="fill-ok" />
      <path d="M5.5 9.2l2.4 2.4 4.6-5" {...stroke} className="stroke-canvas" />
    </>
  ),
  error: (
    <>
      <circle cx="9" cy="9" r="9" className="fill-bad" />
      <path d="M6.2 6.2l5.6 5.6M11.8 6.2l-5.6 5.6" {...stroke} className="stroke-canvas" />
    </>
  ),
  warning: (
    <>
      <circle cx="9" cy="9" r="8.3" className="fill-warn-tint stroke-amber" strokeWidth="1.4" />
      <path d="M9 5v4.6M9 12.4v.3" {...stroke} className="stroke-warn" />
    </>
  ),
  pending: (
    <>
      <circle cx="9" cy="9" r="8.3" className="fill-warn-tint stroke-amber" strokeWidth="1.4" />
      <path d="M9 5.4V9l2.4 1.6" {...stroke} className="stroke-warn" />
    </>
  ),
  neutral: <circle cx="9" cy="9" r="8.3" className="fill-none stroke-edge" strokeWidth="1.2" />,
}
