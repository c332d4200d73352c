'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { cx } from './cx'

/** Copies a text; says "Copied" for two seconds, to screen readers too. */
export function CopyButton({
  text,
  children = 'Copy',
  label,
  className,
}: {
  text: string
  children?: ReactNode
  /** What is copied, for screen readers: "Copy the MX record". */
  label?: string
  className?: string
}) {
  const [outcome, setOutcome] = useState<'' | 'Copied' | 'Not copied'>('')
  useEffect(() => {
    if (!outcome) return
    const timer = setTimeout(() => setOutcome(''), 2000)
    return () => clearTimeout(timer)
  }, [outcome])
  return (
    <>
      <button
        type="button"
        onClick={async () => setOutcome((await copy(text)) ? 'Copied' : 'Not copied')}
        className={cx(
          'inline-flex min-h-6 min-w-6 items-center rounded-sm px-1 font-sans text-xs print:hidden',
          className ?? '-my-1 text-link hover:underline',
        )}
      >
        {outcome || (
          <>
            {children}
            {label && <span className="sr-only"> {label}</span>}
          </>
        )}
      </button>
      <span role="status" className="sr-only">
        {outcome}
      </span>
    </>
  )
}

/** The clipboard API exists on https and localhost only; elsewhere a selected text area is copied. */
async function copy(text: string): Promise<boolean> {
  if (navigator.clipboard)
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    )
  const area = document.createElement('textarea')
  area.value = text
  const before = document.activeElement as HTMLElement | null
  ;(before?.closest('dialog') ?? document.body).append(area)
  area.select()
  const done = document.execCommand('copy')
  area.remove()
  before?.focus()
  return done
}
