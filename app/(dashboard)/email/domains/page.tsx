import type { Metadata } from 'next'
import { PropertyTable } from '@/components/email/property-table'
import { ThreePane } from '@/components/frame/three-pane'
import { acceptedDomain, emailAddressPolicy } from '@/lib/exchange'
import { dashboard } from '@/lib/server/dashboard'
import { emailCommands } from '@/lib/server/list-commands/email'

export const metadata: Metadata = { title: 'Domains and policies' }

export default async function DomainsPage() {
  const { site } = await dashboard()
  const [domains, policies] = await Promise.all([
    site.store.list(acceptedDomain),
    site.store.list(emailAddressPolicy),
  ])
  return (
    <ThreePane padded title="Domains and policies">
      <PropertyTable
        title="Accepted domains"
        command={emailCommands.acceptedDomains}
        columns={['Name', 'Domain', 'Type', 'Default']}
        rows={domains.map(({ name, properties }) => [
          name,
          properties.domainName,
          properties.domainType,
          properties.default ? 'Yes' : 'No',
        ])}
        empty="Exchange Server is not installed."
      />
      <PropertyTable
        title="E-mail address policies"
        command={emailCommands.emailAddressPolicies}
        columns={['Name', 'Priority', 'Addresses', 'Recipients']}
        rows={policies.map(({ name, properties }) => [
          name,
          String(properties.priority),
          properties.enabledEmailAddressTemplates.join(', '),
          properties.includedRecipients.join(', '),
        ])}
        empty="Exchange Server is not installed."
      />
    </ThreePane>
  )
}
