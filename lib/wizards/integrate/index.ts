import { parseDomainName, parseHostName } from '@/lib/network'
import { command, ok, refuse } from '@/lib/shell'
import { byText, textOf } from '../text'
import type { Wizard } from '../wizard'
import { certificatePage, certificateSteps } from './certificate'
import { configurationPage, configurationSteps } from './configuration'
import type { IntegrateFacts } from './facts'

export type { IntegrateFacts } from './facts'

/** "Set up Exchange Server integration": what the seed's ConfigureExchange.ps1 does, and the dashboard's own switch. */
export const integrate: Wizard<IntegrateFacts> = {
  id: 'integrate',
  title: 'Set up Exchange Server integration',
  finish: 'Set up the integration',
  pages: [
    {
      id: 'checks',
      title: 'Before you begin',
      lead: 'Everything that has to be true first. What is not can be mended here.',
      fields: [],
      checks: ({ checks }) => checks,
    },
    {
      id: 'server',
      title: 'Exchange Server',
      lead: ({ servers }) =>
        servers.length > 1
          ? 'Several Exchange servers were found. Which one serves the mailboxes?'
          : 'This server was found in the domain.',
      fields: [
        {
          kind: 'choice',
          name: 'server',
          label: 'Server',
          parameter: 'Server',
          suggest: ({ servers }) => servers[0]?.name ?? '',
          options: ({ servers }) =>
            servers.map(({ name, version, build, address }) => ({
              value: name,
              label: name,
              note: `Exchange Server ${version}, ${build}, at ${address}`,
            })),
          check: (value, { servers }) =>
            servers.some(({ name }) => name === value)
              ? ok(value)
              : refuse('ObjectNotFound', 'ExchangeServerNotFound', 'There is no such Exchange server.', {
                  target: 'Server',
                  recommendedAction: 'Install Exchange Server on the second server first.',
                }),
        },
      ],
    },
    {
      id: 'names',
      title: 'Domain and name',
      lead: 'What comes after the @, and the name by which the Internet finds Exchange Server.',
      fields: [
        {
          kind: 'text',
          name: 'domain',
          label: 'Email domain',
          parameter: 'DomainName',
          suggest: ({ internetDomain }) => internetDomain,
          check: byText(parseDomainName),
        },
        {
          kind: 'text',
          name: 'host',
          label: 'Internet name of Exchange Server',
          parameter: 'Fqdn',
          suggest: ({ internetName }) => internetName,
          hint: ({ essentialsInternetName }) =>
            `Another name than ${essentialsInternetName}, which belongs to Remote Web Access.`,
          check: (value, { essentialsInternetName }) =>
            String(value).trim().toLowerCase() === essentialsInternetName.toLowerCase()
              ? refuse(
                  'InvalidArgument',
                  'SameInternetName',
                  `${essentialsInternetName} is the name of the Essentials server.`,
                  { target: 'Fqdn', recommendedAction: 'Choose another one, such as mail.' },
                )
              : parseHostName(String(value)),
        },
      ],
    },
    certificatePage,
    configurationPage,
  ],
  compile(facts, given, secrets) {
    const answers = {
      ...given,
      domain: textOf(given, 'domain').trim().toLowerCase(),
      host: textOf(given, 'host').trim().toLowerCase(),
    }
    const enable = {
      title: 'Turn on the e-mail features of this dashboard',
      command: command('Enable-ExchangeIntegration'),
    }
    return {
      title: 'Set up Exchange Server integration',
      steps: [
        ...certificateSteps(answers, secrets),
        ...configurationSteps(facts, answers),
        ...(facts.enabled ? [] : [enable]),
      ],
    }
  },
  next: (_, answers) => [
    ...(answers.certificate === 'request'
      ? [{ label: 'Download the certificate request', href: '/email/certificate-request' }]
      : []),
    { label: 'Create the DNS records', href: '/network/dns' },
    { label: 'Configure the network router', href: '/network/router' },
    { label: 'Configure the reverse proxy', href: '/network/proxy' },
    { label: 'Add user accounts', href: '/users/add' },
  ],
}
