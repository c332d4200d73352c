import { ok, type Result, refuse, switchParameter, text } from '@/lib/shell'
import { type EdgeSubscription, edgeSubscription } from '../../organization/edge-subscription'
import type { Site, Stored } from '../../store'
import { isRunning, notRunning, requireComputer } from '../../topology/server-computer'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { couldNotBeFound } from '../find-object'

type Subscription = Stored<EdgeSubscription>

/** Why this server does not reach the directory of an Edge Transport server; null when it does. */
async function whyNotReached(
  site: Site,
  server: string | undefined,
  edge: Subscription,
): Promise<string | null> {
  const on = await requireComputer(site, server)
  if (!on.ok) return on.error.message
  if (!isRunning(on.value.computer, 'MSExchangeEdgeSync')) return notRunning(on.value, 'MSExchangeEdgeSync')
  const { fqdn, adamSslPort } = edge.properties
  const { records } = await site.network.lookup(fqdn, 'A', 'inside')
  const address = records.find(({ type }) => type === 'A')?.data
  if (address === undefined) return `The name ${fqdn} leads to no address.`
  const met = await site.network.connect(address, adamSslPort, 'inside', fqdn)
  return met.kind === 'answered'
    ? null
    : `The LDAP server is unavailable: ${fqdn} (${address}) doesn't answer at port ${adamSslPort}.`
}

async function subscriptions(site: Site, target?: string): Promise<Result<readonly Subscription[]>> {
  const all = await site.store.list(edgeSubscription)
  if (target === undefined && all.length === 0)
    return refuse('ObjectNotFound', 'NoEdgeSubscription', 'The organization has no Edge Subscription.', {
      recommendedAction: 'Subscribe an Edge Transport server first: New-EdgeSubscription.',
    })
  const meant = all.filter(
    ({ name, properties }) =>
      target === undefined || [name.toLowerCase(), properties.fqdn].includes(target.trim().toLowerCase()),
  )
  return meant.length > 0 ? ok(meant) : couldNotBeFound(site, target ?? '', 'TargetServer')
}

export const startEdgeSynchronization = exchangeCmdlet({
  name: 'Start-EdgeSynchronization',
  synopsis: 'Sends recipients and configuration to the subscribed Edge Transport servers now.',
  parameters: {
    Server: text,
    TargetServer: text,
    ForceFullSync: switchParameter,
    ForceUpdateCookie: switchParameter,
  },
  run: async ({ Server, TargetServer }, site) => {
    const meant = await subscriptions(site, TargetServer)
    if (!meant.ok) return meant
    const now = site.clock.now().toISOString()
    const output: object[] = []
    for (const edge of meant.value) {
      const reason = await whyNotReached(site, Server, edge)
      const counts = { Added: 0, Deleted: 0, Updated: 0, Scanned: 0, TargetScanned: 0 }
      for (const Type of ['Configurations', 'Recipients'])
        output.push({
          Result: reason === null ? 'Success' : 'CouldNotConnect',
          Type,
          Name: edge.name,
          FailureDetails: reason ?? '',
          StartUTC: now,
          EndUTC: now,
          ...counts,
        })
    }
    return ok({ output, undo: [] })
  },
})

const statuses = [
  ...['TransportServerStatus', 'TransportConfigStatus', 'AcceptedDomainStatus', 'RemoteDomainStatus'],
  ...['SendConnectorStatus', 'MessageClassificationStatus', 'RecipientStatus'],
]

export const testEdgeSynchronization = exchangeCmdlet({
  name: 'Test-EdgeSynchronization',
  synopsis: 'Tells whether the subscribed Edge Transport servers have what the organization has.',
  reads: true,
  parameters: { TargetServer: text, VerifyRecipient: text },
  run: async ({ TargetServer, VerifyRecipient }, site) => {
    const meant = await subscriptions(site, TargetServer)
    if (!meant.ok) return meant
    if (VerifyRecipient !== undefined && !(await site.store.users.find(VerifyRecipient)))
      return couldNotBeFound(site, VerifyRecipient, 'VerifyRecipient')
    const output: object[] = []
    for (const edge of meant.value) {
      const reason = await whyNotReached(site, undefined, edge)
      const status = reason === null ? 'Synchronized' : 'Skipped'
      output.push({
        SyncStatus: reason === null ? 'Normal' : 'Failed',
        UtcNow: site.clock.now().toISOString(),
        Name: edge.name,
        FailureDetail: reason ?? '',
        ...Object.fromEntries(statuses.map((name) => [name, status])),
      })
    }
    return ok({ output })
  },
})
