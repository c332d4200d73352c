import { reservationRunbook, type ServerRole, staticAddressRunbook } from '@/lib/essentials'
import { parsePrivateIpv4 } from '@/lib/network'
import { type SiteFacts, toDevices } from './site-facts'
import { byText, textOf } from './text'
import type { Wizard } from './wizard'

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
