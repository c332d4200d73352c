import type { Site, Stored } from '@/lib/exchange'
import type { Server, ServiceState } from './site'

/** Service Control Manager's event 7036: a service runs now, or has stopped. */
export async function writeServiceEvent(
  { mail, clock }: Site,
  { name: on, properties }: Stored<Server>,
  service: string,
  state: ServiceState,
): Promise<void> {
  const displayName = properties.services[service]?.displayName ?? service
  await mail.events.write({
    ...{ at: clock.now(), server: on, source: 'Service Control Manager', category: 'None' },
    ...{ eventId: 7036, level: 'Information' },
    message: `The ${displayName} service entered the ${state.toLowerCase()} state.`,
  })
}
