import { parseDomainName, parseIpv4, parsePublicIpv4 } from '@/lib/network'
import { command } from '@/lib/shell'
import { agreement } from './agreement'
import { checkEach, several } from './several'
import { byText, textOf } from './text'
import type { Wizard } from './wizard'

export interface LiveFacts {
  /** What was confirmed before, else what the site's description says. */
  readonly names: readonly string[]
  readonly addresses: readonly string[]
  readonly resolver: string
  readonly confirmed: boolean
}

/** The administrator says which names and addresses are the site's own before anything real is connected to. */
export const confirmLive: Wizard<LiveFacts> = {
  id: 'confirm-live',
  title: 'Check the real site',
  finish: 'Confirm',
  pages: [
    {
      id: 'own',
      title: 'What is yours',
      lead: 'Live checks look up these names on the real Internet, and connect to these addresses from the computer that this dashboard runs on. They connect to nothing else, and change nothing.',
      fields: [
        {
          kind: 'text',
          name: 'names',
          label: 'Domain names',
          parameter: 'Names',
          hint: 'Separate several by commas. Names below them count, too.',
          suggest: ({ names }) => names.join(', '),
          check: checkEach(parseDomainName, 'The domain name', 'Names'),
        },
        {
          kind: 'text',
          name: 'addresses',
          label: 'Public addresses',
          parameter: 'Addresses',
          hint: 'The addresses that your provider gave you. Separate several by commas.',
          suggest: ({ addresses }) => addresses.join(', '),
          check: checkEach(parsePublicIpv4, 'The public address', 'Addresses'),
        },
        {
          kind: 'text',
          name: 'resolver',
          label: 'Public name server to ask',
          parameter: 'Resolver',
          hint: 'Another one than your own, so that it sees what the world sees: 9.9.9.9, 1.1.1.1, 8.8.8.8, or your provider’s.',
          suggest: ({ resolver }) => resolver,
          check: byText(parseIpv4),
        },
        agreement(
          'mine',
          'These names and addresses are my organization’s own',
          'Checks connect only to what is your organization’s own.',
        ),
      ],
    },
  ],
  compile: (_, answers) => ({
    title: 'Confirm the names and addresses of the real site',
    steps: [
      {
        title: 'Keep what was confirmed',
        command: command('Set-LiveSite', {
          Names: [...several(textOf(answers, 'names'))],
          Addresses: [...several(textOf(answers, 'addresses'))],
          Resolver: textOf(answers, 'resolver').trim(),
        }),
      },
    ],
  }),
  next: () => [{ label: 'Check the real site', href: '/network/live' }],
}
