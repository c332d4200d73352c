'use client'

import { type KeyboardEvent, type ReactNode, startTransition } from 'react'

/** Where the arrow keys lead from the message at `at` of `count`. */
const steps: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => Math.min(at + 1, count - 1),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, count) => count - 1,
}

/** A form as the buttons of the list send it. */
type Change = (form: FormData) => void | Promise<void>

/** The messages of a folder: arrow keys move between them, Space ticks one, Delete deletes it, but none for good. */
export function ItemKeys({
  folder,
  change,
  children,
}: {
  folder: string
  change: Change
  children: ReactNode
}) {
  return (
    <ul aria-label={folder} onKeyDown={(event) => onKey(event, folder === 'Deleted Items' ? null : change)}>
      {children}
    </ul>
  )
}

function onKey(event: KeyboardEvent<HTMLUListElement>, change: Change | null): void {
  const line = (event.target as Element).closest('li')
  if (!line || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
  const lines = [...event.currentTarget.children]
  const step = steps[event.key]
  const isLink = event.target instanceof HTMLAnchorElement
  if (step) focusOn(lines[step(lines.indexOf(line), lines.length)])
  else if (event.key === ' ' && isLink) boxOf(line)?.click()
  else if (event.key === 'Delete' && change && !event.repeat) deleteLine(line, change)
  else return
  event.preventDefault()
}

const boxOf = (line: Element) => line.querySelector<HTMLInputElement>('input[name=item]')

const focusOn = (line: Element | null | undefined) => line?.querySelector('a')?.focus()

/** That line alone, whatever else is ticked; the one after it is gone on with. */
function deleteLine(line: Element, change: Change): void {
  const box = boxOf(line)
  if (!box?.form) return
  const form = new FormData(box.form)
  form.set('item', box.value)
  form.set('op', 'delete')
  focusOn(line.nextElementSibling ?? line.previousElementSibling)
  startTransition(async () => change(form))
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
