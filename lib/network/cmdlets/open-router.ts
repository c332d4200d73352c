import type { Site, Stored } from '@/lib/exchange'
import { ok, type Result, refuse } from '@/lib/shell'
import { type Router, router, routerName } from '../router'

export async function openRouter({ store }: Site): Promise<Result<Stored<Router>>> {
  const found = await store.find(router, routerName)
  if (found) return ok(found)
  return refuse('ObjectNotFound', 'RouterNotFound', 'There is no router yet.', {
    recommendedAction: 'Describe the site first: its public addresses and the DHCP range.',
  })
}
