import type { Metadata } from 'next'
import { TaskGroup, TaskLink } from '@/components/frame/tasks'
import { forRole } from '@/components/frame/view-only'
import { ChecklistPage } from '@/components/network/checklist-page'
import { ProviderForms } from '@/components/network/provider-forms'
import { dmarcRecord, formChoices, formEntries, readFormStyle } from '@/lib/checklists'
import { expectedRecords, remoteRecord } from '@/lib/network'
import type { PageProps } from '@/lib/server/address'
import { checklistPage } from '@/lib/server/checklist-page'
import { checkAgainAction, repairRowAction } from '../actions'

export const metadata: Metadata = { title: 'DNS records' }

export default async function DnsPage({ searchParams }: PageProps) {
  const { person, description, site, ...page } = await checklistPage('dns-records', searchParams)
  const wanted = await searchParams
  const remote = remoteRecord(description)
  const records = [
    ...expectedRecords(description),
    ...(remote ? [remote] : []),
    dmarcRecord(description.internetDomain),
  ]
  const style = readFormStyle(wanted)
  const disabledReason = forRole(person)
  return (
    <ChecklistPage
      {...page}
      check={checkAgainAction}
      repair={repairRowAction}
      disabledReason={disabledReason}
      exports={[{ label: 'Export zone file', href: '/network/zone-file' }]}
      tasks={
        <TaskGroup title="DNS tasks">
          <TaskLink href="/network/provider">Open the domain name provider</TaskLink>
          <TaskLink href="/do/mail-names?back=/network/dns" disabledReason={disabledReason}>
            {description.autodiscover === 'srv'
              ? 'Use an autodiscover host (A) record instead'
              : 'Use the SRV record instead'}
          </TaskLink>
          <TaskLink href="/do/mail-names?back=/network/dns" disabledReason={disabledReason}>
            Change the mail host name
          </TaskLink>
          <TaskLink href="/do/advance-clock?back=/network/dns" disabledReason={disabledReason}>
            Move the clock of the site
          </TaskLink>
        </TaskGroup>
      }
    >
      <ProviderForms
        style={style}
        entries={formEntries(records, description.internetDomain, style)}
        open={formChoices.some(({ id }) => wanted[id] !== undefined)}
      />
    </ChecklistPage>
  )
}
