import type { Stored } from '@/lib/exchange'
import type { Command } from '@/lib/shell'
import { restartStep, startServiceCommand } from './server-runbooks'
import type { Server } from './site'
import { namesIn, startsByItself } from './windows-services'

export interface Alert {
  readonly id: string
  readonly severity: 'critical' | 'warning' | 'information'
  readonly title: string
  /** What happened, to what, and what to do. */
  readonly cause: string
  readonly repair?: { readonly label: string; readonly command: Command }
  /** The page or wizard that mends it, where no single command does. */
  readonly link?: { readonly label: string; readonly href: string }
}

/** Without these nothing works that the whole network needs. */
const vital = ['NTDS', 'Kdc', 'Netlogon', 'DNS', 'W3SVC']
/** Without these the dashboard does not reach Exchange: its directory, its store, its remote shell (in IIS). */
const connecting = ['MSExchangeADTopology', 'MSExchangeIS', 'W3SVC']

export function listed(names: readonly string[]): string {
  const [last = '', ...others] = names.toReversed()
  return others.length === 0 ? last : `${others.toReversed().join(', ')} and ${last}`
}

export function isAre(count: number): string {
  return count === 1 ? 'is' : 'are'
}

function serviceAlert({ name, properties }: Stored<Server>, service: string): Alert {
  const displayName = properties.services[service]?.displayName ?? service
  return {
    id: `service/${name}/${service}`,
    severity: vital.includes(service) ? 'critical' : 'warning',
    title: `${displayName} is not running on ${name}`,
    cause: `The service ${displayName} (${service}) is stopped. It should always run.`,
    repair: {
      label: 'Start the service',
      command: startServiceCommand({ name, role: properties.role }, service),
    },
  }
}

/** The original's two alerts about Exchange, each once, whatever number of services is behind it. */
function exchangeAlert(
  { name, properties }: Stored<Server>,
  id: string,
  title: string,
  severity: Alert['severity'],
  stopped: readonly string[],
): Alert[] {
  const [first] = stopped
  if (!first) return []
  const names = stopped.map((service) => properties.services[service]?.displayName ?? service)
  return [
    {
      id,
      severity,
      title,
      cause: `On ${name}, ${listed(names)} ${isAre(names.length)} stopped.`,
      repair:
        stopped.length === 1
          ? {
              label: 'Start the service',
              command: startServiceCommand({ name, role: properties.role }, first),
            }
          : {
              label: `Restart ${name}: its services then start by themselves`,
              command: restartStep(name).command,
            },
    },
  ]
}

function stoppedOn({ properties }: Stored<Server>): readonly string[] {
  return namesIn(properties.services, 'Stopped').filter(startsByItself)
}

/** About the services of one server; `integrated` when the dashboard works with the Exchange on it. */
export function serviceAlerts(one: Stored<Server>, integrated: boolean): Alert[] {
  const stopped = stoppedOn(one)
  if (!integrated) return stopped.map((service) => serviceAlert(one, service))
  const cut = stopped.filter((service) => connecting.includes(service))
  const troubled = stopped.filter((service) => service.startsWith('MSExchange') && !cut.includes(service))
  const others = stopped.filter((service) => !cut.includes(service) && !troubled.includes(service))
  return [
    ...exchangeAlert(one, 'exchange-connection', 'Cannot connect to Exchange Server', 'critical', cut),
    ...exchangeAlert(one, 'exchange-problem', 'Microsoft Exchange Server has a problem', 'warning', troubled),
    ...others.map((service) => serviceAlert(one, service)),
  ]
}
