import type { Metadata } from 'next'
import { TaskGroup, TaskLink } from '@/components/frame/tasks'
import { forRole } from '@/components/frame/view-only'
import { ChecklistPage } from '@/components/network/checklist-page'
import type { PageProps } from '@/lib/server/address'
import { checklistPage } from '@/lib/server/checklist-page'
import { checkAgainAction, repairRowAction } from '../actions'
import { fileLinks } from '../file-links'

export const metadata: Metadata = { title: 'Split DNS' }

export default async function Page({ searchParams }: PageProps) {
  const { person, description, site, ...page } = await checklistPage('split-dns', searchParams)
  return (
    <ChecklistPage
      {...page}
      check={checkAgainAction}
      repair={repairRowAction}
      exports={fileLinks('split-dns')}
      disabledReason={forRole(person)}
      tasks={
        <TaskGroup title="Split DNS tasks">
          <TaskLink href="/devices">See the servers' addresses</TaskLink>
          <TaskLink href="/do/describe-site?back=/network/split-dns" disabledReason={forRole(person)}>
            Change the description of the site
          </TaskLink>
        </TaskGroup>
      }
    />
  )
}
