import { parseBinding, parseRemoteRange } from '@/lib/exchange'
import { absent, command } from '@/lib/shell'
import { isOn, textOf } from '../text'
import type { Answers, Field, Wizard } from '../wizard'
import { backToConnectors, type ReceiveConnectorFacts } from './connector-facts'
import { byEach, listOf } from './list-field'
import { nameField } from './name-field'
import { mechanisms, permissionGroups } from './receive-rights'
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
          suggest: ({ connector, servers }) => connector?.fqdn ?? servers[0]?.fqdn ?? '',
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
      lead: 'Who may send through it. The transport service has to be restarted for a change to count.',
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
          suggest: (facts, answers) => groupsChange(facts, answers),
        },
      ],
    },
  ],
  compile(facts, answers) {
    const { connector, servers } = facts
    const server = connector?.server ?? (textOf(answers, 'server') || (servers[0]?.name ?? ''))
    const name = connector?.name ?? textOf(answers, 'name').trim()
    const modern = servers.find((one) => one.name === server)?.modern ?? false
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
    const restart = command('Restart-Service', {
      Name: 'MSExchangeTransport',
      ComputerName: servers.length > 1 ? server : undefined,
      Confirm: absent,
    })
    return {
      title,
      steps: [
        { title, command: first },
        ...(isOn(answers, 'restart') ? [{ title: 'Restart the transport service', command: restart }] : []),
      ],
    }
  },
  next: backToConnectors,
}

function settings(answers: Answers) {
  return {
    Bindings: listOf(answers, 'bindings'),
    RemoteIPRanges: listOf(answers, 'ranges'),
    Fqdn: textOf(answers, 'fqdn').trim() || undefined,
    Enabled: isOn(answers, 'enabled'),
    PermissionGroups: chosenOf(permissionGroups, answers),
    AuthMechanism: chosenOf(mechanisms, answers),
    ProtocolLoggingLevel: isOn(answers, 'verbose') ? 'Verbose' : 'None',
  }
}

/** What the usage of a new connector sets by itself is not said again. */
function withoutUsual(answers: Answers) {
  const usual = usualOf(answers)
  const all = settings(answers)
  return {
    ...all,
    Bindings: isFixed('bindings', answers) ? undefined : all.Bindings,
    RemoteIPRanges: isFixed('remoteIPRanges', answers) ? undefined : all.RemoteIPRanges,
    PermissionGroups: isSame(all.PermissionGroups, usual.permissionGroups) ? undefined : all.PermissionGroups,
    AuthMechanism: isSame(all.AuthMechanism, usual.authMechanism) ? undefined : all.AuthMechanism,
  }
}

function chosenOf(rows: readonly (readonly [string, ...string[]])[], answers: Answers): readonly string[] {
  const chosen = rows.map(([name]) => name).filter((name) => isOn(answers, name))
  return chosen.length > 0 ? chosen : ['None']
}

function groupsChange({ connector }: ReceiveConnectorFacts, answers: Answers): boolean {
  if (!connector) return false
  return !isSame(chosenOf(permissionGroups, answers), connector.permissionGroups)
}

/** None is no group at all. */
function isSame(one: readonly string[], other: readonly string[]): boolean {
  const text = (names: readonly string[]) =>
    names
      .filter((name) => name !== 'None')
      .toSorted()
      .join()
  return text(one) === text(other)
}
