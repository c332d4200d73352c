import type { SiteDescription } from '@/lib/essentials'
import {
  type EditableType,
  editableTypes,
  parseHostName,
  parsePrivateIpv4,
  parseRecordData,
  parseRecordName,
} from '@/lib/network'
import { command, ok, refuse } from '@/lib/shell'
import { answerIsMissing, byText, textOf } from './text'
import type { Answers, Wizard } from './wizard'

export interface RecordFacts {
  readonly domain: string
  /** The record that is changed; null for a new one. */
  readonly record: {
    readonly id: string
    readonly name: string
    readonly type: string
    readonly ttl: number
    readonly data: string
  } | null
  /** What a checklist proposes for a new one. */
  readonly proposed: { readonly name: string; readonly type: string; readonly data: string } | null
}

const typeOf = (answers: Answers) => editableTypes.find((type) => type === answers.type) ?? 'A'

const examples: Readonly<Record<EditableType, string>> = {
  A: 'An IPv4 address: 203.0.113.25',
  AAAA: 'An IPv6 address',
  MX: 'Preference and host: 0 mail.contoso.com',
  TXT: 'Text, without quotes: v=spf1 a mx ~all',
  SRV: 'Priority, weight, port and host: 0 0 443 mail.contoso.com',
  CNAME: 'The name that this one stands for',
}

export const editRecord: Wizard<RecordFacts> = {
  id: 'provider-record',
  title: 'DNS record',
  finish: 'Save the record',
  pages: [
    {
      id: 'record',
      title: 'Record',
      lead: ({ domain }) =>
        `At the domain name provider of ${domain}. A change is seen when the answers that others have kept run out.`,
      fields: [
        {
          kind: 'text',
          name: 'name',
          label: 'Host',
          parameter: 'Name',
          hint: '@ is the domain itself.',
          suggest: ({ record, proposed }) => record?.name ?? proposed?.name ?? '',
          check: (value, { domain }) => parseRecordName(String(value), domain),
        },
        {
          kind: 'choice',
          name: 'type',
          label: 'Type',
          parameter: 'Type',
          suggest: ({ record, proposed }) => record?.type ?? proposed?.type ?? 'A',
          options: () => editableTypes.map((value) => ({ value, label: value })),
        },
        {
          kind: 'text',
          name: 'data',
          label: 'Value',
          parameter: 'Data',
          hint: (_, answers) => examples[typeOf(answers)],
          suggest: ({ record, proposed }) => record?.data ?? proposed?.data ?? '',
          check: (value, { domain }, answers) => parseRecordData(typeOf(answers), String(value), domain),
        },
        {
          kind: 'text',
          name: 'ttl',
          label: 'Time to live, in seconds',
          parameter: 'TimeToLive',
          suggest: ({ record }) => String(record?.ttl ?? 3600),
          check: (value) =>
            /^\d{1,6}$/.test(String(value))
              ? ok(value)
              : refuse('InvalidArgument', 'TimeToLiveInvalid', 'This is no number of seconds.', {
                  target: 'TimeToLive',
                  recommendedAction: 'Type 3600 for an hour.',
                }),
        },
      ],
    },
  ],
  compile({ domain, record }, answers) {
    const values = {
      Name: textOf(answers, 'name').trim(),
      Type: typeOf(answers),
      Data: textOf(answers, 'data').trim(),
      TimeToLive: Number(textOf(answers, 'ttl')),
    }
    const title = `${record ? 'Change' : 'Add'} the ${values.Type} record of ${values.Name}`
    return {
      title,
      steps: [
        {
          title,
          command: record
            ? command('Set-ProviderDnsRecord', { Zone: domain, Id: record.id, ...values })
            : command('Add-ProviderDnsRecord', { Zone: domain, ...values }),
        },
      ],
    }
  },
  next: () => [
    { label: 'Check the DNS records', href: '/network/dns' },
    { label: 'See all records at the provider', href: '/network/provider' },
  ],
}

export interface ForwardFacts {
  /** The line that is changed; null for a new one. */
  readonly forward: {
    readonly id: string
    readonly port: number
    readonly address: string
    readonly targetPort: number
    readonly publicAddress: string | null
  } | null
  readonly publicAddresses: readonly string[]
  readonly servers: readonly { readonly name: string; readonly address: string }[]
}

function checkPort(target: string) {
  return (value: string | boolean) => {
    const port = Number(value)
    return /^\d{1,5}$/.test(String(value)) && port > 0 && port < 65_536
      ? ok(value)
      : refuse('InvalidArgument', 'PortInvalid', 'A port is a number from 1 to 65535.', {
          target,
          recommendedAction: 'Type 25 for mail, 443 for HTTPS.',
        })
  }
}

export const editForward: Wizard<ForwardFacts> = {
  id: 'router-forward',
  title: 'Port forwarding',
  finish: 'Save the forward',
  pages: [
    {
      id: 'forward',
      title: 'Line of the port table',
      lead: ({ servers }) =>
        `What comes in from the Internet at this port goes to a computer in the office: ${servers.map(({ name, address }) => `${name} is ${address}`).join(', ')}.`,
      fields: [
        {
          kind: 'text',
          name: 'port',
          label: 'Port of the router',
          parameter: 'Port',
          suggest: ({ forward }) => String(forward?.port ?? ''),
          check: checkPort('Port'),
        },
        {
          kind: 'text',
          name: 'address',
          label: 'Address in the office',
          parameter: 'Address',
          suggest: ({ forward }) => forward?.address ?? '',
          check: byText(parsePrivateIpv4),
        },
        {
          kind: 'text',
          name: 'targetPort',
          label: 'Port there',
          parameter: 'TargetPort',
          suggest: ({ forward }, answers) => String(forward?.targetPort ?? answers.port ?? ''),
          check: checkPort('TargetPort'),
        },
        {
          kind: 'choice',
          name: 'publicAddress',
          label: 'Public address',
          parameter: 'PublicAddress',
          shown: ({ publicAddresses }) => publicAddresses.length > 1,
          suggest: ({ forward }) => forward?.publicAddress ?? '',
          options: ({ publicAddresses }) => [
            { value: '', label: 'All of them' },
            ...publicAddresses.map((value) => ({ value, label: value })),
          ],
        },
      ],
    },
  ],
  compile({ forward }, answers) {
    const values = {
      Port: Number(textOf(answers, 'port')),
      Address: textOf(answers, 'address').trim(),
      TargetPort: Number(textOf(answers, 'targetPort')),
      PublicAddress: textOf(answers, 'publicAddress') || undefined,
    }
    const title = `Forward port ${values.Port} to ${values.Address}`
    return {
      title,
      steps: [
        {
          title,
          command: forward
            ? command('Set-RouterForward', { Id: forward.id, ...values })
            : command('Add-RouterForward', values),
        },
      ],
    }
  },
  next: () => [{ label: 'Check the router', href: '/network/router' }],
}

export interface ProxyFacts {
  readonly description: SiteDescription
  /** The folder of ARRConfig, which depends on the version of Essentials. */
  readonly folder: string
  readonly hostNames: readonly string[]
  /** A PFX that is on the site's drive already. */
  readonly path: string
}

export const configureProxy: Wizard<ProxyFacts> = {
  id: 'configure-proxy',
  title: 'Configure the reverse proxy',
  finish: 'Configure it',
  pages: [
    {
      id: 'certificate',
      title: 'Certificate and host names',
      lead: ({ folder }) =>
        `ARRConfig runs in ${folder} on the Essentials server. It needs the certificate of Exchange Server, with its private key.`,
      fields: [
        {
          kind: 'file',
          name: 'path',
          label: 'PFX file',
          parameter: 'cert',
          accept: '.pfx,.p12',
          suggest: ({ path }) => path,
          check: (value) => (value ? ok(value) : answerIsMissing('The PFX file', 'cert')),
        },
        {
          kind: 'password',
          name: 'password',
          label: 'Password of the file',
          parameter: 'password',
          autocomplete: 'off',
        },
        {
          kind: 'text',
          name: 'hostnames',
          label: 'Host names of Exchange Server',
          parameter: 'hostnames',
          hint: 'Several: separated by commas. The certificate must hold each of them.',
          suggest: ({ hostNames }) => hostNames.join(','),
          check: byText((text) => {
            const names = text.split(',')
            for (const name of names) {
              const parsed = parseHostName(name)
              if (!parsed.ok) return parsed
            }
            return ok(names)
          }),
        },
      ],
    },
  ],
  compile({ description }, answers, secrets) {
    const names = textOf(answers, 'hostnames')
      .split(',')
      .map((name) => name.trim().toLowerCase())
    const configure = command(
      'ARRConfig',
      {
        cert: textOf(answers, 'path'),
        hostnames: names.join(','),
        targetserver: description.scenario === 'migration' ? description.exchange.name : undefined,
        password: secrets('password', 'Password of the certificate'),
      },
      ['config'],
    )
    return {
      title: 'Configure the reverse proxy',
      steps: [{ title: `Send ${names.join(' and ')} to Exchange Server`, command: configure }],
    }
  },
  next: () => [{ label: 'Check the reverse proxy', href: '/network/proxy' }],
}

export interface ClockFacts {
  readonly now: string
}

const spans = [
  { value: '3600', label: 'One hour' },
  { value: '14400', label: 'Four hours' },
  { value: '86400', label: 'One day' },
  { value: '172800', label: 'Two days' },
  { value: '2073600', label: '24 days' },
]

export const advanceClock: Wizard<ClockFacts> = {
  id: 'advance-clock',
  title: 'Move the clock of the site',
  finish: 'Move it forward',
  pages: [
    {
      id: 'clock',
      title: 'Move the clock forward',
      lead: ({ now }) =>
        `On the simulated site it is ${now}. What takes hours there can be seen now: DNS answers run out, certificates and passwords expire. The clock cannot go back.`,
      fields: [
        {
          kind: 'choice',
          name: 'seconds',
          label: 'By how much?',
          parameter: 'Seconds',
          suggest: () => '3600',
          options: () => spans,
        },
      ],
    },
  ],
  compile: (_, answers) => ({
    title: 'Move the clock of the site',
    steps: [
      {
        title: 'Let the time pass',
        command: command('Start-Sleep', { Seconds: Number(textOf(answers, 'seconds')) }),
      },
    ],
  }),
  next: () => [
    { label: 'Check the DNS records', href: '/network/dns' },
    { label: 'Go to Home', href: '/' },
  ],
}

export const disableIntegration: Wizard<{ readonly mailboxes: number }> = {
  id: 'disable-integration',
  title: 'Disable Exchange Server integration',
  finish: 'Disable the integration',
  pages: [
    {
      id: 'confirm',
      title: 'What changes',
      lead: ({ mailboxes }) =>
        `You will no longer see, create or manage mailboxes in this dashboard. Nothing changes in Exchange Server: ${mailboxes === 1 ? 'its mailbox stays' : `its ${mailboxes} mailboxes stay`}, mail keeps flowing, and Exchange's own tools go on working. You can set the integration up again.`,
      fields: [],
    },
  ],
  compile: () => ({
    title: 'Disable Exchange Server integration',
    steps: [
      {
        title: 'Turn off the e-mail features of this dashboard',
        command: command('Disable-ExchangeIntegration'),
      },
    ],
  }),
  next: () => [{ label: 'Go to Home', href: '/' }],
}
