import type { Checklist } from './checklist'
import type { NetworkFacts } from './facts'
import { configurationRows } from './reverse-proxy/configuration-rows'
import { installRows } from './reverse-proxy/install-rows'
import { routeRows } from './reverse-proxy/route-rows'

const columns = { name: 'Step', expected: 'Set it to', found: 'Found', nothing: 'nothing' }

/**
 * The reverse proxy on the Essentials server, needed when both servers share one Internet connection.
 * `pfxPath`: the certificate file that was copied to the server, when there is one already.
 */
export function reverseProxyChecklist(
  facts: NetworkFacts,
  { pfxPath }: { readonly pfxPath?: string } = {},
): Checklist {
  const title = 'Reverse proxy'
  if (facts.description.connections === 'several')
    return {
      id: 'reverse-proxy',
      title,
      lead: 'Not needed: with several Internet connections, Exchange has a public address of its own, and the router leads to it directly.',
      columns,
      rows: [],
    }
  return {
    id: 'reverse-proxy',
    title,
    lead: 'Both servers share one Internet connection, so that port 443 can lead to one of them only. Application Request Routing on the Essentials server passes on to Exchange what is meant for it, by the host name.',
    columns,
    rows: [...installRows(facts), ...configurationRows(facts, pfxPath), ...routeRows(facts)],
  }
}
