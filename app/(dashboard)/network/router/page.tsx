import type { Metadata } from 'next'
import { TaskGroup, TaskLink } from '@/components/frame/tasks'
import { forRole } from '@/components/frame/view-only'
import { ChecklistPage } from '@/components/network/checklist-page'
import type { PageProps } from '@/lib/server/address'
import { checklistPage } from '@/lib/server/checklist-page'
import { checkAgainAction, repairRowAction } from '../actions'

export const metadata: Metadata = { title: 'Router' }

export default async function Page({ searchParams }: PageProps) {
  const { person, description, site, ...page } = await checklistPage('router', searchParams)
  return (
    <ChecklistPage
      {...page}
      check={checkAgainAction}
      repair={repairRowAction}
      disabledReason={forRole(person)}
      tasks={
        <TaskGroup title="Router tasks">
          <TaskLink href="/devices">See the servers' addresses</TaskLink>
          <TaskLink href="/do/describe-site?back=/network/router" disabledReason={forRole(person)}>
            Change the description of the site
          </TaskLink>
        </TaskGroup>
      }
    />
  )
}
