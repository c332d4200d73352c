import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignInFrame } from '@/components/account/sign-in-frame'
import { LinkButton } from '@/components/ui/button'
import { requirePerson } from '@/lib/server/session'

export const metadata: Metadata = { title: 'For administrators' }

/** Where requireAdministrator() leads an Observer. */
export default async function AdministratorsOnlyPage() {
  const { role } = await requirePerson('/')
  if (role === 'Administrator') redirect('/')
  return (
    <SignInFrame>
      <h1 className="text-xl font-semibold">This page is for administrators</h1>
      <p className="text-soft">
        You are signed in as an Observer. Observers can see everything and change nothing. If you should be
        able to change things, ask an administrator of this dashboard to change your role under Settings &gt;
        People.
      </p>
      <LinkButton look="primary" href="/">
        Go to Home
      </LinkButton>
    </SignInFrame>
  )
}
