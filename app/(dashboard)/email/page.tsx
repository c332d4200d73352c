import type { Metadata } from 'next'
import { PropertyTable } from '@/components/email/property-table'
import { TaskGroup, TaskLink } from '@/components/frame/tasks'
import { PageHeader, ThreePane } from '@/components/frame/three-pane'
import { forRole } from '@/components/frame/view-only'
import { integration } from '@/lib/essentials'
import { exchangeServer, mailboxDatabase, printQuota } from '@/lib/exchange'
import { dashboard } from '@/lib/server/dashboard'
import { emailCommands } from '@/lib/server/list-commands/email'

export const metadata: Metadata = { title: 'Email' }

export default async function EmailPage() {
  const { site, person } = await dashboard()
  const [servers, databases, integrated, mailboxes] = await Promise.all([
    site.store.list(exchangeServer),
    site.store.list(mailboxDatabase),
    site.store.find(integration, 'Exchange'),
    site.store.users.count({ withMailbox: true }),
  ])
  const on = integrated?.properties.enabled ?? false
  const disabledReason = forRole(person)
  return (
    <ThreePane
      padded
      tasks={
        <TaskGroup title="Email tasks">
          <TaskLink href="/email/integrate" disabledReason={disabledReason}>
            {on ? 'Run the integration wizard again' : 'Set up Exchange Server integration'}
          </TaskLink>
          {on && (
            <TaskLink href="/do/disable-integration?back=/email" disabledReason={disabledReason}>
              Disable Exchange Server integration
            </TaskLink>
          )}
          <TaskLink href="/network/dns">Check the DNS records</TaskLink>
        </TaskGroup>
      }
    >
      <PageHeader
        title={on ? 'Exchange Server is integrated' : 'Exchange Server is not integrated'}
        lead={
          on
            ? `${mailboxes.toLocaleString('en-US')} ${mailboxes === 1 ? 'mailbox' : 'mailboxes'} on ${integrated?.properties.server}.`
            : 'Set up the integration to see and manage mailboxes here. What Exchange Server has is shown all the same.'
        }
      />
      <PropertyTable
        title="Servers"
        command={emailCommands.servers}
        columns={['Name', 'Version', 'Build', 'Roles', 'Management Tools']}
        rows={servers.map(({ name, properties }) => [
          name,
          `Exchange Server ${properties.version}`,
          properties.build,
          properties.roles.join(', '),
          properties.managementTools ? 'Installed' : 'Missing',
        ])}
        empty="Install Exchange Server on the second server, under Devices."
      />
      <PropertyTable
        title="Databases"
        command={emailCommands.databases}
        columns={['Name', 'Server', 'Warn at', 'Prohibit send at', 'Prohibit send and receive at']}
        rows={databases.map(({ name, properties }) => [
          name,
          properties.server,
          printQuota(properties.issueWarningQuota),
          printQuota(properties.prohibitSendQuota),
          printQuota(properties.prohibitSendReceiveQuota),
        ])}
        empty="A database comes with Exchange Server."
      />
    </ThreePane>
  )
}
