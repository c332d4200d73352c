import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Ago } from '@/components/account/ago'
import { RemoveForm } from '@/components/account/remove-form'
import { ResetPasswordForm } from '@/components/account/reset-password-form'
import { RoleForm } from '@/components/account/role-form'
import { Section, SettingsPage } from '@/components/account/section'
import { forRole } from '@/components/frame/view-only'
import { LinkButton } from '@/components/ui/button'
import { findAccount } from '@/lib/server/administrators'
import { requirePerson } from '@/lib/server/session'
import { changeRoleAction, removeAction, resetPasswordAction } from '../actions'

export const metadata: Metadata = { title: 'Person' }

interface Props {
  params: Promise<{ id: string }>
}

export default async function AccountOfPage({ params }: Props) {
  const { id } = await params
  const person = await requirePerson(`/settings/people/${id}`)
  const account = await findAccount(id)
  if (!account) notFound()
  const own = account.id === person.id
  const disabledReason = forRole(person)
  return (
    <SettingsPage
      title={account.name}
      about={
        <>
          {account.email} · added <Ago at={account.createdAt} /> ·{' '}
          {account.seenAt ? (
            <>
              seen <Ago at={account.seenAt} />
            </>
          ) : (
            'not signed in yet'
          )}
        </>
      }
    >
      <Section title="Role" about="Counts from the next click on, without a new sign-in.">
        <RoleForm action={changeRoleAction} {...{ account, own, disabledReason }} />
      </Section>
      <Section
        title="Password"
        about={
          own
            ? 'You change your own password under Your account.'
            : 'For somebody who lost theirs. The old password and all their sessions end at once.'
        }
      >
        {own ? (
          <div>
            <LinkButton href="/settings/account">Your account</LinkButton>
          </div>
        ) : (
          <ResetPasswordForm action={resetPasswordAction} {...{ account, disabledReason }} />
        )}
      </Section>
      <Section
        title="Remove"
        about={
          <>
            {own ? 'You' : account.name} can no longer sign in, and all open sessions end at once. What was
            done stays in Activity.
            {account.role === 'Administrator' && ' Gentler: change the role to Observer.'}
          </>
        }
      >
        <RemoveForm action={removeAction} {...{ account, disabledReason }} />
      </Section>
    </SettingsPage>
  )
}
