import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignInForm } from '@/components/account/sign-in-form'
import { SignInFrame } from '@/components/account/sign-in-frame'
import { administratorExists } from '@/lib/server/first-administrator'
import { internalPath } from '@/lib/server/internal-path'
import { currentPerson } from '@/lib/server/session'
import { signInRefused } from '@/lib/server/sign-in'
import { signInAction } from './actions'

export const metadata: Metadata = { title: 'Sign in' }

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function SignInPage({ searchParams }: Props) {
  const { from, error } = await searchParams
  if (await currentPerson()) redirect(internalPath(from))
  if (!(await administratorExists())) redirect('/first-visit')
  return (
    <SignInFrame>
      <SignInForm
        action={signInAction}
        from={internalPath(from)}
        initial={{ email: '', error: error ? signInRefused : null }}
      />
    </SignInFrame>
  )
}
