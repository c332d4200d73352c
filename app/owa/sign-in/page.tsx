import { redirect } from 'next/navigation'
import { MailboxSignInForm } from '@/components/owa/mailbox-sign-in-form'
import { OutlookBand } from '@/components/owa/outlook-band'
import { currentMailbox } from '@/lib/server/mailbox-session'
import { signInToMailboxAction } from '../actions'

export default async function MailboxSignInPage() {
  if (await currentMailbox()) redirect('/owa')
  return (
    <div className="flex min-h-dvh flex-col">
      <OutlookBand />
      <main className="flex flex-1 flex-col items-center px-4 pt-[12vh] pb-10 max-sm:pt-8">
        <div className="flex w-full max-w-[400px] flex-col gap-5 rounded-lg border border-line bg-raised p-8 max-sm:p-5">
          <div>
            <h1 className="text-2xl font-semibold">Sign in to your mailbox</h1>
            <p className="mt-1.5 text-sm text-soft">
              For the users of the simulated site, with the password of their account.
            </p>
          </div>
          <MailboxSignInForm action={signInToMailboxAction} />
        </div>
      </main>
    </div>
  )
}
