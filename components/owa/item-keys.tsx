'use client'

import type { KeyboardEvent, ReactNode } from 'react'

/** Where the arrow keys lead from the message at `at` of `count`. */
const steps: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => Math.min(at + 1, count - 1),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, count) => count - 1,
}

/** The messages of a folder: arrow keys move between them, Space ticks one, Delete deletes it. */
export function ItemKeys({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} onKeyDown={onKey}>
      {children}
    </ul>
  )
}

function onKey(event: KeyboardEvent<HTMLUListElement>): void {
  const line = (event.target as Element).closest('li')
  if (!line || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  const lines = [...event.currentTarget.children]
  const step = steps[event.key]
  const isLink = event.target instanceof HTMLAnchorElement
  if (step) lines[step(lines.indexOf(line), lines.length)]?.querySelector('a')?.focus()
  else if (event.key === ' ' && isLink) boxOf(line)?.click()
  else if (event.key === 'Delete') deleteLine(line)
  else return
  event.preventDefault()
}

const boxOf = (line: Element) => line.querySelector<HTMLInputElement>('input[name=item]')

function deleteLine(line: Element): void {
  const box = boxOf(line)
  if (!box?.form) return
  box.checked = true
  box.form.requestSubmit(box.form.querySelector<HTMLButtonElement>('button[value=delete]'))
}

/** Ticks all messages of the page, or none. */
export function TickAll() {
  return (
    <label className="flex min-h-6 w-10 shrink-0 items-center justify-center">
      <input
        type="checkbox"
        className="size-4 accent-action"
        onChange={({ target }) => {
          for (const box of target.form?.querySelectorAll<HTMLInputElement>('input[name=item]') ?? [])
            box.checked = target.checked
        }}
      />
      <span className="sr-only">Select all messages of this page</span>
    </label>
  )
}
