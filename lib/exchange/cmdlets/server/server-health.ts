import { server as computer, type Server } from '@/lib/essentials'
import { int32, mandatory, ok, piped, type Result, switchParameter, text } from '@/lib/shell'
import type { Site, Stored } from '../../store'
import { type ExchangeServer, exchangeServer } from '../../topology/exchange-server'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { requireObject } from '../find-object'

/** A health set is as well as the Windows services behind it: the monitors of this site ask nothing else. */
const healthSets: Readonly<Record<string, readonly string[]>> = {
  AD: ['MSExchangeADTopology'],
  'OWA.Proxy': ['W3SVC'],
  'ECP.Proxy': ['W3SVC'],
  'ActiveSync.Proxy': ['W3SVC'],
  'Autodiscover.Proxy': ['W3SVC'],
  'EWS.Proxy': ['W3SVC'],
  'POP.Proxy': ['MSExchangePOP3'],
  'IMAP.Proxy': ['MSExchangeIMAP4'],
  FrontendTransport: ['MSExchangeFrontEndTransport'],
  HubTransport: ['MSExchangeTransport'],
  MailboxTransport: ['MSExchangeDelivery', 'MSExchangeSubmission'],
  EdgeSync: ['MSExchangeEdgeSync'],
  Store: ['MSExchangeIS'],
  DataProtection: ['MSExchangeRepl'],
  MailboxAssistants: ['MSExchangeMailboxAssistants'],
  'Outlook.Protocol': ['MSExchangeRPC'],
  Monitoring: ['MSExchangeHM', 'MSExchangeDiagnostics'],
}

/** Not started by Setup: that they stand still is no fault. */
const optional = new Set(['MSExchangePOP3', 'MSExchangeIMAP4'])

interface Monitor {
  readonly healthSet: string
  readonly service: string
  readonly alert: 'Healthy' | 'Unhealthy' | 'Disabled'
}

function monitorsOf({ services }: Pick<Server, 'services'>): readonly Monitor[] {
  return Object.entries(healthSets).flatMap(([healthSet, names]) =>
    names.flatMap((service) => {
      const found = services[service]
      if (!found) return []
      const alert = found.state === 'Running' ? 'Healthy' : optional.has(service) ? 'Disabled' : 'Unhealthy'
      return [{ healthSet, service, alert } as const]
    }),
  )
}

async function examined(
  identity: string,
  healthSet: string | undefined,
  site: Site,
): Promise<Result<{ server: Stored<ExchangeServer>; monitors: readonly Monitor[]; since: Date }>> {
  const server = await requireObject(site, exchangeServer, identity.split('.')[0] ?? identity)
  if (!server.ok) return server
  const machine = await site.store.find(computer, server.value.name)
  const monitors = machine ? monitorsOf(machine.properties) : []
  return ok({
    server: server.value,
    monitors: monitors.filter((one) => !healthSet || one.healthSet.toLowerCase() === healthSet.toLowerCase()),
    since: machine?.whenChanged ?? site.clock.now(),
  })
}

const parameters = { Identity: piped(mandatory(text, 1)), HealthSet: text, HaImpactingOnly: switchParameter }

const getServerHealth = exchangeCmdlet({
  name: 'Get-ServerHealth',
  synopsis: 'Shows how each part of a server is, from the Windows services that it needs.',
  reads: true,
  parameters,
  run: async ({ Identity, HealthSet }, site) => {
    const found = await examined(Identity, HealthSet, site)
    if (!found.ok) return found
    const { server, monitors } = found.value
    return ok({
      output: monitors.map(({ healthSet, service, alert }) => ({
        Server: server.name,
        State: alert === 'Disabled' ? 'Offline' : 'Online',
        Name: `${service}ServiceMonitor`,
        TargetResource: service,
        HealthSetName: healthSet,
        AlertValue: alert,
        ServerComponent: healthSet.endsWith('.Proxy') ? healthSet.replace('.', '') : 'None',
      })),
    })
  },
})

function worst(monitors: readonly Monitor[]): Monitor['alert'] {
  const order = ['Unhealthy', 'Healthy', 'Disabled'] as const
  return order.find((one) => monitors.some(({ alert }) => alert === one)) ?? 'Healthy'
}

const getHealthReport = exchangeCmdlet({
  name: 'Get-HealthReport',
  synopsis: 'Shows how a server is in a line for each health set.',
  reads: true,
  parameters: { ...parameters, RollupGroup: switchParameter, GroupSize: int32, MinimumOnlinePercent: int32 },
  run: async ({ Identity, HealthSet }, site) => {
    const found = await examined(Identity, HealthSet, site)
    if (!found.ok) return found
    const { server, monitors, since } = found.value
    const names = [...new Set(monitors.map((one) => one.healthSet))]
    return ok({
      output: names.map((name) => {
        const own = monitors.filter((one) => one.healthSet === name)
        const alert = worst(own)
        return {
          Server: server.name,
          State: alert === 'Disabled' ? 'Offline' : name.endsWith('.Proxy') ? 'Online' : 'NotApplicable',
          HealthSet: name,
          AlertValue: alert,
          LastTransitionTime: since.toISOString(),
          MonitorCount: own.length,
        }
      }),
    })
  },
})

export const serverHealthCmdlets = [getServerHealth, getHealthReport]
