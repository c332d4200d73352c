import type { Metadata } from 'next'
import { TaskGroup, TaskLink } from '@/components/frame/tasks'
import { forRole } from '@/components/frame/view-only'
import { ChecklistPage } from '@/components/network/checklist-page'
import { RouteTable } from '@/components/network/route-table'
import { Code } from '@/components/ui/code'
import { OpenInShell } from '@/components/ui/open-in-shell'
import { arrCommand, proxyRoutes } from '@/lib/checklists'
import type { PageProps } from '@/lib/server/address'
import { checklistPage } from '@/lib/server/checklist-page'
import { newestPfx } from '@/lib/server/checklists'
import { checkAgainAction, repairRowAction } from '../actions'
import { fileLinks } from '../file-links'

export const metadata: Metadata = { title: 'Reverse proxy' }

export default async function ProxyPage({ searchParams }: PageProps) {
  const { person, description, site, ...page } = await checklistPage('reverse-proxy', searchParams)
  const { folder, line } = arrCommand(description, (await newestPfx()) ?? 'C:\\Certificates\\certificate.pfx')
  return (
    <ChecklistPage
      {...page}
      check={checkAgainAction}
      repair={repairRowAction}
      exports={fileLinks('arrconfig', 'iis', 'nginx', 'haproxy')}
      disabledReason={forRole(person)}
      tasks={
        <TaskGroup title="Reverse proxy tasks">
          <TaskLink href="/do/configure-proxy?back=/network/proxy" disabledReason={forRole(person)}>
            Configure the reverse proxy
          </TaskLink>
          <TaskLink href="/devices">See the services of the servers</TaskLink>
        </TaskGroup>
      }
    >
      {page.checklist.rows.length > 0 && (
        <div className="mt-8 flex flex-col gap-3">
          <h2 className="text-base font-semibold">The command</h2>
          <p className="max-w-[72ch] text-sm text-soft">
            In a command window that runs as administrator on {description.essentials.name}, in the folder{' '}
            <code className="font-mono text-xs">{folder}</code>. It asks for the password of the file.
          </p>
          <Code code={line} label="the command" />
          <p>
            <OpenInShell lines={[line]} />
          </p>
          <h2 className="mt-4 text-base font-semibold">Which name goes where</h2>
          <RouteTable routes={proxyRoutes(description)} />
        </div>
      )}
    </ChecklistPage>
  )
}
