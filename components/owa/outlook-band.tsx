import { Mail } from 'lucide-react'
import type { ReactNode } from 'react'
import { SignOutButton } from './sign-out-button'

/** The band over every page of Outlook Web App: it is no part of the dashboard, and does not look like it. */
export function OutlookBand({ children }: { children?: ReactNode }) {
  return (
    <header className="flex min-h-12 items-center gap-2.5 bg-action px-5 text-white max-sm:px-4">
      <Mail aria-hidden size={18} />
      <a href="/owa" className="font-semibold text-inherit no-underline hover:underline">
        Outlook Web App
      </a>
      <span className="flex-1" />
      {children}
    </header>
  )
}

/** Who is signed in, and the way out. */
export function WhoIsHere({
  name,
  address,
  signOut,
}: {
  name: string
  address: string
  signOut: (form: FormData) => void | Promise<void>
}) {
  return (
    <>
      <span className="min-w-0 truncate text-sm" title={address}>
        {name}
      </span>
      <SignOutButton address={address} signOut={signOut} />
    </>
  )
}
