import type { Metadata } from 'next'
import { TaskGroup, TaskLink } from '@/components/frame/tasks'
import { forRole } from '@/components/frame/view-only'
import { ChecklistPage } from '@/components/network/checklist-page'
import { ForwardTable } from '@/components/network/forward-table'
import { ShowAsCommand } from '@/components/ui/show-as-command'
import { readWorld } from '@/lib/network'
import type { PageProps } from '@/lib/server/address'
import { checklistPage } from '@/lib/server/checklist-page'
import { forwardsCommand } from '@/lib/server/list-commands/network'
import { checkAgainAction, removeAction, repairRowAction } from '../actions'
import { fileLinks } from '../file-links'

export const metadata: Metadata = { title: 'Router' }

export default async function RouterPage({ searchParams }: PageProps) {
  const { person, description, site, ...page } = await checklistPage('router', searchParams)
  const { router } = await readWorld(site)
  const disabledReason = forRole(person)
  return (
    <ChecklistPage
      {...page}
      check={checkAgainAction}
      repair={repairRowAction}
      exports={fileLinks('router')}
      disabledReason={disabledReason}
      tasks={
        <TaskGroup title="Router tasks">
          <TaskLink href="/do/router-forward?back=/network/router" disabledReason={disabledReason}>
            Add a forward
          </TaskLink>
          <TaskLink href="/do/router-settings?back=/network/router" disabledReason={disabledReason}>
            Router and provider settings
          </TaskLink>
          <TaskLink href="/devices">See the servers&rsquo; addresses</TaskLink>
          <TaskLink href="/do/describe-site?back=/network/router" disabledReason={disabledReason}>
            Change the description of the site
          </TaskLink>
        </TaskGroup>
      }
    >
      <section className="mt-8 print:hidden">
        <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
          <h2 className="text-base font-semibold">The router&rsquo;s table</h2>
          <ShowAsCommand id="forwards-command" what="the router’s table" {...forwardsCommand} />
        </div>
        <ForwardTable
          forwards={router?.forwards ?? []}
          remove={removeAction}
          disabledReason={disabledReason}
        />
      </section>
    </ChecklistPage>
  )
}
