import type { Metadata } from 'next'
import { forRole } from '@/components/frame/view-only'
import { FlowOverTime } from '@/components/mail-flow/flow-over-time'
import { FlowTiles } from '@/components/mail-flow/flow-tiles'
import { MailFlowView } from '@/components/mail-flow/mail-flow-view'
import { firstOf, type PageProps } from '@/lib/server/address'
import { dashboard } from '@/lib/server/dashboard'
import { flowFigures } from '@/lib/server/queries/flow-figures'
import { flowSelection, mailFlow } from '@/lib/server/queries/mail-flow'
import { sharedCharts } from '@/lib/server/queries/shared-charts'

export const metadata: Metadata = { title: 'Mail flow' }

export default async function MailFlowPage({ searchParams }: PageProps) {
  const [{ site, person }, parameters] = await Promise.all([dashboard(), searchParams])
  const selection = flowSelection((name) => firstOf(parameters[name]))
  const now = site.clock.now()
  // Of a queue that is chosen the window shows the charts that it has; it asks for them itself where it has none.
  const charts = selection.queue === null ? sharedCharts(now, '24h') : null
  const [initial, figures] = await Promise.all([mailFlow(site, selection), flowFigures(now)])
  return (
    <MailFlowView
      initial={initial}
      selection={selection}
      disabledReason={forRole(person)}
      chart={<FlowOverTime first={charts} />}
    >
      <FlowTiles initial={figures} />
    </MailFlowView>
  )
}
