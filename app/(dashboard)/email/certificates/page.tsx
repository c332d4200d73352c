import type { Metadata } from 'next'
import { Suspense } from 'react'
import { certificateColumns } from '@/components/certificates/certificate-columns'
import { CertificateDetails } from '@/components/certificates/certificate-details'
import { CertificateTasks } from '@/components/certificates/certificate-tasks'
import { MatrixTable } from '@/components/certificates/matrix-table'
import { DetailsPane, ThreePane } from '@/components/frame/three-pane'
import { forRole } from '@/components/frame/view-only'
import { LinkButton } from '@/components/ui/button'
import { EmptyState, Skeleton } from '@/components/ui/empty-state'
import { ShowAsCommand } from '@/components/ui/show-as-command'
import { Table } from '@/components/ui/table'
import type { Site } from '@/lib/exchange'
import { address, firstOf, type PageProps } from '@/lib/server/address'
import { dashboard } from '@/lib/server/dashboard'
import { emailCommands } from '@/lib/server/list-commands/email'
import { certificateTestsCommand } from '@/lib/server/list-commands/network'
import { siteCertificateMatrix } from '@/lib/server/queries/certificate-matrix'
import { certificatesView } from '@/lib/server/queries/certificates-view'

export const metadata: Metadata = { title: 'Certificates' }

export default async function CertificatesPage({ searchParams }: PageProps) {
  const [{ site, person }, parameters] = await Promise.all([dashboard(), searchParams])
  const view = await certificatesView(site, firstOf(parameters.selected))
  const { now, rows, selected } = view
  const disabledReason = forRole(person)
  const here = (change: Record<string, string | null>) => address('/email/certificates', parameters, change)
  return (
    <ThreePane
      title="Certificates"
      toolbar={
        rows.length > 0 && (
          <span className="ml-auto">
            <ShowAsCommand id="certificates-command" {...emailCommands.certificates} />
          </span>
        )
      }
      details={
        selected ? (
          <CertificateDetails one={selected} now={now} />
        ) : (
          rows.length > 0 && (
            <DetailsPane
              title="No certificate is selected"
              subtitle="Select one to see its details and tasks."
            />
          )
        )
      }
      tasks={<CertificateTasks {...view} one={selected} disabledReason={disabledReason} back={here({})} />}
    >
      <Table
        caption="Certificates of Exchange Server"
        columns={certificateColumns(now)}
        rows={rows}
        rowKey={({ thumbprint }) => thumbprint}
        rowHref={({ thumbprint }) => here({ selected: thumbprint })}
        selected={selected?.thumbprint ?? null}
        empty={<Nothing installed={view.installed} disabledReason={disabledReason} />}
      />
      <section aria-labelledby="names" className="px-4 py-6">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h2 id="names" className="text-base font-semibold">
            Names and what is shown for them
          </h2>
          <ShowAsCommand id="names-command" what="the names" {...certificateTestsCommand()} />
        </div>
        <p className="mt-1 mb-3 max-w-[76ch] text-sm text-soft">
          Every name that clients use, asked now: who connects under it, and which certificate is met there.
        </p>
        <Suspense fallback={<Asking />}>
          <Matrix site={site} />
        </Suspense>
      </section>
    </ThreePane>
  )
}

async function Matrix({ site }: { site: Site }) {
  return <MatrixTable matrix={await siteCertificateMatrix(site)} />
}

function Asking() {
  return (
    <div role="status">
      <span className="text-sm text-soft">Asking each name…</span>
      <Skeleton className="mt-3 h-32 w-full" />
    </div>
  )
}

function Nothing({ installed, disabledReason }: { installed: boolean; disabledReason: string | null }) {
  return installed ? (
    <EmptyState
      title="There are no certificates"
      actions={
        <LinkButton
          look="primary"
          href="/do/request-certificate?back=/email/certificates"
          disabledReason={disabledReason}
        >
          New certificate request
        </LinkButton>
      }
    >
      Without one Exchange Server answers nobody over TLS.
    </EmptyState>
  ) : (
    <EmptyState
      title="There are no certificates yet"
      actions={<LinkButton href="/devices">Go to the servers</LinkButton>}
    >
      Exchange Server makes its first one when it is installed.
    </EmptyState>
  )
}
