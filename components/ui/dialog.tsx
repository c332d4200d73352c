'use client'

import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { cx } from './cx'

const widths = { small: 'w-[440px]', medium: 'w-[620px]', large: 'w-[860px]' }

/**
 * A modal dialog on the native element, which keeps the focus inside and gives it back. Esc and the cross call
 * `onClose`; the caller decides. Rendered while open: `{open && <Dialog …>}`. What carries `data-focus` gets the
 * focus first; else the cross does.
 */
export function Dialog({
  title,
  children,
  footer,
  onClose,
  size = 'medium',
}: {
  title: ReactNode
  children: ReactNode
  /** Buttons, the primary one first. */
  footer?: ReactNode
  onClose: () => void
  size?: keyof typeof widths
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const element = dialog.current
    const opener = document.activeElement as HTMLElement | null
    element?.showModal()
    element?.querySelector<HTMLElement>('[data-focus]')?.focus()
    return () => {
      element?.close()
      opener?.focus()
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClose={() => !dialog.current?.open && onClose()}
      className={cx('dialog rounded-lg bg-raised text-ink shadow-2xl max-w-[calc(100vw-24px)]', widths[size])}
    >
      <div className="flex max-h-[calc(100dvh-32px)] flex-col">
        <div className="flex items-start gap-4 px-6 pt-5 pb-2">
          <h2 id={id} className="flex-1 text-lg font-semibold">
            {title}
          </h2>
          <button
            type="button"
            aria-label="Close"
            onClick={onClose}
            className="-mr-2 flex size-8 items-center justify-center rounded text-soft hover:bg-panel"
          >
            <X aria-hidden size={17} />
          </button>
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto px-6 pb-5 text-sm">{children}</div>
        {footer && (
          <div className="flex flex-wrap justify-end gap-2 border-t border-line px-6 py-3.5">{footer}</div>
        )}
      </div>
    </dialog>
  )
}
