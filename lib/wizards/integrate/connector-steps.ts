import type { Step } from '@/lib/runbooks/runbook'
import { command } from '@/lib/shell'
import { textOf } from '../text'
import type { Answers } from '../wizard'
import { chosen, same } from './chosen-server'
import type { IntegrateFacts } from './facts'

// The names of the guide's ConfigureExchange.ps1.
const receiveName = 'WSE Internet Receive Connector'
const sendName = 'WSE Internet SendConnector'

export function receiveSteps(facts: IntegrateFacts, answers: Answers): readonly Step[] {
  const server = chosen(facts, answers)
  if (!server) return []
  const modern = server.version !== '2010'
  const narrow = `${server.name}\\Default ${modern ? 'Frontend ' : ''}${server.name}`
  const range = textOf(answers, 'internalRange')
  const inner = facts.receiveConnectors.find(({ identity }) => same(identity, narrow))
  const internet = facts.receiveConnectors.find(({ identity }) =>
    same(identity, `${server.name}\\${receiveName}`),
  )
  const steps: Step[] = []
  if (inner?.remoteRanges.length !== 1 || !same(inner.remoteRanges[0], range))
    steps.push({
      title: 'Keep the default receive connector for the office',
      command: command('Set-ReceiveConnector', { Identity: narrow, RemoteIPRanges: [range] }),
    })
  if (!internet)
    steps.push({
      title: 'Receive mail from the Internet',
      command: command('New-ReceiveConnector', {
        Name: receiveName,
        Usage: 'Internet',
        Bindings: [`${server.address}:25`],
        Fqdn: textOf(answers, 'host'),
        Enabled: true,
        Server: server.name,
        AuthMechanism: ['Tls', 'BasicAuth', 'BasicAuthRequireTLS', 'Integrated'],
        TransportRole: modern ? 'FrontendTransport' : undefined,
      }),
    })
  else if (!same(internet.fqdn, textOf(answers, 'host')))
    steps.push({
      title: 'Greet the Internet by the new name',
      command: command('Set-ReceiveConnector', {
        Identity: internet.identity,
        Fqdn: textOf(answers, 'host'),
      }),
    })
  return steps
}

export function sendSteps(facts: IntegrateFacts, answers: Answers): readonly Step[] {
  const server = chosen(facts, answers)
  if (
    !server ||
    facts.sendConnectors.some(({ addressSpaces }) => addressSpaces.some((space) => /^smtp:\*;/i.test(space)))
  )
    return []
  const make = command('New-SendConnector', {
    Name: sendName,
    Usage: 'Internet',
    Fqdn: textOf(answers, 'host'),
    AddressSpaces: ['SMTP:*;1'],
    IsScopedConnector: false,
    DNSRoutingEnabled: true,
    UseExternalDNSServersEnabled: true,
    SourceTransportServers: [server.name],
  })
  return [{ title: 'Send mail to the Internet', command: make }]
}
