import { ok, type Result, refuse } from '@/lib/shell'
import type { WithMore } from '../cmdlets/more-properties'
import type { Site } from '../store'
import { requireAdSite } from '../topology/ad-site'
import { type Candidate, type Definition, define, settingsOf } from './definition'
import { fqdn, plain, textKind } from './kind'

/** The one name by which Outlook reaches the Client Access servers of a site (Exchange 2010). */
export interface ClientAccessArray extends WithMore {
  readonly fqdn: string
  readonly site: string
  /** The Client Access servers that were in the site when it was made. */
  readonly members: readonly string[]
}

const set = settingsOf<ClientAccessArray>()

export const clientAccessArray: Definition<ClientAccessArray> = define<ClientAccessArray>(
  'ClientAccessArray',
  'Client Access array',
  {
    columns: ['Name', 'Site', 'Fqdn', 'Members'],
    settings: { Fqdn: set('fqdn', plain(fqdn)), Site: set('site', textKind) },
    show: ({ properties }) => ({
      SiteName: properties.site,
      Members: properties.members,
    }),
    alsoKnownAs: ({ properties }) => [properties.fqdn],
    check: async (array, site) => {
      const place = await requireAdSite(site, array.properties.site)
      return place.ok ? oneInASite(array, site) : place
    },
  },
)

async function oneInASite(
  { id, properties }: Candidate<ClientAccessArray>,
  site: Site,
): Promise<Result<void>> {
  const others = (await site.store.list(clientAccessArray)).filter((one) => one.id !== id)
  const holder = others.find((one) => one.properties.site.toLowerCase() === properties.site.toLowerCase())
  if (!holder) return ok(undefined)
  return refuse(
    'ResourceExists',
    'ClientAccessArrayAlreadyExistsInSite',
    `The Active Directory site '${properties.site}' already has the Client Access array '${holder.name}'.`,
    { target: 'Site', recommendedAction: 'Change that array, or remove it first.' },
  )
}
