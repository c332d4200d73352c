import {
  exchangeVersionTitles,
  installExchangeRunbook,
  suggestedVersion,
  whyNotInstallable,
} from '@/lib/essentials'
import type { ExchangeVersion } from '@/lib/exchange'
import { ok, refuse } from '@/lib/shell'
import type { SiteFacts } from './site-facts'
import { isOn, textOf } from './text'
import type { Wizard } from './wizard'

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
