import { noun } from '../store'
import type { ExchangeVersion } from '../topology/exchange-version'

export type TransportService = 'Hub' | 'Edge' | 'FrontEnd' | 'MailboxSubmission' | 'MailboxDelivery'

export interface TransportAgent {
  readonly name: string
  readonly enabled: boolean
  readonly factory: string
  readonly assembly: string
}

/** The agents of one service in their order; named by the service, and kept once they are not as Setup left them. */
export const transportAgents = noun<{ readonly agents: readonly TransportAgent[] }>(
  'TransportAgents',
  'order of transport agents',
)

function own(name: string, factory: string): TransportAgent {
  return { name, enabled: true, factory: `Microsoft.Exchange.${factory}`, assembly: '' }
}

const rule = own('Transport Rule Agent', 'MessagingPolicies.TransportRuleAgentFactory')
const malware = own('Malware Agent', 'Transport.Agent.Malware.MalwareAgentFactory')
const textMessaging = [
  own('Text Messaging Routing Agent', 'Transport.Agent.TextMessaging.TextMessagingRoutingAgentFactory'),
  own('Text Messaging Delivery Agent', 'Transport.Agent.TextMessaging.TextMessagingDeliveryAgentFactory'),
]
const probes = [
  own('System Probe Drop Smtp Agent', 'Transport.Agent.ProbeDrop.SystemProbeDropSmtpAgentFactory'),
  own('System Probe Drop Routing Agent', 'Transport.Agent.ProbeDrop.SystemProbeDropRoutingAgentFactory'),
]
const connection = own('Connection Filtering Agent', 'Transport.Agent.ConnectionFilteringAgentFactory')

export function originalAgents(
  version: ExchangeVersion,
  service: TransportService,
): readonly TransportAgent[] {
  if (service === 'FrontEnd') return version === '2010' ? [] : [{ ...connection, enabled: false }]
  if (service !== 'Hub') return []
  if (version === '2010') return [rule, ...textMessaging]
  return version === '2013' ? [rule, malware, ...textMessaging] : [rule, malware, ...textMessaging, ...probes]
}

/** Which events of a message's way each of Exchange's own agents is there for (Get-TransportPipeline). */
export const agentsByEvent: readonly (readonly [event: string, agents: readonly string[]])[] = [
  ['OnConnectEvent', ['Connection Filtering Agent']],
  ['OnHeloCommand', []],
  ['OnEhloCommand', []],
  ['OnAuthCommand', []],
  ['OnEndOfAuthentication', []],
  ['OnMailCommand', ['Connection Filtering Agent']],
  ['OnRcptToCommand', ['Connection Filtering Agent']],
  ['OnDataCommand', []],
  ['OnEndOfHeaders', ['System Probe Drop Smtp Agent']],
  ['OnEndOfData', []],
  ['OnHelpCommand', []],
  ['OnNoopCommand', []],
  ['OnReject', []],
  ['OnRsetCommand', []],
  ['OnDisconnectEvent', []],
  ['OnSubmittedMessage', ['Malware Agent', 'Text Messaging Routing Agent']],
  ['OnResolvedMessage', ['Transport Rule Agent']],
  ['OnRoutedMessage', ['Text Messaging Routing Agent']],
  ['OnCategorizedMessage', ['System Probe Drop Routing Agent']],
]
