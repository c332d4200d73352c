import { restartServiceRunbook } from '@/lib/essentials'
import { parseBinding, parseRemoteRange } from '@/lib/exchange'
import { command } from '@/lib/shell'
import { isOn, textOf } from '../text'
import type { Answers, Field, Wizard } from '../wizard'
import { backToConnectors, type ReceiveConnectorFacts } from './connector-facts'
import { byEach } from './list-field'
import { nameField } from './name-field'
import { groupsChange, serverOf, waitsForRestart } from './receive-restart'
import { mechanisms, permissionGroups } from './receive-rights'
import { settings, withoutUsual } from './receive-settings'
import { isFixed, usageField, usageOf, usualOf } from './receive-usage'

function toggles<const T extends readonly (readonly [string, string, string])[]>(
  rows: T,
  chosen: (facts: ReceiveConnectorFacts, answers: Answers) => readonly string[],
  parameter: string,
): readonly Field<ReceiveConnectorFacts>[] {
  return rows.map(([name, label, hint]) => ({
    kind: 'toggle',
    name,
    label,
    ...(hint && { hint }),
    parameter,
    suggest: (facts, answers) => chosen(facts, answers).includes(name),
  }))
}

const transport = { name: 'MSExchangeTransport', displayName: 'Microsoft Exchange Transport' }

export const editReceiveConnector: Wizard<ReceiveConnectorFacts> = {
  id: 'receive-connector',
  title: 'Receive connector',
  finish: 'Save the connector',
  pages: [
    {
      id: 'introduction',
      title: 'Introduction',
      shown: ({ connector }) => connector === null,
      lead: 'A Receive connector is a place where a server listens for mail. Its name and its intended use:',
      fields: [
        nameField,
        usageField,
        {
          kind: 'choice',
          name: 'server',
          label: 'Server',
          parameter: 'Server',
          shown: ({ servers }) => servers.length > 1,
          suggest: ({ servers }) => servers[0]?.name ?? '',
          options: ({ servers }) => servers.map(({ name }) => ({ value: name, label: name })),
        },
      ],
    },
    {
      id: 'network',
      title: 'Local and remote network settings',
      lead: ({ connector }) =>
        connector
          ? `Where ${connector.name} listens, and for whom. Of several connectors at one place the one with the narrowest remote range counts.`
          : 'Where it listens, and for whom. Of several connectors at one place the one with the narrowest remote range counts.',
      fields: [
        {
          kind: 'text',
          name: 'bindings',
          label: 'Listens on',
          hint: 'Address and port, with commas between them: 0.0.0.0:25 is every address.',
          parameter: 'Bindings',
          shown: ({ connector }, answers) => connector !== null || !isFixed('bindings', answers),
          suggest: ({ connector }) => connector?.bindings.join(', ') ?? '0.0.0.0:25',
          check: byEach(parseBinding, 'The binding', 'Bindings'),
        },
        {
          kind: 'text',
          name: 'ranges',
          label: 'For mail from',
          hint: 'Addresses or ranges: 192.168.0.20, 192.168.0.0/24, 0.0.0.0-255.255.255.255',
          parameter: 'RemoteIPRanges',
          shown: ({ connector }, answers) => connector !== null || !isFixed('remoteIPRanges', answers),
          suggest: ({ connector }) => connector?.remoteIPRanges.join(', ') ?? '',
          check: byEach(parseRemoteRange, 'The range', 'RemoteIPRanges'),
        },
        {
          kind: 'text',
          name: 'fqdn',
          label: 'The name that it answers HELO with',
          parameter: 'Fqdn',
          suggest: (facts, answers) => facts.connector?.fqdn ?? serverOf(facts, answers)?.fqdn ?? '',
        },
        {
          kind: 'toggle',
          name: 'enabled',
          label: 'Enabled',
          parameter: 'Enabled',
          suggest: ({ connector }) => connector?.enabled ?? true,
        },
      ],
    },
    {
      id: 'permission-groups',
      title: 'Permission groups',
      lead: (facts, answers) =>
        waitsForRestart(facts, answers)
          ? 'Who may send through it. A change counts once the transport service has been restarted.'
          : 'Who may send through it.',
      fields: toggles(
        permissionGroups,
        ({ connector }, answers) => (connector ?? usualOf(answers)).permissionGroups,
        'PermissionGroups',
      ),
    },
    {
      id: 'authentication',
      title: 'Authentication',
      lead: 'How whoever connects can say who they are.',
      fields: [
        ...toggles(
          mechanisms,
          ({ connector }, answers) => (connector ?? usualOf(answers)).authMechanism,
          'AuthMechanism',
        ),
        {
          kind: 'toggle',
          name: 'verbose',
          label: 'Verbose protocol logging',
          hint: 'Every line of each SMTP session is kept.',
          parameter: 'ProtocolLoggingLevel',
          suggest: ({ connector }) => connector?.protocolLoggingLevel === 'Verbose',
        },
        {
          kind: 'toggle',
          name: 'restart',
          label: 'Restart the transport service',
          hint: 'Mail waits for some seconds. Changed permission groups count from then on.',
          shown: waitsForRestart,
          suggest: (facts, answers) => waitsForRestart(facts, answers) && groupsChange(facts, answers),
        },
      ],
    },
  ],
  compile(facts, answers) {
    const { connector } = facts
    const { name: server = '', modern = false } = serverOf(facts, answers) ?? {}
    const name = connector?.name ?? textOf(answers, 'name').trim()
    const title = `${connector ? 'Change' : 'Make'} the Receive connector ${name}`
    const first = connector
      ? command('Set-ReceiveConnector', { Identity: name, ...settings(answers) })
      : command('New-ReceiveConnector', {
          Name: name,
          Usage: usageOf(answers),
          Server: server,
          ...withoutUsual(answers),
          TransportRole: modern ? 'FrontendTransport' : undefined,
        })
    const { steps: restart } = restartServiceRunbook({ name: server }, transport)
    return { title, steps: [{ title, command: first }, ...(isOn(answers, 'restart') ? restart : [])] }
  },
  next: backToConnectors,
}
