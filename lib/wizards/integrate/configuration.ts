import type { Step } from '@/lib/runbooks/runbook'
import { command, pipe, present } from '@/lib/shell'
import { isOn, textOf } from '../text'
import type { Answers, Page } from '../wizard'
import type { DirectoryFact, ExchangeVersion, IntegrateFacts } from './facts'

// The names and defaults of the seed's ConfigureExchange.ps1.
const domainName = 'official name'
const policyName = 'Windows Server Essentials Email Address Policy'
const receiveName = 'WSE Internet Receive Connector'
const sendName = 'WSE Internet SendConnector'

const chosen = ({ servers }: IntegrateFacts, answers: Answers) =>
  servers.find(({ name }) => name === answers.server) ?? servers[0]
const versionOf = (facts: IntegrateFacts, answers: Answers): ExchangeVersion =>
  chosen(facts, answers)?.version ?? '2013'
const same = (a: string | null | undefined, b: string) => a?.toLowerCase() === b.toLowerCase()

export function acceptedDomainSteps({ acceptedDomains }: IntegrateFacts, answers: Answers): readonly Step[] {
  const domain = textOf(answers, 'domain')
  const there = acceptedDomains.find((one) => same(one.domain, domain))
  if (there?.default) return []
  const taken = acceptedDomains.some(({ name }) => same(name, domainName))
  const name = there?.name ?? (taken ? domain : domainName)
  const add = {
    title: `Accept mail for ${domain}`,
    command: command('New-AcceptedDomain', { Name: name, DomainName: domain }),
  }
  const makeDefault = {
    title: `Make ${domain} the default domain`,
    command: command('Set-AcceptedDomain', { Identity: name, MakeDefault: true }),
  }
  return there ? [makeDefault] : [add, makeDefault]
}

export function policySteps({ policies }: IntegrateFacts, answers: Answers): readonly Step[] {
  const template = `%m@${textOf(answers, 'domain')}`
  const there = policies.find(({ name }) => same(name, policyName))
  if (policies.some((policy) => same(policy.template.replace(/^smtp:/i, ''), template))) return []
  const step = there
    ? command('Set-EmailAddressPolicy', { Identity: policyName, EnabledPrimarySMTPAddressTemplate: template })
    : command('New-EmailAddressPolicy', {
        Name: policyName,
        IncludedRecipients: 'AllRecipients',
        EnabledPrimarySMTPAddressTemplate: template,
      })
  return [{ title: `Give every recipient the address ${template}`, command: step }]
}

const directories: readonly {
  kind: DirectoryFact['kind']
  title: string
  path: string
  more?: Record<string, boolean | typeof present>
}[] = [
  { kind: 'Owa', title: 'Outlook on the web', path: '/owa' },
  { kind: 'Ecp', title: 'the Exchange Control Panel', path: '/ecp' },
  { kind: 'ActiveSync', title: 'Exchange ActiveSync', path: '/Microsoft-Server-ActiveSync' },
  { kind: 'Oab', title: 'the offline address book', path: '/OAB', more: { RequireSSL: true } },
  {
    kind: 'WebServices',
    title: 'Exchange Web Services',
    path: '/EWS/Exchange.asmx',
    more: { BasicAuthentication: true, Force: present },
  },
]

export function directorySteps(facts: IntegrateFacts, answers: Answers): readonly Step[] {
  return directories.flatMap(({ kind, title, path, more }) => {
    const url = `https://${textOf(answers, 'host')}${path}`
    const there = facts.directories.filter((one) => one.kind === kind)
    if (there.every(({ internalUrl, externalUrl }) => same(internalUrl, url) && same(externalUrl, url)))
      return []
    const get = command(`Get-${kind}VirtualDirectory`)
    const set = command(`Set-${kind}VirtualDirectory`, { ExternalUrl: url, InternalUrl: url, ...more })
    return [{ title: `Set the address of ${title}, inside and outside`, command: pipe(get, set) }]
  })
}

/** Exchange 2010 turns Outlook Anywhere on; from 2013 it is always on, and that command does not exist. */
export function outlookAnywhereSteps(facts: IntegrateFacts, answers: Answers): readonly Step[] {
  const host = textOf(answers, 'host')
  const { outlookAnywhere: there } = facts
  const alike =
    there?.enabled &&
    same(there.externalHostname, host) &&
    same(there.method, 'Basic') &&
    !there.sslOffloading
  if (alike) return []
  const title = 'Let Outlook connect from outside (Outlook Anywhere)'
  if (versionOf(facts, answers) !== '2010') {
    const set = command('Set-OutlookAnywhere', {
      ExternalHostname: host,
      ExternalClientsRequireSsl: true,
      ExternalClientAuthenticationMethod: 'Basic',
      SSLOffloading: false,
    })
    return [{ title, command: pipe(command('Get-OutlookAnywhere'), set) }]
  }
  const enable = command('Enable-OutlookAnywhere', {
    ClientAuthenticationMethod: 'Basic',
    ExternalHostname: host,
    SSLOffloading: false,
  })
  const set = command('Set-OutlookAnywhere', {
    ClientAuthenticationMethod: 'Basic',
    ExternalHostname: host,
    SSLOffloading: false,
  })
  return [{ title, command: there?.enabled ? pipe(command('Get-OutlookAnywhere'), set) : enable }]
}

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
    AddressSpaces: ['SMTP:*;1'],
    IsScopedConnector: false,
    DNSRoutingEnabled: true,
    UseExternalDNSServersEnabled: true,
    SourceTransportServers: [server.name],
  })
  return [{ title: 'Send mail to the Internet', command: make }]
}

type Part = {
  name: string
  label: string
  steps: (facts: IntegrateFacts, answers: Answers) => readonly Step[]
  hint: string
}

export const parts: readonly Part[] = [
  {
    name: 'doDomain',
    label: 'Accepted domain',
    steps: acceptedDomainSteps,
    hint: 'Exchange accepts mail for the domain, and it becomes the default.',
  },
  {
    name: 'doPolicy',
    label: 'E-mail address policy',
    steps: policySteps,
    hint: 'New recipients get alias@domain.',
  },
  {
    name: 'doDirectories',
    label: 'Client access addresses',
    steps: directorySteps,
    hint: 'The same address inside and outside for Outlook on the web, ECP, ActiveSync, OAB and EWS.',
  },
  {
    name: 'doOutlookAnywhere',
    label: 'Outlook Anywhere',
    steps: outlookAnywhereSteps,
    hint: 'Basic authentication, no SSL offloading.',
  },
  {
    name: 'doReceive',
    label: 'Receive connectors',
    steps: receiveSteps,
    hint: 'The default one for the office, a new one for the Internet.',
  },
  {
    name: 'doSend',
    label: 'Send connector',
    steps: sendSteps,
    hint: 'Mail to everybody else goes out by DNS.',
  },
]

export const configurationPage: Page<IntegrateFacts> = {
  id: 'configuration',
  title: 'Configuration',
  lead: 'What Exchange Server needs to serve this domain. What is already so stays as it is.',
  fields: [
    ...parts.map(({ name, label, steps, hint }) => ({
      kind: 'toggle' as const,
      name,
      label,
      hint: (facts: IntegrateFacts, answers: Answers) =>
        steps(facts, answers).length > 0 ? hint : 'Already as it should be: nothing to change.',
      suggest: () => true,
    })),
    {
      kind: 'text',
      name: 'internalRange',
      label: 'Addresses of the office',
      parameter: 'RemoteIPRanges',
      suggest: ({ internalRange }) => internalRange,
      shown: (_, answers) => isOn(answers, 'doReceive'),
    },
  ],
}

export function configurationSteps(facts: IntegrateFacts, answers: Answers): readonly Step[] {
  return parts.flatMap(({ name, steps }) => (isOn(answers, name) ? steps(facts, answers) : []))
}
