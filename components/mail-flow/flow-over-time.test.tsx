import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { QueryProvider } from '@/lib/client/query-provider'
import type { ConnectorFlow, FlowCharts } from '@/lib/exchange'
import { ConnectorCharts } from './connector-charts'
import { FlowOverTime } from './flow-over-time'

const flow = (name: string, exists: boolean): ConnectorFlow => ({
  ...{ kind: 'Send', name, exists, messages: 1, stretches: [1], sources: [], hosts: [] },
})

const none: FlowCharts = { span: '24h', stretches: [], connectors: [], queues: [] }
const never = new Promise<FlowCharts>(() => undefined)

describe('The charts of mail flow', () => {
  it.each([
    ['wait for the log where none are known', [], 'Asking the tracking log…'],
    ['wait for nothing where some are known', [none], 'The last 24 hours'],
  ])('%s', (_, known, shown) => {
    const client = new QueryClient()
    for (const charts of known) client.setQueryData(['flow-charts', charts.span], charts)
    const html = renderToStaticMarkup(
      <QueryClientProvider client={client}>
        <FlowOverTime first={never} />
      </QueryClientProvider>,
    )
    expect(html).toContain(shown)
    client.clear()
  })

  it('say that the log is asked, where the page counts none', () => {
    const html = renderToStaticMarkup(
      <QueryProvider>
        <FlowOverTime first={null} />
      </QueryProvider>,
    )
    expect(html).toContain('Asking the tracking log…')
  })

  it('lead to the connectors that the site has, and to no others', () => {
    const connectors = [flow('Internet', true), flow('Fax', false)]
    const html = renderToStaticMarkup(<ConnectorCharts charts={{ ...none, connectors }} />)
    expect(html.match(/href="[^"]*"/g)).toEqual(['href="/email/connectors?selected=Send%3AInternet"'])
    expect(html).toContain('Fax')
  })
})
