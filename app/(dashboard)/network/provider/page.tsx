import type { Metadata } from 'next'
import { TaskGroup, TaskLink } from '@/components/frame/tasks'
import { PageHeader, ThreePane } from '@/components/frame/three-pane'
import { forRole } from '@/components/frame/view-only'
import { RecordTable } from '@/components/network/record-table'
import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { ShowAsCommand } from '@/components/ui/show-as-command'
import { providerZone, readWorld } from '@/lib/network'
import type { PageProps } from '@/lib/server/address'
import { dashboard } from '@/lib/server/dashboard'
import { providerCommand } from '@/lib/server/list-commands/network'
import { readRefusal } from '@/lib/server/refusal-note'
import { removeAction } from '../actions'

export const metadata: Metadata = { title: 'Domain name provider' }

export default async function ProviderPage({ searchParams }: PageProps) {
  const [{ site, person, description }, { failed }] = await Promise.all([dashboard(), searchParams])
  const domain = description?.internetDomain ?? ''
  const zone = providerZone(await readWorld(site), domain)
  const disabledReason = forRole(person)
  const add = (
    <LinkButton
      look="primary"
      href="/do/provider-record?back=/network/provider"
      disabledReason={disabledReason}
    >
      Add a record
    </LinkButton>
  )
  return (
    <ThreePane
      padded
      tasks={
        <TaskGroup title="Provider tasks">
          <TaskLink href="/network/dns">Check the DNS records</TaskLink>
          <TaskLink href="/do/advance-clock?back=/network/provider" disabledReason={disabledReason}>
            Move the clock of the site
          </TaskLink>
        </TaskGroup>
      }
    >
      {readRefusal(failed) && (
        <Alert tone="error" title="That did not work" className="mb-4">
          {readRefusal(failed)}
        </Alert>
      )}
      <PageHeader
        title={`The zone ${domain}`}
        lead={`As the provider serves it to the Internet, from ${zone?.nameServers.join(' and ') ?? 'no name server'}. What others have asked before they keep until its time to live runs out.`}
      >
        <ShowAsCommand id="zone-command" {...providerCommand(domain)} />
        {add}
      </PageHeader>
      <RecordTable
        domain={domain}
        records={zone?.records ?? []}
        remove={removeAction}
        disabledReason={disabledReason}
      />
    </ThreePane>
  )
}
