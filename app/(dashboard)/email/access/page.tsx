import type { Metadata } from 'next'
import { PropertyTable } from '@/components/email/property-table'
import { ThreePane } from '@/components/frame/three-pane'
import {
  activeSyncVirtualDirectory,
  ecpVirtualDirectory,
  mapiVirtualDirectory,
  type Noun,
  oabVirtualDirectory,
  outlookAnywhere,
  owaVirtualDirectory,
  type VirtualDirectory,
  webServicesVirtualDirectory,
} from '@/lib/exchange'
import { dashboard } from '@/lib/server/dashboard'
import { emailCommands, virtualDirectoriesCommand } from '@/lib/server/list-commands/email'

export const metadata: Metadata = { title: 'Client access' }

const kinds = [
  owaVirtualDirectory,
  ecpVirtualDirectory,
  activeSyncVirtualDirectory,
  oabVirtualDirectory,
  webServicesVirtualDirectory,
  mapiVirtualDirectory,
] as unknown as readonly Noun<VirtualDirectory>[]

export default async function AccessPage() {
  const { site } = await dashboard()
  const found = await Promise.all(kinds.map(async (kind) => ({ kind, rows: await site.store.list(kind) })))
  const directories = found.flatMap(({ rows }) => rows)
  const there = found.filter(({ rows }) => rows.length > 0).map(({ kind }) => kind)
  const outlook = await site.store.list(outlookAnywhere)
  return (
    <ThreePane padded title="Client access">
      <PropertyTable
        title="Virtual directories"
        command={virtualDirectoriesCommand(there)}
        columns={['Name', 'Address in the office', 'Address on the Internet']}
        rows={directories.map(({ name, properties }) => [
          name,
          properties.internalUrl ?? '',
          properties.externalUrl ?? '',
        ])}
        empty="Exchange Server is not installed."
      />
      <PropertyTable
        title="Outlook Anywhere"
        command={emailCommands.outlookAnywhere}
        columns={['Name', 'Host on the Internet', 'Host in the office', 'SSL offloading']}
        rows={outlook.map(({ name, properties }) => [
          name,
          properties.externalHostname ?? '',
          properties.internalHostname ?? '',
          properties.sslOffloading ? 'On' : 'Off',
        ])}
        empty="It is turned on by the integration wizard."
      />
    </ThreePane>
  )
}
