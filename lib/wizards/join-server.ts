import { joinServerRunbook } from '@/lib/essentials'
import { type SiteFacts, toDevices } from './site-facts'
import type { Wizard } from './wizard'

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
