import type { ExchangeVersion } from '@/lib/exchange'
import { command, present } from '@/lib/shell'
import { type TrackingSearch, trackingPageSize } from '../queries/tracking-search'
import { type ListCommand, pipeline } from './list-command'

/** What Message tracking lists, as Get-MessageTrackingLog: a log is one server's, so all servers are asked. */
export function trackingCommand(
  { query, after, before }: TrackingSearch,
  version: ExchangeVersion,
): ListCommand {
  const search = command('Get-MessageTrackingLog', {
    Server: query.server ?? undefined,
    Start: query.start?.toISOString(),
    End: query.end?.toISOString(),
    Sender: query.sender ?? undefined,
    Recipients: query.recipients ?? undefined,
    EventId: query.eventId ?? undefined,
    Source: (version === '2016' && query.source) || undefined,
    MessageId: query.messageId ?? undefined,
    MessageSubject: query.messageSubject ?? undefined,
    ResultSize: 'Unlimited',
  })
  const sorted = [
    // Before 2016 -Source is not there.
    ...(query.source !== null && version !== '2016'
      ? [command('Where-Object', { eq: query.source }, ['Source'])]
      : []),
    command('Sort-Object', { Descending: present }, ['Timestamp']),
    ...(after || before ? [] : [command('Select-Object', { First: trackingPageSize })]),
  ]
  const [first, ...next] =
    query.server === null ? [allServers(version), search, ...sorted] : [search, ...sorted]
  return {
    ...pipeline(first, ...next),
    ...(after || before ? { note: 'It lists all pages.' } : {}),
  }
}

function allServers(version: ExchangeVersion) {
  return command(version === '2010' ? 'Get-TransportServer' : 'Get-TransportService')
}

/** The events of one message, in the order of time. */
export function messageCommand(messageId: string, version: ExchangeVersion): ListCommand {
  return pipeline(
    allServers(version),
    command('Get-MessageTrackingLog', { MessageId: messageId }),
    command('Sort-Object', {}, ['Timestamp']),
  )
}
