import { restartServiceRunbook, startServiceRunbook } from '@/lib/essentials'
import { toDevices } from './site-facts'
import type { Wizard } from './wizard'

export interface ServiceFacts {
  readonly server: {
    readonly name: string
    readonly role: 'essentials' | 'member'
  }
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

const transport = 'MSExchangeTransport'

export const restartService: Wizard<ServiceFacts> = {
  id: 'restart-service',
  title: 'Restart a service',
  finish: 'Restart it',
  pages: [
    {
      id: 'service',
      title: 'Restart the service',
      lead: ({ server, service }) =>
        `${service.displayName} on ${server.name} stops and starts again. ${
          service.name === transport
            ? 'Mail waits for some seconds: who sends comes again, and the queues are loaded anew. Its connectors then go by their permission groups as they are set.'
            : 'What needs it waits for some seconds.'
        }`,
      fields: [],
    },
  ],
  compile: ({ server, service }) => restartServiceRunbook(server, service),
  next: ({ service }) =>
    service.name === transport
      ? [
          { label: 'Back to the connectors', href: '/email/connectors' },
          { label: 'Watch the mail flow', href: '/email/mail-flow' },
        ]
      : toDevices(),
}
