import type { Metadata } from 'next'
import { SignInFrame } from '@/components/account/sign-in-frame'
import { LinkButton } from '@/components/ui/button'

export const metadata: Metadata = { title: 'Not found' }

/** For addresses that lead nowhere, and for things that are gone: a run, a user, somebody's account. */
export default function NotFoundPage() {
  return (
    <SignInFrame>
      <h1 className="text-xl font-semibold">There is nothing at this address</h1>
      <p className="text-soft">
        It was typed or copied wrong, or what it led to has been removed since. What was done stays in
        Activity.
      </p>
      <LinkButton look="primary" href="/">
        Go to Home
      </LinkButton>
    </SignInFrame>
  )
}
