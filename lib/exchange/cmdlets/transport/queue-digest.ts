import { multiValued, ok, parsed, type Result, switchParameter, text } from '@/lib/shell'
import { timeSpanKind } from '../../organization/kind'
import type { Site, Stored } from '../../store'
import { databaseAvailabilityGroup } from '../../topology/availability-group'
import { type ExchangeServer, exchangeServer } from '../../topology/exchange-server'
import { since } from '../../topology/exchange-version'
import type { Shown } from '../../transport/queue-filter'
import { requireTransportServer, transportServers } from '../../transport/transport-servers'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { requireObject } from '../find-object'
import { findQueues } from './find-queue'
import { pageOf, resultSize } from './result-size'

const groupings = [
  ...['NextHopDomain', 'NextHopCategory', 'NextHopKey', 'DeliveryType', 'Status', 'RiskLevel'],
  ...['LastError', 'ServerName', 'OutboundIPPool'],
]

const groupBy = parsed('QueueDigestGroupBy', (given) =>
  ok(groupings.find((one) => one.toLowerCase() === given.trim().toLowerCase()) ?? 'NextHopDomain'),
)

/** Queues of several servers together. Only queues with messages in them count, as in Exchange's own digest. */
export const getQueueDigest = exchangeCmdlet({
  name: 'Get-QueueDigest',
  synopsis: 'Sums up the queues of several servers.',
  versions: since('2013'),
  reads: true,
  parameters: {
    Forest: switchParameter,
    Dag: multiValued(text),
    Server: multiValued(text),
    Site: multiValued(text),
    Filter: text,
    GroupBy: groupBy,
    ResultSize: resultSize,
    Timeout: timeSpanKind,
  },
  run: async ({ Dag, Server, Filter, GroupBy = 'NextHopDomain', ResultSize }, site) => {
    const servers = await serversOf(Dag, Server, site)
    if (!servers.ok) return servers
    const shown: Shown[] = []
    for (const { name } of servers.value) {
      const found = await findQueues({ Server: name, Filter }, site)
      if (!found.ok) return found
      shown.push(...found.value.map((one) => ({ ...one.shown, ServerName: name })))
    }
    return pageOf(
      digest(
        shown.filter(({ MessageCount }) => Number(MessageCount) > 0),
        GroupBy,
      ),
      {
        ResultSize,
      },
    )
  },
})

function digest(queues: readonly Shown[], key: string): readonly object[] {
  const values = [...new Set(queues.map((queue) => String(queue[key] ?? '')))]
  const groups = values.map((value) => ({
    GroupByValue: value,
    members: queues.filter((queue) => String(queue[key] ?? '') === value),
  }))
  return groups.map(({ GroupByValue, members }) => ({
    GroupByValue,
    MessageCount: members.reduce((sum, one) => sum + Number(one.MessageCount), 0),
    DeferredMessageCount: members.reduce((sum, one) => sum + Number(one.DeferredMessageCount), 0),
    QueueCount: members.length,
    Details: members.map((one) => one.Identity),
  }))
}

async function serversOf(
  dags: readonly string[] | undefined,
  names: readonly string[] | undefined,
  site: Site,
): Promise<Result<readonly Stored<ExchangeServer>[]>> {
  const servers: Stored<ExchangeServer>[] = []
  for (const name of names ?? []) {
    const found = await requireTransportServer(site, name)
    if (!found.ok) return found
    servers.push(found.value)
  }
  for (const name of dags ?? []) {
    const group = await requireObject(site, databaseAvailabilityGroup, name, 'Dag')
    if (!group.ok) return group
    const all = await site.store.list(exchangeServer)
    servers.push(...all.filter((one) => group.value.properties.servers.includes(one.name)))
  }
  return ok(dags || names ? servers : await transportServers(site))
}
