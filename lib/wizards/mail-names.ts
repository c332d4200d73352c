import { choice, compileChange, type DescribeSiteFacts, field } from './site-answers'
import type { Wizard } from './wizard'

/** By which name the Internet finds Exchange Server, and how clients learn it. */
export const mailNames: Wizard<DescribeSiteFacts> = {
  id: 'mail-names',
  title: 'Mail host name and autodiscover',
  finish: 'Save the names',
  pages: [
    {
      id: 'names',
      title: 'Names',
      lead: 'The checklists of DNS, certificate and reverse proxy follow what you choose here.',
      fields: [
        field('ExchangeInternetName', 'Internet name of Exchange Server', {
          hint: 'Another one than that of the Essentials server.',
        }),
        choice('Autodiscover', 'How clients find the mailbox', 'srv', [
          { value: 'srv', label: 'By the SRV record', note: 'A certificate with one name is enough.' },
          {
            value: 'a',
            label: 'By the host (A) record autodiscover',
            note: 'The certificate must hold this name too.',
          },
        ]),
      ],
    },
  ],
  compile: compileChange,
  next: () => [
    { label: 'Check the DNS records', href: '/network/dns' },
    { label: 'Change the addresses in Exchange Server too', href: '/email/integrate' },
  ],
}
