import type { Site, Stored } from '@/lib/exchange'
import { ok, type Result, refuse } from '@/lib/shell'
import { type ProxyConfiguration, proxyConfiguration, proxyName } from '../reverse-proxy'

export async function openProxy({ store }: Site): Promise<Result<Stored<ProxyConfiguration>>> {
  const found = await store.find(proxyConfiguration, proxyName)
  if (found) return ok(found)
  return refuse(
    'InvalidOperation',
    'ArrNotInstalled',
    'Application Request Routing is not installed on the Essentials server.',
    {
      recommendedAction: 'Install it first, with the URL Rewrite module: Install-ApplicationRequestRouting.',
    },
  )
}
