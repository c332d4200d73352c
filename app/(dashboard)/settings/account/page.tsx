import type { Metadata } from 'next'
import { PasswordForm } from '@/components/account/password-form'
import { ProfileForm } from '@/components/account/profile-form'
import { Section, SettingsPage } from '@/components/account/section'
import { SessionList } from '@/components/account/session-list'
import { SubmitButton } from '@/components/ui/submit-button'
import { browserName } from '@/lib/server/browser-name'
import { requirePerson } from '@/lib/server/session'
import { listSessions } from '@/lib/server/sessions'
import { changeNameAction, changePasswordAction, endSessionAction, signOutEverywhereAction } from './actions'

export const metadata: Metadata = { title: 'Your account' }

export default async function AccountPage() {
  const person = await requirePerson('/settings/account')
  const sessions = await listSessions(person.id)
  return (
    <SettingsPage
      title="Your account"
      about={
        <>
          You sign in as <b className="font-medium text-ink">{person.email}</b>, with the role {person.role}.
        </>
      }
    >
      <Section title="Name" about="How the others see you.">
        <ProfileForm action={changeNameAction} name={person.name} />
      </Section>
      <Section title="Password" about="Changing it signs you out everywhere but in this browser.">
        <PasswordForm action={changePasswordAction} email={person.email} />
      </Section>
      <Section
        title="Where you are signed in"
        about="A session ends after 7 days without use, and 30 days after its sign-in in any case. Sign out what you do not recognize, then change your password."
      >
        <SessionList
          sessions={sessions.map((session) => ({ ...session, browser: browserName(session.userAgent) }))}
          currentId={person.sessionId}
          endAction={endSessionAction}
        />
        <form action={signOutEverywhereAction}>
          <SubmitButton look="secondary">Sign out everywhere, here too</SubmitButton>
        </form>
      </Section>
    </SettingsPage>
  )
}
