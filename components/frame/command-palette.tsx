'use client'

import { useRouter } from 'next/navigation'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { cx } from '@/components/ui/cx'
import { type Destination, findDestinations } from './destinations'

/** Go to a page by a few letters of its name, or search the users: a combobox in a dialog. */
export function CommandPalette({
  destinations,
  onClose,
}: {
  destinations: readonly Destination[]
  onClose: () => void
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const router = useRouter()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  const found = [...findDestinations(destinations, typed), ...userSearch(typed)].slice(0, 12)
  const go = (destination: Destination | undefined) => {
    if (!destination) return
    onClose()
    router.push(destination.href)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Enter') go(found[at])
    else if (move) setAt((at + move + found.length) % Math.max(1, found.length))
    else return
    event.preventDefault()
  }
  return (
    <dialog
      ref={dialog}
      aria-label="Search"
      onClose={() => !dialog.current?.open && onClose()}
      className="dialog mt-[12vh] w-[560px] max-w-[calc(100vw-24px)] overflow-hidden rounded-lg bg-raised text-ink shadow-2xl"
    >
      <input
        role="combobox"
        aria-label="Go to a page, or search users"
        aria-expanded={found.length > 0}
        aria-controls={id}
        aria-activedescendant={found[at] ? `${id}-${at}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder="Go to a page, or search users"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
        className="w-full border-b border-line bg-raised px-4 py-3.5 text-[15px] -outline-offset-2 placeholder:text-faint"
      />
      <div id={id} role="listbox" aria-label="Found" className="max-h-[50vh] overflow-auto py-1.5">
        {found.map((destination, index) => (
          <a
            key={destination.href}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            href={destination.href}
            onClick={(event) => {
              event.preventDefault()
              go(destination)
            }}
            className={cx(
              'flex min-h-9 items-center gap-3 px-4 py-1.5 text-sm text-inherit no-underline hover:bg-panel',
              index === at && 'bg-tint',
            )}
          >
            <span className="flex-1">{destination.label}</span>
            <span className="text-xs text-soft">{destination.area}</span>
          </a>
        ))}
      </div>
    </dialog>
  )
}

function userSearch(typed: string): readonly Destination[] {
  if (!typed.trim()) return []
  const href = `/users?search=${encodeURIComponent(typed.trim())}`
  return [{ label: `Search users for “${typed.trim()}”`, href, area: 'Users' }]
}
