'use client'

import { forgetAllTexts } from './kept-text'

/** The way out, which takes along what this tab has kept of messages that were not sent. */
export function SignOutButton({ signOut }: { signOut: (form: FormData) => void | Promise<void> }) {
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
