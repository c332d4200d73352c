'use client'

import { useEffect } from 'react'
import { forgetAllTexts, forgetTextsOfOthers } from './kept-text'

/** The way out, which takes along what this tab has kept of messages that were not sent: those of others even before. */
export function SignOutButton({
  address,
  signOut,
}: {
  /** Whose mailbox is open. */
  address: string
  signOut: (form: FormData) => void | Promise<void>
}) {
  useEffect(() => forgetTextsOfOthers(address), [address])
  return (
    <form action={signOut} onSubmit={forgetAllTexts}>
      <button
        type="submit"
        className="rounded border border-white/60 px-3 py-1 text-sm hover:bg-action-strong focus-visible:outline-white"
      >
        Sign out
      </button>
    </form>
  )
}
