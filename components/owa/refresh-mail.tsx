'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const everyMs = 15_000

/** Looks for new mail by itself while the page is seen and nothing is ticked. A search is too much work for that. */
export function RefreshMail() {
  const router = useRouter()
  useEffect(() => {
    const look = () => {
      const isSeen = document.visibilityState === 'visible'
      if (isSeen && !document.querySelector('input[name=item]:checked, dialog[open]')) router.refresh()
    }
    const timer = setInterval(look, everyMs)
    return () => clearInterval(timer)
  }, [router])
  return null
}
