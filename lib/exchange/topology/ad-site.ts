import { int32, ok, type Parameter, type Result, refuse } from '@/lib/shell'
import type { WithMore } from '../cmdlets/more-properties'
import { define, settingsOf } from '../organization/definition'
import { booleanKind, type Kind, optional, plain, quotaKind } from '../organization/kind'
import type { Quota, Site } from '../store'
import { since } from './exchange-version'

/** A site of Active Directory as Exchange sees it: computers that are close to one another. */
export interface AdSite extends WithMore {
  /** Made by somebody: Default-First-Site-Name never is, and needs no row of its own. */
  readonly made?: true
  readonly hubSiteEnabled: boolean
  readonly inboundMailEnabled: boolean
  readonly partnerId: number
}

const set = settingsOf<AdSite>()

export const adSite = define<AdSite>('ADSite', 'Active Directory site', {
  columns: ['Name', 'HubSiteEnabled'],
  settings: {
    HubSiteEnabled: set('hubSiteEnabled', booleanKind),
    InboundMailEnabled: set('inboundMailEnabled', booleanKind, since('2013')),
    PartnerId: set('partnerId', plain(int32)),
  },
})

export const firstAdSite = 'Default-First-Site-Name'

export function newAdSite(): AdSite {
  return { hubSiteEnabled: false, inboundMailEnabled: true, partnerId: -1 }
}

/** Two or more sites and what it costs to go from one to another. */
export interface AdSiteLink extends WithMore {
  readonly made?: true
  readonly sites: readonly string[]
  /** Active Directory's own cost, which replication goes by. */
  readonly adCost: number
  /** What Exchange goes by in its place; null for Active Directory's. */
  readonly exchangeCost: number | null
  readonly maxMessageSize: Quota
}

const highestCost = 99_999

const costParameter: Parameter<number> = {
  ...int32,
  parse: (value): Result<number> => {
    const cost = int32.parse(value)
    return !cost.ok || (cost.value >= 1 && cost.value <= highestCost)
      ? cost
      : refuse(
          'InvalidArgument',
          'CostOutOfRange',
          `The cost ${cost.value} isn't between 1 and ${highestCost}.`,
        )
  },
}

export const costKind: Kind<number> = plain(costParameter)

const link = settingsOf<AdSiteLink>()

export const adSiteLink = define<AdSiteLink>('ADSiteLink', 'Active Directory site link', {
  columns: ['Name', 'Cost', 'ADCost', 'ExchangeCost'],
  settings: {
    ExchangeCost: link('exchangeCost', optional(costKind)),
    MaxMessageSize: link('maxMessageSize', quotaKind),
  },
  show: ({ properties }) => ({
    Cost: properties.exchangeCost ?? properties.adCost,
    ADCost: properties.adCost,
    Sites: properties.sites,
  }),
})

export const firstAdSiteLink = 'DEFAULTIPSITELINK'

/** Windows' default (New-ADReplicationSiteLink). */
const usualCost = 100

export function newAdSiteLink(sites: readonly string[], adCost = usualCost): AdSiteLink {
  return { sites, adCost, exchangeCost: null, maxMessageSize: null }
}

/** The names of all sites: every domain begins with one. */
export async function adSiteNames({ store }: Site): Promise<readonly string[]> {
  const own = (await store.list(adSite)).map(({ name }) => name)
  return [firstAdSite, ...own.filter((name) => name !== firstAdSite)]
}

export async function adSiteLinkNames({ store }: Site): Promise<readonly string[]> {
  const own = (await store.list(adSiteLink)).map(({ name }) => name)
  return [firstAdSiteLink, ...own.filter((name) => name !== firstAdSiteLink)]
}

/** The site's name as it is written, or that there is none. */
export async function requireAdSite(site: Site, name: string, target = 'Site'): Promise<Result<string>> {
  const names = await adSiteNames(site)
  const found = names.find((one) => one.toLowerCase() === name.trim().toLowerCase())
  return found !== undefined
    ? ok(found)
    : refuse(
        'ObjectNotFound',
        'ManagementObjectNotFoundException',
        `The Active Directory site '${name}' couldn't be found.`,
        { target, recommendedAction: 'Get-ADSite lists the sites.' },
      )
}
