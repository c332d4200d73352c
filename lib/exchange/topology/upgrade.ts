import { adGroup } from '@/lib/essentials'
import { type Result, refuse } from '@/lib/shell'
import { defaultGlobalAddressList, globalAddressList } from '../organization/address-list'
import { exchangeOrganization } from '../organization/exchange-organization'
import { defaultRemoteDomain, remoteDomain } from '../organization/remote-domain'
import { powerShellVirtualDirectory } from '../organization/virtual-directory'
import { organizationManagement } from '../rbac/built-in-role-groups'
import type { Site } from '../store'
import { prepareAD } from './active-directory'
import { defaultVirtualDirectories } from './default-virtual-directories'
import { exchangeServer } from './exchange-server'
import { addDefaultAddressLists } from './installation'
import { insertAll, missingOf } from './made'
import type { Target } from './readiness'
import type { SetupRequest } from './setup-words'

/**
 * `/mode:upgrade`, Setup's repeat on a server that it has installed: what an earlier Setup did not make is made now.
 * What somebody has set stays, and what somebody has removed comes back with its default where Exchange itself
 * cannot do without it.
 */
export async function upgrade(request: SetupRequest, target: Target, site: Site): Promise<Result<unknown>> {
  const { name } = target.server
  const installed = await site.store.find(exchangeServer, name)
  if (!installed)
    return refuse('ObjectNotFound', 'NotInstalled', `Exchange Server isn't installed on ${name}.`)
  const { version, roles, fqdn } = installed.properties
  if (version !== request.version)
    return refuse(
      'InvalidOperation',
      'AnotherVersionInstalled',
      `Exchange Server ${version} is installed on ${name}.`,
      { recommendedAction: `Use the disc of Exchange Server ${version}.` },
    )
  const prepared = await prepareAD(request, target, site)
  if (!prepared.ok) return prepared
  const is2010 = version === '2010'
  const lists = await addDefaultAddressLists(is2010 ? name : null, site)
  if (!lists.ok || !roles.includes('ClientAccess')) return lists
  const all = defaultVirtualDirectories(name, fqdn, target.description.localDomain, is2010)
  const shells = all.filter(({ noun }) => noun.class === powerShellVirtualDirectory.class)
  return insertAll(await missingOf(shells, site), site)
}

/** Whether an installed organization lacks what nobody can remove: an earlier Setup did not make it. */
export async function needsUpgrade({ store }: Site): Promise<boolean> {
  const [organization] = await store.list(exchangeOrganization)
  if (!organization) return false
  const [installed] = await store.list(exchangeServer)
  const made = [
    store.find(remoteDomain, defaultRemoteDomain),
    store.find(adGroup, organizationManagement),
    ...(installed?.properties.roles.length ? [store.find(globalAddressList, defaultGlobalAddressList)] : []),
  ]
  return (await Promise.all(made)).includes(null)
}
