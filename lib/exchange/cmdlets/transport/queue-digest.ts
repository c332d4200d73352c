import { enumeration, multiValued, ok, parsed, type Result, refuse, switchParameter, text } from '@/lib/shell'
import { timeSpanKind } from '../../organization/kind'
import type { Site, Stored } from '../../store'
import { requireAdSite } from '../../topology/ad-site'
import { databaseAvailabilityGroup } from '../../topology/availability-group'
import type { ExchangeServer } from '../../topology/exchange-server'
import { since } from '../../topology/exchange-version'
import { readSiteOfServer } from '../../topology/site-membership'
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
    DetailsLevel: enumeration('DetailsLevel', 'None', 'Normal', 'Verbose'),
  },
  run: async ({ Filter, GroupBy = 'NextHopDomain', ResultSize, DetailsLevel, ...where }, site) => {
    const servers = await serversOf(where, site)
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
        DetailsLevel !== 'None',
      ),
      { ResultSize },
    )
  },
})

function digest(queues: readonly Shown[], key: string, details: boolean): readonly object[] {
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
    Details: details ? members.map((one) => one.Identity) : [],
  }))
}

interface Where {
  readonly Forest?: boolean | undefined
  readonly Dag?: readonly string[] | undefined
  readonly Server?: readonly string[] | undefined
  readonly Site?: readonly string[] | undefined
}

/** Each server once. Without a word about it all of the organization are meant, as with -Forest. */
async function serversOf(where: Where, site: Site): Promise<Result<readonly Stored<ExchangeServer>[]>> {
  const { Forest, Dag, Server, Site: adSites } = where
  const sets = [Forest || undefined, Dag, Server, adSites].filter((one) => one !== undefined)
  if (sets.length > 1) return oneOfThem
  const all = await transportServers(site)
  if (Server) return eachOf(Server, async (name) => listed(await requireTransportServer(site, name)))
  if (Dag) return eachOf(Dag, (name) => ofGroup(name, all, site))
  return adSites ? eachOf(adSites, (name) => ofSite(name, all, site)) : ok(all)
}

type Servers = Result<readonly Stored<ExchangeServer>[]>

async function eachOf(names: readonly string[], find: (name: string) => Promise<Servers>): Promise<Servers> {
  const servers = new Map<string, Stored<ExchangeServer>>()
  for (const name of names) {
    const found = await find(name)
    if (!found.ok) return found
    for (const server of found.value) servers.set(server.id, server)
  }
  return ok([...servers.values()])
}

function listed(found: Result<Stored<ExchangeServer>>): Servers {
  return found.ok ? ok([found.value]) : found
}

async function ofGroup(name: string, all: readonly Stored<ExchangeServer>[], site: Site): Promise<Servers> {
  const group = await requireObject(site, databaseAvailabilityGroup, name, 'Dag')
  if (!group.ok) return group
  return ok(all.filter((one) => group.value.properties.servers.includes(one.name)))
}

async function ofSite(name: string, all: readonly Stored<ExchangeServer>[], site: Site): Promise<Servers> {
  const found = await requireAdSite(site, name)
  if (!found.ok) return found
  const siteOf = await readSiteOfServer(site)
  return ok(all.filter((one) => siteOf(one.name) === found.value))
}

const oneOfThem = refuse(
  'InvalidArgument',
  'AmbiguousParameterSet',
  'Parameter set cannot be resolved using the specified named parameters.',
  { target: 'Server', recommendedAction: 'Give one of -Server, -Dag, -Site and -Forest.' },
)
