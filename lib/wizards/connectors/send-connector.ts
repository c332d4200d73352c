import { parseAddressSpace, parseObjectName, parseSmartHost } from '@/lib/exchange'
import type { Step } from '@/lib/runbooks/runbook'
import { command } from '@/lib/shell'
import { isOn, textOf } from '../text'
import type { Answers, Secrets, Wizard } from '../wizard'
import { type SendConnectorFacts, tryConnector } from './connector-facts'
import { byEach, listOf } from './list-field'
import { nameField } from './name-field'
import { accountFields, credentialOf } from './smart-host-account'

/** The pages of Exchange's own wizard: usage, address space, network, authentication, source server. */
export const editSendConnector: Wizard<SendConnectorFacts> = {
  id: 'send-connector',
  title: 'Send connector',
  finish: 'Save the connector',
  pages: [
    {
      id: 'introduction',
      title: 'Introduction',
      lead: ({ connector }) =>
        connector
          ? `${connector.name} is one of the ways by which mail leaves the organization.`
          : 'A Send connector is a way by which mail leaves the organization. Its name and its intended use:',
      fields: [
        nameField,
        {
          kind: 'choice',
          name: 'usage',
          label: 'Intended use',
          parameter: 'Usage',
          shown: ({ connector }) => connector === null,
          suggest: () => 'Custom',
          options: () => [
            { value: 'Custom', label: 'Custom', note: 'Smart hosts, or a system that is not Exchange.' },
            { value: 'Internet', label: 'Internet', note: 'Mail to everybody, by MX records.' },
            { value: 'Internal', label: 'Internal', note: 'Edge Transport servers of your own.' },
            { value: 'Partner', label: 'Partner', note: 'One organization, with certificates checked.' },
          ],
        },
        {
          kind: 'toggle',
          name: 'enabled',
          label: 'Enabled',
          parameter: 'Enabled',
          shown: ({ connector }) => connector !== null,
          suggest: ({ connector }) => connector?.enabled ?? true,
        },
      ],
    },
    {
      id: 'address-space',
      title: 'Address space',
      lead: 'For which domains it is: * for all, fabrikam.com for one, *.fabrikam.com with those below it. After a semicolon the cost: of two connectors for a domain the lower one counts.',
      fields: [
        {
          kind: 'text',
          name: 'spaces',
          label: 'Address spaces',
          hint: 'Several with commas between them: *;1, fabrikam.com;5',
          parameter: 'AddressSpaces',
          suggest: ({ connector }) =>
            connector?.addressSpaces.map((one) => one.replace(/^smtp:/i, '')).join(', ') ?? '*;1',
          check: byEach(parseAddressSpace, 'The address space', 'AddressSpaces'),
        },
      ],
    },
    {
      id: 'network',
      title: 'Network settings',
      lead: 'How mail goes on: to the servers that the MX records of each domain name, or all to a smart host, which is your provider’s or a filter in front of the Internet.',
      fields: [
        {
          kind: 'choice',
          name: 'route',
          label: 'Route mail',
          parameter: 'DNSRoutingEnabled',
          suggest: ({ connector }) => (connector && !connector.dnsRoutingEnabled ? 'smart' : 'dns'),
          options: () => [
            { value: 'dns', label: 'By the MX records of DNS' },
            { value: 'smart', label: 'Through smart hosts' },
          ],
        },
        {
          kind: 'text',
          name: 'hosts',
          label: 'Smart hosts',
          hint: 'Names or IP addresses, with commas between them. Mail goes to all of them in turn.',
          parameter: 'SmartHosts',
          shown: (_, answers) => bySmartHost(answers),
          suggest: ({ connector }) => connector?.smartHosts.join(', ') ?? '',
          check: byEach(parseSmartHost, 'The smart host', 'SmartHosts'),
        },
        {
          kind: 'choice',
          name: 'authentication',
          label: 'Smart host authentication',
          parameter: 'SmartHostAuthMechanism',
          shown: (_, answers) => bySmartHost(answers),
          suggest: ({ connector }) => connector?.smartHostAuthMechanism ?? 'None',
          options: () => [
            { value: 'None', label: 'None' },
            {
              value: 'BasicAuthRequireTLS',
              label: 'Basic authentication over TLS',
              note: 'A user name and a password, told only when the connection is encrypted.',
            },
            {
              value: 'BasicAuth',
              label: 'Basic authentication',
              note: 'The password may cross the Internet as it is.',
            },
            { value: 'ExchangeServer', label: 'Exchange Server' },
            { value: 'ExternalAuthoritative', label: 'Externally secured', note: 'By IPsec, for example.' },
          ],
        },
        ...accountFields,
      ],
    },
    {
      id: 'source',
      title: 'Source server',
      lead: 'Which of your servers send through it.',
      fields: [
        {
          kind: 'text',
          name: 'sources',
          label: 'Source servers',
          parameter: 'SourceTransportServers',
          suggest: ({ connector, servers }) => (connector?.sourceTransportServers ?? servers).join(', '),
          check: byEach(parseObjectName, 'The source server', 'SourceTransportServers'),
        },
        {
          kind: 'choice',
          name: 'logging',
          label: 'Protocol logging',
          parameter: 'ProtocolLoggingLevel',
          suggest: ({ connector }) => connector?.protocolLoggingLevel ?? 'None',
          options: () => [
            { value: 'None', label: 'Off' },
            { value: 'Verbose', label: 'Verbose', note: 'Every line of each SMTP session is kept.' },
          ],
        },
        {
          kind: 'toggle',
          name: 'alone',
          label: (facts, answers) => `Disable ${namesOf(rivals(facts, answers))}`,
          hint: 'They are for the same domains: mail might go by them, too.',
          shown: (facts, answers) => rivals(facts, answers).length > 0,
        },
      ],
    },
  ],
  compile(facts, answers, secrets) {
    const name = facts.connector?.name ?? textOf(answers, 'name').trim()
    const title = `${facts.connector ? 'Change' : 'Make'} the Send connector ${name}`
    const first: Step = {
      title,
      command: facts.connector
        ? command('Set-SendConnector', {
            Identity: name,
            Enabled: answers.enabled === undefined ? undefined : isOn(answers, 'enabled'),
            ...settings(answers, secrets, true),
          })
        : command('New-SendConnector', {
            Name: name,
            Usage: textOf(answers, 'usage') || 'Custom',
            ...settings(answers, secrets, false),
          }),
    }
    const disabled = isOn(answers, 'alone') ? rivals(facts, answers) : []
    return { title, steps: [first, ...disabled.map(disable)] }
  },
  next: tryConnector,
}

const bySmartHost = (answers: Answers) => textOf(answers, 'route') === 'smart'

function settings(answers: Answers, secrets: Secrets, changes: boolean) {
  const smart = bySmartHost(answers)
  return {
    AddressSpaces: listOf(answers, 'spaces').map((one) => `SMTP:${one.replace(/^smtp:/i, '')}`),
    DNSRoutingEnabled: !smart,
    SmartHosts: smart ? listOf(answers, 'hosts') : changes ? null : undefined,
    SmartHostAuthMechanism: smart ? textOf(answers, 'authentication') || 'None' : undefined,
    AuthenticationCredential: credentialOf(answers, secrets),
    SourceTransportServers: listOf(answers, 'sources'),
    ProtocolLoggingLevel: textOf(answers, 'logging') || 'None',
  }
}

/** Other enabled connectors for one of the same domains. */
function rivals({ others }: SendConnectorFacts, answers: Answers): readonly string[] {
  const domain = (space: string) =>
    space
      .toLowerCase()
      .replace(/^smtp:/, '')
      .split(';')[0]
      ?.trim()
  const wanted = listOf(answers, 'spaces').map(domain)
  return others
    .filter(
      ({ enabled, addressSpaces }) => enabled && addressSpaces.some((one) => wanted.includes(domain(one))),
    )
    .map(({ name }) => name)
}

const namesOf = (names: readonly string[]) => names.slice(0, 3).join(', ') || 'the others'

function disable(name: string): Step {
  return {
    title: `Disable ${name}`,
    command: command('Set-SendConnector', { Identity: name, Enabled: false }),
  }
}
