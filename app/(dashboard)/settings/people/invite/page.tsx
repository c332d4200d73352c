import type { Metadata } from 'next'
import { InviteForm } from '@/components/account/invite-form'
import { SettingsPage } from '@/components/account/section'
import { requireAdministrator } from '@/lib/server/session'
import { inviteAction } from '../actions'

export const metadata: Metadata = { title: 'Invite somebody' }

export default async function InvitePage() {
  await requireAdministrator('/settings/people/invite')
  return (
    <SettingsPage
      title="Invite somebody"
      about="You get a one-time password to hand over. With it they choose a password of their own."
    >
      <InviteForm action={inviteAction} />
    </SettingsPage>
  )
}
