import { server } from '@/lib/essentials'
import type { Site } from '@/lib/exchange'

/** @param subject `EXCH01:MSExchangeTransport`; null when there is no such service */
export async function serviceFacts(site: Site, subject: string) {
  const [computer = '', name = ''] = subject.split(':')
  const found = await site.store.find(server, computer)
  const kept = found && Object.hasOwn(found.properties.services, name) && found.properties.services[name]
  if (!found || !kept) return null
  return {
    server: { name: found.name, role: found.properties.role },
    service: { name, displayName: kept.displayName },
  }
}
