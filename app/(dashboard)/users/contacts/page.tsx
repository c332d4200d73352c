import type { Metadata } from 'next'
import { DirectoryPage } from '@/components/directory/directory-page'
import { forRole } from '@/components/frame/view-only'
import { address, type PageProps } from '@/lib/server/address'
import { directoryCommand } from '@/lib/server/list-commands/directory'
import { directoryView } from '@/lib/server/queries/directory-view'

export const metadata: Metadata = { title: 'Contacts' }

export default async function ContactsPage({ searchParams }: PageProps) {
  const parameters = await searchParams
  const view = await directoryView('contacts', parameters)
  return (
    <DirectoryPage
      {...view}
      list="contacts"
      command={view.exchange ? directoryCommand('contacts', view.query) : null}
      here={(change) => address('/users/contacts', parameters, change)}
      disabledReason={forRole(view.person)}
    />
  )
}
