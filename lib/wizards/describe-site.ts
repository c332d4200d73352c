import { contosoExample, siteParameters } from '@/lib/essentials'
import { asText, choice, compileChange, type DescribeSiteFacts, field } from './site-answers'
import type { Answers, Page, Wizard } from './wizard'

export type { DescribeSiteFacts } from './site-answers'

const domainOf = (answers: Answers) =>
  String(answers.InternetDomain ?? '')
    .trim()
    .toLowerCase()
const named = (prefix: string) => (answers: Answers) =>
  domainOf(answers) ? `${prefix}.${domainOf(answers)}` : ''
const editions = (words: readonly string[], product: string) =>
  words.map((value) => ({ value, label: `${product} ${value}` }))

const pages: readonly Page<DescribeSiteFacts>[] = [
  {
    id: 'organization',
    title: 'Organization',
    lead: 'What the site is called, and how it begins.',
    fields: [
      field('Organization', 'Name of the organization'),
      choice('Scenario', 'Kind of setup', 'clean', [
        { value: 'clean', label: 'Clean setup', note: 'Exchange Server is new on this network.' },
        {
          value: 'migration',
          label: 'Migration from Windows Small Business Server',
          note: 'An Exchange Server on the old server is to be replaced.',
        },
      ]),
      field('InternetDomain', 'Internet domain name', {
        hint: 'Registered for the business, such as contoso.com.',
      }),
      field(
        'LocalDomain',
        'Domain of the network',
        { hint: 'The Active Directory domain, such as contoso.local.' },
        (answers) => (domainOf(answers) ? `${domainOf(answers).split('.')[0]}.local` : ''),
      ),
    ],
  },
  {
    id: 'essentials',
    title: 'Essentials server',
    lead: 'The server that runs Windows Server Essentials, the domain controller.',
    fields: [
      field('EssentialsServer', 'Computer name'),
      choice(
        'EssentialsVersion',
        'Version',
        '2012 R2',
        editions(['2012', '2012 R2', '2016'], 'Windows Server Essentials'),
      ),
      field('EssentialsAddress', 'IP address in the office', { placeholder: '192.168.0.1' }),
      field('EssentialsInternetName', 'Internet name', { hint: 'For Remote Web Access.' }, named('remote')),
    ],
  },
  {
    id: 'exchange',
    title: 'Second server',
    lead: 'The server that runs, or will run, Exchange Server. It cannot be the Essentials server itself.',
    fields: [
      field('ExchangeServer', 'Computer name'),
      field('ExchangeAddress', 'IP address in the office', { placeholder: '192.168.0.2' }),
      choice(
        'ExchangeWindows',
        'Version of Windows Server',
        '2012 R2',
        editions(['2008 R2', '2012', '2012 R2', '2016'], 'Windows Server'),
      ),
      field(
        'ExchangeInternetName',
        'Internet name',
        { hint: 'Another one than that of the Essentials server.' },
        named('mail'),
      ),
      {
        kind: 'toggle',
        name: 'ExchangeJoined',
        label: 'It is joined to the domain',
        parameter: 'ExchangeJoined',
        suggest: ({ joined }) => joined,
        shown: ({ description }) => description === null,
      },
    ],
  },
  {
    id: 'internet',
    title: 'Network',
    lead: 'The router and the connection to the Internet.',
    fields: [
      field('DhcpFrom', 'First address that the router gives away (DHCP)', { placeholder: '192.168.0.100' }),
      field('DhcpTo', 'Last address that the router gives away', { placeholder: '192.168.0.200' }),
      field('PublicAddresses', 'Public IP addresses', {
        hint: 'From your Internet service provider. Several: separated by commas; the second one is for Exchange Server.',
      }),
      choice('Connections', 'Internet connections', 'one', [
        { value: 'one', label: 'One', note: 'Both servers share it: a reverse proxy tells them apart.' },
        { value: 'several', label: 'Several', note: 'Each server has a public address of its own.' },
      ]),
      choice('Autodiscover', 'How clients find the mailbox', 'srv', [
        { value: 'srv', label: 'By the SRV record', note: 'A certificate with one name is enough.' },
        {
          value: 'a',
          label: 'By the host (A) record autodiscover',
          note: 'The certificate must hold this name too.',
        },
      ]),
      field('Pop', 'POP3 is used', { kind: 'toggle' }, () => ''),
      field('Imap', 'IMAP is used', { kind: 'toggle' }, () => ''),
    ].map((one) =>
      one.kind === 'toggle'
        ? {
            ...one,
            suggest: ({ description }: DescribeSiteFacts) =>
              Boolean(description && siteParameters(description)[one.name as 'Pop']),
          }
        : one,
    ),
  },
]

/** The answers of "Use the Contoso example". */
export function contosoAnswers(): Answers {
  const parameters = Object.entries(siteParameters(contosoExample)).map(([name, value]) => [
    name,
    typeof value === 'boolean' ? value : asText(value),
  ])
  return { ...Object.fromEntries(parameters), ExchangeJoined: false }
}

/** Describes the site at the first visit, and changes the description later: only what differs. */
export const describeSite: Wizard<DescribeSiteFacts> = {
  id: 'describe-site',
  title: 'Describe the site',
  finish: 'Save the description',
  pages,
  compile: compileChange,
  next: () => [{ label: 'Go to Home', href: '/' }],
}
