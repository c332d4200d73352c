import { switchParameter } from '@/lib/shell'
import { exchangeOrganization } from '../organization/exchange-organization'
import type { Site, Stored } from '../store'
import { type ExchangeServer, exchangeServer } from '../topology/exchange-server'
import { exchangeServerName, forestName, readSiteOfServer, sitePath } from '../topology/site-membership'
import { databaseCmdlets } from './database'
import { getCmdlet } from './get-cmdlet'
import { serverCmdlets } from './server'
import { setCmdlet } from './set-cmdlet'

/** `exch01.contoso.local` is EXCH01: no two servers of a site have one name. */
export function computerOf(identity: string): string {
  return /^[^\\\s]+\.[^\\\s]+$/.test(identity.trim()) ? (identity.split('.')[0] ?? identity) : identity
}

/** Where Active Directory has the server: in which site, and under which name. */
async function inDirectory({ name }: Stored<ExchangeServer>, site: Site): Promise<object> {
  const [forest, siteOf, [organization]] = await Promise.all([
    forestName(site),
    readSiteOfServer(site),
    site.store.list(exchangeOrganization),
  ])
  return {
    Site: sitePath(siteOf(name), forest),
    DistinguishedName: exchangeServerName(name, organization?.name ?? 'First Organization', forest),
  }
}

export const topologyCmdlets = [
  getCmdlet(exchangeServer, {
    synopsis: 'Lists the servers with Exchange on them.',
    extra: { Status: switchParameter },
    meant: computerOf,
    beside: (stored, _, site) => inDirectory(stored, site),
  }),
  setCmdlet(exchangeServer, {
    synopsis:
      'Changes what is set for one server: reports to Microsoft, its product key, its domain controllers.',
    meant: computerOf,
  }),
  ...databaseCmdlets,
  ...serverCmdlets,
]
