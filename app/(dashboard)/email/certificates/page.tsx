import type { Metadata } from 'next'
import { PropertyTable } from '@/components/email/property-table'
import { TaskGroup, TaskLink } from '@/components/frame/tasks'
import { ThreePane } from '@/components/frame/three-pane'
import { forRole } from '@/components/frame/view-only'
import { exchangeCertificate } from '@/lib/exchange'
import { dashboard } from '@/lib/server/dashboard'

export const metadata: Metadata = { title: 'Certificates' }

export default async function CertificatesPage() {
  const { site, person } = await dashboard()
  const certificates = await site.store.list(exchangeCertificate)
  const pending = certificates.some(({ properties }) => properties.status === 'PendingRequest')
  return (
    <ThreePane
      padded
      title="Certificates"
      tasks={
        pending && (
          <TaskGroup title="Certificate tasks">
            <TaskLink href="/email/certificate-request" plain>
              Download the certificate request
            </TaskLink>
            <TaskLink href="/email/integrate" disabledReason={forRole(person)}>
              Complete the request
            </TaskLink>
          </TaskGroup>
        )
      }
    >
      <PropertyTable
        title="Certificates of Exchange Server"
        columns={['Thumbprint', 'Subject', 'Names', 'Services', 'Issued by', 'Valid until']}
        rows={certificates.map(({ name, properties: { facts, ...one } }) => [
          name,
          one.subject,
          one.certificateDomains.join(', '),
          one.services.join(', '),
          facts ? (facts.selfSigned ? 'Itself' : facts.issuer) : 'Waits for the authority',
          facts?.notAfter.slice(0, 10) ?? '',
        ])}
        empty="Exchange Server is not installed."
      />
    </ThreePane>
  )
}
