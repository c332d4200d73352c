import {
  exchangeVersionTitles,
  installExchangeRunbook,
  joinServerRunbook,
  reservationRunbook,
  type ServerRole,
  type SiteDescription,
  startServiceRunbook,
  staticAddressRunbook,
  suggestedVersion,
  whyNotInstallable,
} from '@/lib/essentials'
import type { ExchangeVersion } from '@/lib/exchange'
import { parsePrivateIpv4 } from '@/lib/network'
import { ok, refuse } from '@/lib/shell'
import { byText, isOn, textOf } from './text'
import type { Wizard } from './wizard'

const toDevices = () => [
  { label: 'Back to the devices', href: '/devices' },
  { label: 'Go on with Setup', href: '/' },
]

export interface SiteFacts {
  readonly description: SiteDescription
  /** Who runs it, as the domain knows them. */
  readonly caller: string
}

export const joinServer: Wizard<SiteFacts> = {
  id: 'join-server',
  title: 'Join the second server',
  finish: 'Join it to the domain',
  pages: [
    {
      id: 'join',
      title: 'Join the second server to the domain',
      lead: ({ description: { exchange, localDomain } }) =>
        `${exchange.name} becomes a member of ${localDomain}. It asks the Essentials server for names from then on, and restarts.`,
      fields: [],
    },
  ],
  compile: ({ description }) => joinServerRunbook(description),
  next: toDevices,
}

export interface AddressFacts extends SiteFacts {
  readonly role: ServerRole
}

export const setAddress: Wizard<AddressFacts> = {
  id: 'set-address',
  title: 'Set the address of a server',
  finish: 'Set the address',
  pages: [
    {
      id: 'address',
      title: 'Address',
      lead: ({ description, role }) =>
        `The router forwards mail and web traffic to the address of ${description[role].name}: it must never change by itself.`,
      fields: [
        {
          kind: 'choice',
          name: 'how',
          label: 'How does it get its address?',
          suggest: () => 'static',
          options: () => [
            {
              value: 'static',
              label: 'A static address',
              note: 'Set on the server itself, outside of the DHCP range.',
            },
            {
              value: 'reserved',
              label: 'A reservation in the router',
              note: 'The router always gives it the same address.',
            },
          ],
        },
        {
          kind: 'text',
          name: 'address',
          label: 'IP address',
          parameter: 'IPAddress',
          suggest: ({ description, role }) => description[role].address,
          check: byText(parsePrivateIpv4),
        },
      ],
    },
  ],
  compile({ description, role }, answers) {
    const address = textOf(answers, 'address').trim()
    return textOf(answers, 'how') === 'reserved'
      ? reservationRunbook(description, role, address)
      : staticAddressRunbook(description, role, address)
  },
  next: toDevices,
}

const versions: readonly ExchangeVersion[] = ['2010', '2013', '2016']

export const installExchange: Wizard<SiteFacts> = {
  id: 'install-exchange',
  title: 'Install Exchange Server',
  finish: 'Install it',
  pages: [
    {
      id: 'version',
      title: 'Version',
      lead: ({ description: { exchange } }) =>
        `On ${exchange.name}, which runs Windows Server ${exchange.windows}.`,
      fields: [
        {
          kind: 'choice',
          name: 'version',
          label: 'Version',
          suggest: ({ description }) => suggestedVersion(description.exchange.windows),
          options: ({ description }) =>
            versions.map((value) => {
              const why = whyNotInstallable(value, description.exchange.windows)
              return {
                value,
                label: exchangeVersionTitles[value],
                ...(value === '2016'
                  ? { note: 'An extension: the original dashboard knew 2010 and 2013.' }
                  : {}),
                ...(why ? { disabled: why } : {}),
              }
            }),
          check: (value, { description }) => {
            const version = versions.find((one) => one === value)
            const why = version
              ? whyNotInstallable(version, description.exchange.windows)
              : 'There is no such version.'
            return why
              ? refuse('InvalidOperation', 'VersionNotSupported', why, {
                  target: 'version',
                  recommendedAction: 'Choose another version.',
                })
              : ok(value)
          },
        },
        {
          kind: 'toggle',
          name: 'managementTools',
          label: 'Install the Management Tools too',
          hint: 'The Exchange Server integration needs them.',
          suggest: () => true,
        },
      ],
    },
  ],
  compile: ({ description, caller }, answers) =>
    installExchangeRunbook({
      description,
      version: textOf(answers, 'version') as ExchangeVersion,
      managementTools: isOn(answers, 'managementTools'),
      administrator: caller,
    }),
  next: () => [
    { label: 'Set up Exchange Server integration', href: '/email/integrate' },
    { label: 'Back to the devices', href: '/devices' },
  ],
}

export interface ServiceFacts {
  readonly server: { readonly name: string; readonly role: 'essentials' | 'member' }
  readonly service: { readonly name: string; readonly displayName: string }
}

export const startService: Wizard<ServiceFacts> = {
  id: 'start-service',
  title: 'Start a service',
  finish: 'Start it',
  pages: [
    {
      id: 'service',
      title: 'Start the service',
      lead: ({ server, service }) => `${service.displayName} is stopped on ${server.name}.`,
      fields: [],
    },
  ],
  compile: ({ server, service }) => startServiceRunbook(server, service),
  next: toDevices,
}
