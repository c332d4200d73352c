import type { Metadata } from 'next'
import { PeopleList } from '@/components/account/people-list'
import { SettingsPage } from '@/components/account/section'
import { forRole } from '@/components/frame/view-only'
import { LinkButton } from '@/components/ui/button'
import { listAccounts } from '@/lib/server/administrators'
import { requirePerson } from '@/lib/server/session'

export const metadata: Metadata = { title: 'People' }

export default async function PeoplePage() {
  const person = await requirePerson('/settings/people')
  return (
    <SettingsPage
      title="People"
      about="Who may sign in to this dashboard. They are not users of the site: those are under Users."
    >
      <PeopleList people={await listAccounts()} currentId={person.id} />
      <div>
        <LinkButton look="primary" href="/settings/people/invite" disabledReason={forRole(person)}>
          Invite somebody
        </LinkButton>
      </div>
    </SettingsPage>
  )
}
