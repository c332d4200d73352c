import { server } from '@/lib/essentials'
import type { Site } from '../../store'

/** ResolverRetryInterval: so long a message waits when the directory did not answer. */
export const resolverRetryMs = 30 * 60_000

export const directoryAway = '451 4.3.0 RESOLVER.AD.Transient; transient error of the directory'

/** Whether a domain controller answers: Active Directory Domain Services run on the Essentials server. */
export async function directoryAnswers({ store }: Site): Promise<boolean> {
  const controllers = (await store.list(server)).filter(({ properties }) => properties.role === 'essentials')
  const running = controllers.some(
    ({ properties }) => (properties.services.NTDS?.state ?? 'Running') === 'Running',
  )
  return controllers.length === 0 || running
}
