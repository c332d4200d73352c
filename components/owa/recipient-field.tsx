'use client'

import { useId, useRef, useState } from 'react'
import { cx } from '@/components/ui/cx'
import { described, type FieldError, FieldShell, inputClass } from '@/components/ui/field-shell'

interface Person {
  readonly name: string
  readonly address: string
}

const waitMs = 150

/** Names and addresses apart by semicolons; the one at the end is completed from the address book (ARIA's combobox). */
export function RecipientField({
  label,
  name,
  defaultValue,
  error,
}: {
  label: string
  name: string
  defaultValue: string
  error: FieldError | null
}) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [found, setFound] = useState<readonly Person[]>([])
  const [active, setActive] = useState(0)

  const look = (typed: string) => {
    clearTimeout(waiting.current)
    const last = typed.split(/[;,]/).at(-1)?.trim() ?? ''
    if (last.length < 2) return setFound([])
    waiting.current = setTimeout(async () => {
      const people = await peopleLike(last)
      if (input.current?.value === typed && document.activeElement === input.current) {
        setFound(people)
        setActive(0)
      }
    }, waitMs)
  }
  const choose = ({ name: who, address }: Person) => {
    const field = input.current
    if (!field) return
    const before = field.value.replace(/[^;,]*$/, '')
    field.value = `${before}${before ? ' ' : ''}${who.replace(/[",;<>]/g, ' ')} <${address}>; `
    setFound([])
    field.focus()
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const isOpen = found.length > 0
  return (
    <FieldShell id={id} label={label} error={error} className="w-full">
      <div className="relative">
        <input
          ref={input}
          id={id}
          name={name}
          type="text"
          role="combobox"
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={isOpen ? `${id}-${active}` : undefined}
          autoComplete="off"
          autoCapitalize="none"
          defaultValue={defaultValue}
          {...described(id, { error })}
          className={inputClass}
          onChange={(event) => look(event.target.value)}
          onBlur={() => setFound([])}
          onKeyDown={(event) => {
            if (!isOpen) return
            const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
            const chosen = found[active]
            if (step !== 0) setActive((active + step + found.length) % found.length)
            else if (event.key === 'Escape') setFound([])
            else if (chosen && (event.key === 'Enter' || event.key === 'Tab')) choose(chosen)
            else return
            event.preventDefault()
          }}
        />
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label="Address book"
          hidden={!isOpen}
          className="absolute inset-x-0 top-full z-30 mt-1 rounded border border-line bg-raised py-1 shadow-lg"
        >
          {found.map((person, at) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the field's
            <div
              key={person.address}
              id={`${id}-${at}`}
              role="option"
              aria-selected={at === active}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(person)}
              className={cx('cursor-pointer px-3 py-1.5 text-sm', at === active && 'bg-tint')}
            >
              {person.name} <span className="text-xs text-faint">{person.address}</span>
            </div>
          ))}
        </div>
      </div>
    </FieldShell>
  )
}

async function peopleLike(typed: string): Promise<readonly Person[]> {
  try {
    const answer = await fetch(`/owa/people?name=${encodeURIComponent(typed)}`)
    return answer.ok ? ((await answer.json()) as readonly Person[]) : []
  } catch {
    return []
  }
}
