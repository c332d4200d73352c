import { type SiteDescription, siteParameters } from '@/lib/essentials'
import { command } from '@/lib/shell'
import { type ListCommand, listed, pipeline } from './list-command'
import { checklistCommand } from './network'

/** Alerts as the command that finds them; a drill that runs is told by Get-Drill. */
export const alertsCommand: ListCommand = listed('Get-SiteAlert')

/**
 * What a category of Home shows; null where nothing of the site is listed: runbooks are the dashboard's own.
 * @param exchange whether there is an Exchange Management Shell
 */
export function homeCommand(category: string, exchange: boolean): ListCommand | null {
  const ofExchange = (name: string) => (exchange ? listed(name).lines : [])
  if (category === 'setup') return listed('Get-SetupTask')
  if (category === 'email') return exchange ? listed('Get-ExchangeServer') : listed('Get-SiteServer')
  if (category !== 'status') return null
  const checklists = (['dns-records', 'router', 'reverse-proxy', 'split-dns'] as const).map(checklistCommand)
  return {
    lines: [
      ...listed('Get-WssUser', 'Get-SiteAlert').lines,
      ...checklists.flatMap(({ lines }) => lines),
      ...ofExchange('Get-ExchangeCertificate'),
    ],
  }
}

/** The description of the site as the command that gives it. */
export function descriptionCommand(description: SiteDescription): ListCommand {
  return {
    ...pipeline(command('Set-SiteDescription', { ...siteParameters(description) })),
    note: 'It describes the site so once more.',
  }
}
