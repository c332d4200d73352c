import { startServiceRunbook } from '@/lib/essentials'
import { toDevices } from './site-facts'
import type { Wizard } from './wizard'

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
