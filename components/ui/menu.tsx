import type { CSSProperties, ReactNode } from 'react'
import { cx } from './cx'

/**
 * A button that opens a panel over the page: the native popover, which needs no script, closes on Esc and on a
 * click elsewhere and gives the focus back. `id` must be unique on the page.
 */
export function Menu({
  id,
  trigger,
  triggerClass,
  children,
  className,
}: {
  id: string
  trigger: ReactNode
  triggerClass?: string
  children: ReactNode
  className?: string
}) {
  const anchor = `--${id}`
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        className={triggerClass}
        style={{ anchorName: anchor } as CSSProperties}
      >
        {trigger}
      </button>
      <div
        id={id}
        popover="auto"
        style={{ positionAnchor: anchor } as CSSProperties}
        className={cx(
          'popover rounded-md border border-line bg-raised text-sm text-ink shadow-xl',
          className,
        )}
      >
        {children}
      </div>
    </>
  )
}

export const menuItemClass =
  'flex min-h-9 w-full items-center gap-2 px-4 py-1.5 text-left text-sm text-ink no-underline hover:bg-panel -outline-offset-2'
