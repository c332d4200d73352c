import type { Noun, VirtualDirectory } from '@/lib/exchange'
import { command, present } from '@/lib/shell'
import { type ListCommand, listed, pipeline } from './list-command'

/** Ours are those of Exchange: what it lists by itself. */
export const emailCommands = {
  servers: listed('Get-ExchangeServer'),
  databases: listed('Get-MailboxDatabase'),
  acceptedDomains: listed('Get-AcceptedDomain'),
  emailAddressPolicies: listed('Get-EmailAddressPolicy'),
  sendConnectors: listed('Get-SendConnector'),
  receiveConnectors: listed('Get-ReceiveConnector'),
  foreignConnectors: listed('Get-ForeignConnector'),
  deliveryAgentConnectors: listed('Get-DeliveryAgentConnector'),
  outlookAnywhere: listed('Get-OutlookAnywhere'),
  /** Those that end first, first. */
  certificates: pipeline(command('Get-ExchangeCertificate'), command('Sort-Object', {}, ['NotAfter'])),
} as const satisfies Record<string, ListCommand>

/** One command for each kind of virtual directory that there is; Exchange 2010 has no Get-MapiVirtualDirectory. */
export function virtualDirectoriesCommand(kinds: readonly Noun<VirtualDirectory>[]): ListCommand {
  return listed(...kinds.map((kind) => `Get-${kind.class}`))
}

/** Mailboxes that no account has, those that lost theirs last first; all of them without a number. */
export function disconnectedCommand(most: number | null): ListCommand {
  const list = pipeline(
    command('Get-MailboxDatabase'),
    command('Get-MailboxStatistics'),
    command('Where-Object', { ne: null }, ['DisconnectDate']),
    command('Sort-Object', { Descending: present }, ['DisconnectDate']),
    ...(most === null ? [] : [command('Select-Object', { First: most })]),
  )
  return most === null ? { ...list, note: 'It lists all pages.' } : list
}
