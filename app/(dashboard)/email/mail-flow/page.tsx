import type { Metadata } from 'next'
import { forRole } from '@/components/frame/view-only'
import { FlowChart } from '@/components/mail-flow/flow-chart'
import { FlowTiles } from '@/components/mail-flow/flow-tiles'
import { MailFlowView } from '@/components/mail-flow/mail-flow-view'
import { firstOf, type PageProps } from '@/lib/server/address'
import { dashboard } from '@/lib/server/dashboard'
import { flowFigures, flowOverTime } from '@/lib/server/queries/flow-figures'
import { flowSelection, mailFlow } from '@/lib/server/queries/mail-flow'

export const metadata: Metadata = { title: 'Mail flow' }

export default async function MailFlowPage({ searchParams }: PageProps) {
  const [{ site, person }, parameters] = await Promise.all([dashboard(), searchParams])
  const selection = flowSelection((name) => firstOf(parameters[name]))
  const now = site.clock.now()
  const [initial, figures, stretches] = await Promise.all([
    mailFlow(site, selection),
    flowFigures(now),
    flowOverTime(now),
  ])
  return (
    <MailFlowView
      initial={initial}
      selection={selection}
      disabledReason={forRole(person)}
      chart={<FlowChart stretches={stretches} title="The last 24 hours" />}
    >
      <FlowTiles initial={figures} />
    </MailFlowView>
  )
}
