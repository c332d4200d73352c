'use client'

import { Search } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import type { Destination } from './destinations'

const CommandPalette = dynamic(() => import('./command-palette').then((module) => module.CommandPalette), {
  ssr: false,
})

/** Search in the band: Ctrl K or a click opens the palette; before scripts run it is a link to the users' search. */
export function SearchLauncher({ destinations }: { destinations: readonly Destination[] }) {
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return
      if (document.querySelector('dialog[open]')) return
      event.preventDefault()
      setOpen(true)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <a
        href="/users"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={(event) => {
          event.preventDefault()
          setOpen(true)
        }}
        className="flex min-h-6 min-w-6 items-center gap-1.5 text-inherit no-underline hover:underline"
      >
        <Search aria-hidden size={14} />
        <span className="max-sm:sr-only">Search</span>
        <kbd aria-hidden className="ml-0.5 font-sans text-band-soft max-md:hidden">
          Ctrl K
        </kbd>
      </a>
      {open && <CommandPalette destinations={destinations} onClose={() => setOpen(false)} />}
    </>
  )
}
