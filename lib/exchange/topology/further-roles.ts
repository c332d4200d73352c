import type { Result } from '@/lib/shell'
import { exchangeCertificate } from '../organization/exchange-certificate'
import type { Site, Stored } from '../store'
import { type ExchangeServer, exchangeServer } from './exchange-server'
import { insertAll } from './made'
import type { Target } from './readiness'
import { addServices, certificateServices, roleObjects } from './role-objects'
import type { SetupRequest } from './setup-words'

/** Roles beside those that a server has: it gets what they bring, and its own certificate serves them, too. */
export async function addRoles(
  existing: Stored<ExchangeServer>,
  request: SetupRequest,
  target: Target,
  site: Site,
): Promise<Result<unknown>> {
  const before = existing.properties.roles
  const added = request.roles.filter((role) => !before.includes(role))
  const record = { ...existing.properties, roles: added }
  const kept = await site.store.update(exchangeServer, existing, {
    roles: [...before, ...added],
    managementTools: true,
  })
  if (!kept.ok) return kept
  const inserted = await insertAll(roleObjects(record, target), site)
  if (!inserted.ok) return inserted
  for (const one of await site.store.list(exchangeCertificate))
    if (one.properties.server === existing.name && one.properties.internalTransport)
      await site.store.update(exchangeCertificate, one, {
        services: [...new Set([...one.properties.services, ...certificateServices(added)])],
      })
  return addServices(record, request, target, site)
}
