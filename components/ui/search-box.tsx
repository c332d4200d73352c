'use client'

import { Search } from 'lucide-react'
import { usePathname, useRouter } from 'next/navigation'
import { useRef, useTransition } from 'react'
import { Spinner } from './button'

/**
 * The search field of a list: a form that sends `?search=` (works without scripts), which with scripts searches
 * while one types. `keep` are the other parameters to hold on to, sort order for example; pages start anew.
 */
export function SearchBox({
  label,
  placeholder,
  name = 'search',
  defaultValue,
  keep = {},
}: {
  /** For screen readers: "Search users". */
  label: string
  placeholder?: string
  name?: string
  defaultValue?: string
  keep?: Readonly<Record<string, string | undefined>>
}) {
  const router = useRouter()
  const path = usePathname()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [pending, startTransition] = useTransition()
  const kept = Object.entries(keep).filter((entry): entry is [string, string] => Boolean(entry[1]))
  const search = (text: string) => {
    clearTimeout(timer.current)
    const query = new URLSearchParams(kept)
    if (text.trim()) query.set(name, text)
    startTransition(() => router.replace(query.size > 0 ? `${path}?${query}` : path, { scroll: false }))
  }
  return (
    <search>
      <form
        action={path}
        onSubmit={(event) => {
          event.preventDefault()
          search(String(new FormData(event.currentTarget).get(name) ?? ''))
        }}
        className="relative"
      >
        {kept.map(([key, value]) => (
          <input key={key} type="hidden" name={key} value={value} />
        ))}
        <span className="pointer-events-none absolute inset-y-0 left-2.5 flex items-center text-faint">
          {pending ? <Spinner /> : <Search aria-hidden size={14} />}
        </span>
        <input
          type="search"
          name={name}
          aria-label={label}
          placeholder={placeholder}
          defaultValue={defaultValue}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            const text = event.target.value
            clearTimeout(timer.current)
            timer.current = setTimeout(() => search(text), 250)
          }}
          className="min-h-8 w-[300px] max-w-full rounded border border-edge bg-raised pr-2 pl-8 text-sm placeholder:text-faint"
        />
      </form>
    </search>
  )
}
