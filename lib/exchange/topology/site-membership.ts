import { server as computer, siteDescription } from '@/lib/essentials'
import type { Site, Stored } from '../store'
import { type AdSite, adSite, firstAdSite } from './ad-site'
import { type AdSubnet, adSubnet, siteOfAddress } from './ad-subnet'

/** What says in which site of Active Directory an address is. */
export interface SitesAndSubnets {
  readonly sites: readonly Stored<AdSite>[]
  readonly subnets: readonly Stored<AdSubnet>[]
}

/**
 * The site of Active Directory of the computer with this address: that of the smallest subnet around it. An address
 * of no subnet, or of one whose site is gone, is in the first site.
 */
export function siteOfComputer(address: string, { sites, subnets }: SitesAndSubnets): string {
  const found = siteOfAddress(address, subnets)?.toLowerCase()
  return sites.find(({ name }) => name.toLowerCase() === found)?.name ?? firstAdSite
}

/** The site of a computer by its name, in any case; one that nobody described is in the first. */
export type SiteOfServer = (name: string) => string

/** Reads which computer is in which site: for routing, for Get-ExchangeServer, for everybody. */
export async function readSiteOfServer({ store }: Pick<Site, 'store'>): Promise<SiteOfServer> {
  const [computers, sites, subnets] = await store.lists([computer, adSite, adSubnet])
  const byName = new Map(
    computers.map(({ name, properties }) => [
      name.toLowerCase(),
      siteOfComputer(properties.address, { sites, subnets }),
    ]),
  )
  return (name) => byName.get(name.toLowerCase()) ?? firstAdSite
}

/** The domain of the site's Active Directory: contoso.local. It is the only one of its forest. */
export async function forestName({ store }: Pick<Site, 'store'>): Promise<string> {
  const described = await store.find(siteDescription, 'Site')
  return described?.properties.localDomain.toLowerCase() ?? 'local'
}

/** As Get-ExchangeServer shows a site: `contoso.local/Configuration/Sites/Redmond`. */
export function sitePath(name: string, forest: string): string {
  return `${forest}/Configuration/Sites/${name}`
}

/** As Active Directory keeps it, in msExchServerSite: `CN=Redmond,CN=Sites,CN=Configuration,DC=contoso,DC=local`. */
export function siteDistinguishedName(name: string, forest: string): string {
  return [`CN=${name}`, 'CN=Sites', configurationName(forest)].join(',')
}

/** The naming context that the whole forest shares: `CN=Configuration,DC=contoso,DC=local`. */
export function configurationName(forest: string): string {
  return ['CN=Configuration', ...forest.split('.').map((label) => `DC=${label}`)].join(',')
}

/** The object of an Exchange server in the Configuration container; its msExchServerSite names the site. */
export function exchangeServerName(name: string, organization: string, forest: string): string {
  const group = 'Exchange Administrative Group (FYDIBOHF23SPDLT)'
  const above = ['Servers', group, 'Administrative Groups', organization, 'Microsoft Exchange', 'Services']
  return [...[name, ...above].map((one) => `CN=${one}`), configurationName(forest)].join(',')
}
