'use client'

import { useEffect } from 'react'

/**
 * Beside a button that goes away when its work is done: the focus, which would fall to the page's beginning,
 * goes to the element with this id (a row's header) instead.
 */
export function HandOverFocus({ to }: { to: string }) {
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) document.getElementById(to)?.focus()
      })
    },
    [to],
  )
  return null
}
