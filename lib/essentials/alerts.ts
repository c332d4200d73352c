import { exchangeServer, needsUpgrade, type Site, type Stored } from '@/lib/exchange'
import { command } from '@/lib/shell'
import { certificateAlerts } from './certificate-alerts'
import { findDescription } from './find-server'
import { upgradeCommand } from './install-exchange'
import { restartStep } from './server-runbooks'
import { type Alert, isAre, serviceAlerts } from './service-alerts'
import { type EssentialsVersion, type Integration, integration, type Server, server } from './site'
import { siteRoleAlerts } from './site-role-alerts'

export type { Alert }

/** Numbers that only the database can count quickly; those that are not given raise no alert. */
export interface Figures {
  readonly users?: number
  /** Mailboxes at or over ProhibitSendQuota. */
  readonly mailboxesFull?: number
  /** Mailboxes at or over IssueWarningQuota, full ones not counted. */
  readonly mailboxesNearlyFull?: number
}

/** Accounts that each version's server role is licensed for. The simulation refuses none beyond it. */
const licensed: Readonly<Record<EssentialsVersion, number>> = { '2012': 25, '2012 R2': 100, '2016': 500 }

function restartAlerts({ name, properties }: Stored<Server>): Alert[] {
  if (!properties.restartPending) return []
  return [
    {
      id: `restart/${name}`,
      severity: 'warning',
      title: `${name} has to be restarted`,
      cause: 'What was installed or changed last takes effect after a restart.',
      repair: { label: `Restart ${name}`, command: restartStep(name).command },
    },
  ]
}

function lostServer({ enabled, server: name }: Integration, servers: readonly Stored<Server>[]): Alert[] {
  const found = servers.find((one) => one.name.toLowerCase() === name.toLowerCase())
  if (!enabled || found?.properties.joined) return []
  return [
    {
      id: 'exchange-lost',
      severity: 'critical',
      title: 'Cannot connect to Exchange Server',
      cause: `${name || 'The Exchange server'} is not in the domain any more. Join it again, or disable the integration.`,
      repair: {
        label: 'Disable Exchange Server integration',
        command: command('Disable-ExchangeIntegration'),
      },
    },
  ]
}

function mailboxes(count: number): string {
  return count === 1 ? 'One mailbox' : `${count} mailboxes`
}

function figureAlerts(
  { users = 0, mailboxesFull = 0, mailboxesNearlyFull = 0 }: Figures,
  most: number,
): Alert[] {
  const alerts: Alert[] = []
  if (mailboxesFull > 0)
    alerts.push({
      id: 'mailboxes-full',
      severity: 'warning',
      title: `${mailboxes(mailboxesFull)} reached the quota`,
      cause:
        'Their users cannot send until they delete something or get more space: Users, Properties, Email.',
    })
  if (mailboxesNearlyFull > 0)
    alerts.push({
      id: 'mailboxes-nearly-full',
      severity: 'information',
      title: `${mailboxes(mailboxesNearlyFull)} ${isAre(mailboxesNearlyFull)} nearly full`,
      cause: 'Exchange warns their users every day.',
    })
  if (users > most)
    alerts.push({
      id: 'too-many-users',
      severity: 'information',
      title: 'More user accounts than Windows Server Essentials is licensed for',
      cause: `There are ${users} user accounts, and this version is licensed for ${most}. The simulation lets you go on.`,
    })
  return alerts
}

/** A site that Exchange was installed on before Setup made all that it makes now. */
async function upgradeAlerts(site: Site): Promise<Alert[]> {
  const [installed] = await site.store.list(exchangeServer)
  if (!installed || !(await needsUpgrade(site))) return []
  return [
    {
      id: 'exchange-upgrade',
      severity: 'warning',
      title: 'Exchange Server was installed by an earlier Setup',
      cause: `${installed.name} lacks things that Setup makes now, such as role groups or address lists. Run Setup once more: what is set stays as it is.`,
      repair: { label: 'Run Setup again', command: upgradeCommand(installed.properties.version) },
    },
  ]
}

const order = ['critical', 'warning', 'information'] as const

/** Everything on the site that needs somebody's attention now, the most urgent first. Nothing is kept. */
export async function siteAlerts(site: Site, figures: Figures = {}): Promise<readonly Alert[]> {
  const description = await findDescription(site)
  if (!description) return []
  const [servers, kept, certificates, upgrades, siteRoles] = await Promise.all([
    site.store.list(server),
    site.store.find(integration, 'Exchange'),
    certificateAlerts(site),
    upgradeAlerts(site),
    siteRoleAlerts(site),
  ])
  const connection = kept?.properties
  const alerts = [
    ...(connection ? lostServer(connection, servers) : []),
    ...servers.flatMap((one) => {
      const integrated = connection?.enabled === true && connection.server === one.name
      return [...serviceAlerts(one, integrated), ...restartAlerts(one)]
    }),
    ...upgrades,
    ...siteRoles,
    ...certificates,
    ...figureAlerts(figures, licensed[description.essentials.version]),
  ]
  return alerts.toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
}
