import { ok, refuse } from '@/lib/shell'
import {
  type AdSite,
  type AdSiteLink,
  adSite,
  adSiteLink,
  adSiteLinkNames,
  adSiteNames,
  firstAdSite,
  newAdSite,
  newAdSiteLink,
} from '../../topology/ad-site'
import { type Implied, impliedCmdlets } from '../implied-noun'
import { givenProperties } from '../noun-parameters'

/** The sites are Active Directory's; Exchange keeps some settings with them. */
const sites: Implied<AdSite> = {
  definition: adSite,
  names: adSiteNames,
  initial: async () => newAdSite(),
}

const links: Implied<AdSiteLink> = {
  definition: adSiteLink,
  names: adSiteLinkNames,
  initial: async () => newAdSiteLink([firstAdSite]),
}

export const adSiteCmdlets = [
  ...impliedCmdlets(sites, {
    get: 'Lists the sites of Active Directory.',
    set: 'Makes a site one that mail between other sites stops at.',
  }),
  ...impliedCmdlets(links, {
    get: 'Lists the links between the sites of Active Directory.',
    set: 'Changes what mail over a link costs, and how large it may be.',
    decide: async (_, given) =>
      given.Name === undefined
        ? ok(givenProperties(adSiteLink, given))
        : refuse('InvalidOperation', 'SiteLinkCannotBeRenamed', "A site link can't be renamed here.", {
            target: 'Name',
            recommendedAction: 'Make another with New-ADReplicationSiteLink, and remove this one.',
          }),
  }),
]
