import type { Server } from '@/lib/essentials'
import type { ServerRole } from './exchange-server'
import type { ExchangeVersion } from './exchange-version'

type Names = Readonly<Record<string, string>>

const everywhere: Names = {
  MSExchangeADTopology: 'Microsoft Exchange Active Directory Topology',
  MSExchangeServiceHost: 'Microsoft Exchange Service Host',
}

const mailbox: Names = {
  MSExchangeIS: 'Microsoft Exchange Information Store',
  MSExchangeMailboxAssistants: 'Microsoft Exchange Mailbox Assistants',
  MSExchangeRepl: 'Microsoft Exchange Replication',
  MSExchangeThrottling: 'Microsoft Exchange Throttling',
}

const mailbox2010: Names = {
  ...mailbox,
  MSExchangeMailSubmission: 'Microsoft Exchange Mail Submission',
  MSExchangeSA: 'Microsoft Exchange System Attendant',
}

const hub: Names = {
  MSExchangeTransport: 'Microsoft Exchange Transport',
  MSExchangeTransportLogSearch: 'Microsoft Exchange Transport Log Search',
  MSExchangeEdgeSync: 'Microsoft Exchange EdgeSync',
}

const mailbox2013: Names = {
  ...mailbox,
  ...hub,
  MSExchangeDelivery: 'Microsoft Exchange Mailbox Transport Delivery',
  MSExchangeSubmission: 'Microsoft Exchange Mailbox Transport Submission',
  MSExchangeDiagnostics: 'Microsoft Exchange Diagnostics',
  MSExchangeHM: 'Microsoft Exchange Health Manager',
  MSExchangeRPC: 'Microsoft Exchange RPC Client Access',
}

const web: Names = { W3SVC: 'World Wide Web Publishing Service' }

const clientAccess2010: Names = {
  ...web,
  MSExchangeAB: 'Microsoft Exchange Address Book',
  MSExchangeFDS: 'Microsoft Exchange File Distribution',
  MSExchangeMailboxReplication: 'Microsoft Exchange Mailbox Replication',
  MSExchangeRPC: 'Microsoft Exchange RPC Client Access',
}

const clientAccess2013: Names = {
  ...web,
  MSExchangeFrontEndTransport: 'Microsoft Exchange Frontend Transport',
}

/** Installed, and not started before somebody wants them. */
const stopped: Names = {
  MSExchangePOP3: 'Microsoft Exchange POP3',
  MSExchangeIMAP4: 'Microsoft Exchange IMAP4',
}

function inState(names: Names, state: 'Running' | 'Stopped'): Server['services'] {
  return Object.fromEntries(
    Object.entries(names).map(([name, displayName]) => [name, { displayName, state }]),
  )
}

/** The Windows services that these roles bring. */
export function exchangeServices(version: ExchangeVersion, roles: readonly ServerRole[]): Server['services'] {
  const is2010 = version === '2010'
  const running = {
    ...everywhere,
    ...(roles.includes('Mailbox') ? (is2010 ? mailbox2010 : mailbox2013) : {}),
    ...(roles.includes('HubTransport') ? hub : {}),
    ...(roles.includes('ClientAccess') ? (is2010 ? clientAccess2010 : clientAccess2013) : {}),
  }
  return {
    ...inState(running, 'Running'),
    ...(roles.includes('ClientAccess') ? inState(stopped, 'Stopped') : {}),
  }
}
