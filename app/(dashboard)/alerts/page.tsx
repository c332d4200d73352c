import type { Metadata } from 'next'
import { PageHeader } from '@/components/frame/three-pane'
import { forRole } from '@/components/frame/view-only'
import { Alert } from '@/components/ui/alert'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ShowAsCommand } from '@/components/ui/show-as-command'
import { SubmitButton } from '@/components/ui/submit-button'
import type { PageProps } from '@/lib/server/address'
import { alerts, dashboard } from '@/lib/server/dashboard'
import { alertsCommand } from '@/lib/server/list-commands/home'
import { readRefusal } from '@/lib/server/refusal-note'
import { printCommand } from '@/lib/shell'
import { repairAlertAction } from '../network/actions'

export const metadata: Metadata = { title: 'Alerts' }

const tones = { critical: 'error', warning: 'warning', information: 'info' } as const

export default async function AlertsPage({ searchParams }: PageProps) {
  const [{ person }, all, { failed }] = await Promise.all([dashboard(), alerts(), searchParams])
  return (
    <div className="max-w-[820px] px-6.5 py-6 max-sm:px-4">
      <PageHeader
        title="Alerts"
        lead="What is wrong on the site now. An alert disappears when its cause does."
      >
        <ShowAsCommand id="alerts-command" what="all alerts" {...alertsCommand} />
      </PageHeader>
      {readRefusal(failed) && (
        <Alert tone="error" title="That did not work" className="mb-4">
          {readRefusal(failed)}
        </Alert>
      )}
      {all.length === 0 && <EmptyState title="There are no alerts">Nothing needs your attention.</EmptyState>}
      <div className="flex flex-col gap-3">
        {all.map(({ id, severity, title, cause, repair, link }, index) => (
          <section key={id} id={id} className="scroll-mt-4">
            <Alert
              tone={tones[severity]}
              title={title}
              actions={
                link ? (
                  <LinkButton
                    href={link.href}
                    disabledReason={link.href.startsWith('/do/') ? forRole(person) : null}
                  >
                    {link.label}
                  </LinkButton>
                ) : (
                  repair && (
                    <div className="flex flex-wrap items-center gap-3">
                      <form action={repairAlertAction}>
                        <input type="hidden" name="alert" value={id} />
                        <SubmitButton look="secondary" disabledReason={forRole(person)}>
                          {repair.label}
                        </SubmitButton>
                      </form>
                      <ShowAsCommand
                        id={`alert-${index}-command`}
                        what={title}
                        lines={[printCommand(repair.command)]}
                      />
                    </div>
                  )
                )
              }
            >
              {cause}
            </Alert>
          </section>
        ))}
      </div>
    </div>
  )
}
