import { integration } from '@/lib/essentials'
import { databaseQuotaDefaults, shellVersion, type User } from '@/lib/exchange'
import type { Parameters } from '../address'
import { dashboard } from '../dashboard'
import { isRowId } from './keyset'
import { listUsers, readUserQuery } from './users'

/** All that the users page shows. */
export async function usersView(parameters: Parameters) {
  const { person, site } = await dashboard()
  const query = readUserQuery(parameters)
  const wanted = typeof parameters.selected === 'string' ? parameters.selected : null
  const [slice, selected, integrated, version] = await Promise.all([
    listUsers(query),
    wanted ? findById(wanted, (id) => site.store.users.find(id)) : null,
    site.store.find(integration, 'Exchange'),
    shellVersion(site),
  ])
  return {
    query,
    slice,
    selected,
    withEmail: integrated?.properties.enabled ?? false,
    /** Whether there is an Exchange Management Shell. */
    exchange: version !== null,
    databaseLimits: databaseQuotaDefaults,
    person,
  }
}

async function findById(id: string, find: (id: string) => Promise<User | null>): Promise<User | null> {
  return isRowId(id) ? find(id) : null
}
