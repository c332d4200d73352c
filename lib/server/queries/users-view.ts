import { integration } from '@/lib/essentials'
import { databaseQuotaDefaults, type User } from '@/lib/exchange'
import type { Parameters } from '../address'
import { dashboard } from '../dashboard'
import { isRowId } from './keyset'
import { listUsers, readUserQuery } from './users'

/** All that the users page shows. */
export async function usersView(parameters: Parameters) {
  const { person, site } = await dashboard()
  const query = readUserQuery(parameters)
  const wanted = typeof parameters.selected === 'string' ? parameters.selected : null
  const [slice, selected, integrated] = await Promise.all([
    listUsers(query),
    wanted ? findById(wanted, (id) => site.store.users.find(id)) : null,
    site.store.find(integration, 'Exchange'),
  ])
  return {
    query,
    slice,
    selected,
    withEmail: integrated?.properties.enabled ?? false,
    databaseLimits: databaseQuotaDefaults,
    person,
  }
}

async function findById(id: string, find: (id: string) => Promise<User | null>): Promise<User | null> {
  return isRowId(id) ? find(id) : null
}
