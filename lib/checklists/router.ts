import type { Checklist } from './checklist'
import type { NetworkFacts } from './facts'
import { addressRows } from './router/address-rows'
import { expectedForwards } from './router/expected-forwards'
import { forwardRow } from './router/forward-row'

/** The router: each forward tried from the Internet, and the addresses that they rely on. */
export function routerChecklist(facts: NetworkFacts): Checklist {
  const { description } = facts
  const several = description.publicAddresses.length > 1
  return {
    id: 'router',
    title: 'Router',
    lead:
      description.scenario === 'migration'
        ? 'While you migrate, the source server’s forwards move to the new servers one by one. Each port is tried by connecting to it from the Internet.'
        : 'Enter these lines in the port forwarding table of your router. Each port is tried by connecting to it from the Internet.',
    columns: {
      name: 'Port',
      expected: 'Forward to',
      found: 'Found',
      ...(several && { more: [{ id: 'publicAddress', title: 'Public address' }] }),
      nothing: 'no answer',
    },
    rows: [
      ...expectedForwards(description).map((wanted) => forwardRow(facts, wanted)),
      ...addressRows(facts),
    ],
  }
}
