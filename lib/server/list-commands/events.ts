import { command } from '@/lib/shell'
import { type SiteEventQuery, siteEventPageSize } from '../queries/site-events'
import { type ListCommand, pipeline } from './list-command'

/** The event log page as Get-EventLog. */
export function eventsCommand({ source, level, server, after, before }: SiteEventQuery): ListCommand {
  const paged = after !== null || before !== null
  const read = command('Get-EventLog', {
    LogName: 'Application',
    ComputerName: server ?? undefined,
    Source: source === null ? undefined : [source],
    EntryType: level === null ? undefined : [level],
    Newest: paged ? undefined : siteEventPageSize,
  })
  return { ...pipeline(read), ...(paged ? { note: 'It lists all pages.' } : {}) }
}
