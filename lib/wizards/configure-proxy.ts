import type { SiteDescription } from '@/lib/essentials'
import { parseHostName } from '@/lib/network'
import { command, ok } from '@/lib/shell'
import { answerIsMissing, byText, textOf } from './text'
import type { Wizard } from './wizard'

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
