import type { SiteDescription } from '@/lib/essentials'

/** Where the tasks of the servers lead when they are done. */
export const toDevices = () => [
  { label: 'Back to the devices', href: '/devices' },
  { label: 'Go on with Setup', href: '/' },
]

export interface SiteFacts {
  readonly description: SiteDescription
  /** Who runs it, as the domain knows them. */
  readonly caller: string
}
