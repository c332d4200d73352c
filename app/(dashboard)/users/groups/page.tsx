import type { Metadata } from 'next'
import { DirectoryPage } from '@/components/directory/directory-page'
import { forRole } from '@/components/frame/view-only'
import { address, type PageProps } from '@/lib/server/address'
import { directoryCommand } from '@/lib/server/list-commands/directory'
import { directoryView } from '@/lib/server/queries/directory-view'

export const metadata: Metadata = { title: 'Groups' }

export default async function GroupsPage({ searchParams }: PageProps) {
  const parameters = await searchParams
  const view = await directoryView('groups', parameters)
  return (
    <DirectoryPage
      {...view}
      list="groups"
      command={view.exchange ? directoryCommand('groups', view.query) : null}
      here={(change) => address('/users/groups', parameters, change)}
      disabledReason={forRole(view.person)}
    />
  )
}
