import {
  adSite,
  adSiteLink,
  adSiteNames,
  newAdSite,
  newAdSiteLink,
  requireAdSite,
  type Site,
} from '@/lib/exchange'
import {
  absent,
  cmdlet,
  command,
  int32,
  mandatory,
  multiValued,
  ok,
  refuse,
  switchParameter,
  text,
} from '@/lib/shell'

/** As Active Directory names a site: letters, digits and hyphens (Active Directory Sites and Services). */
function isSiteName(name: string): boolean {
  return /^[a-z\d](?:[a-z\d_ -]{0,62})$/i.test(name)
}

function invalidName(name: string) {
  return refuse('InvalidArgument', 'InvalidSiteName', `The name '${name}' isn't valid for a site.`, {
    target: 'Name',
    recommendedAction: 'Use letters, digits and hyphens, 63 at most.',
  })
}

const newAdReplicationSite = cmdlet<Site>()({
  name: 'New-ADReplicationSite',
  synopsis: 'Makes a site in Active Directory.',
  parameters: { Name: mandatory(text, 1), Description: text },
  run: async ({ Name }, site) => {
    const name = Name.trim()
    if (!isSiteName(name)) return invalidName(Name)
    if ((await requireAdSite(site, name)).ok)
      return refuse('ResourceExists', 'ADIdentityAlreadyExists', `The site '${name}' already exists.`, {
        target: 'Name',
      })
    const made = await site.store.insert(adSite, name, { ...newAdSite(), made: true })
    return made.ok
      ? ok({ undo: [command('Remove-ADReplicationSite', { Identity: name, Confirm: absent })] })
      : made
  },
})

const removeAdReplicationSite = cmdlet<Site>()({
  name: 'Remove-ADReplicationSite',
  synopsis: 'Removes a site from Active Directory.',
  parameters: { Identity: mandatory(text, 1), Confirm: switchParameter },
  run: async ({ Identity }, site) => {
    const found = await site.store.find(adSite, Identity.trim())
    if (!found?.properties.made)
      return refuse(
        'ObjectNotFound',
        'ADIdentityNotFoundException',
        `Cannot find a site '${Identity}' that can be removed.`,
        { target: 'Identity' },
      )
    await site.store.remove(adSite, found)
    return ok({ undo: [command('New-ADReplicationSite', { Name: found.name })] })
  },
})

const getAdReplicationSite = cmdlet<Site>()({
  name: 'Get-ADReplicationSite',
  synopsis: 'Lists the sites of Active Directory.',
  reads: true,
  parameters: { Identity: { ...text, position: 1 }, Filter: text },
  run: async ({ Identity }, site) => {
    if (Identity === undefined) return ok({ output: (await adSiteNames(site)).map((Name) => ({ Name })) })
    const found = await requireAdSite(site, Identity, 'Identity')
    return found.ok ? ok({ output: [{ Name: found.value }] }) : found
  },
})

const newAdReplicationSiteLink = cmdlet<Site>()({
  name: 'New-ADReplicationSiteLink',
  synopsis: 'Links sites of Active Directory, with what it costs to go from one to another.',
  parameters: { Name: mandatory(text, 1), SitesIncluded: multiValued(text), Cost: int32 },
  run: async ({ Name, SitesIncluded = [], Cost = 100 }, site) => {
    const name = Name.trim()
    if (!isSiteName(name)) return invalidName(Name)
    if (Cost < 1 || Cost > 99_999)
      return refuse('InvalidArgument', 'CostOutOfRange', `The cost ${Cost} isn't between 1 and 99999.`, {
        target: 'Cost',
      })
    const sites: string[] = []
    for (const one of SitesIncluded) {
      const found = await requireAdSite(site, one, 'SitesIncluded')
      if (!found.ok) return found
      sites.push(found.value)
    }
    const made = await site.store.insert(adSiteLink, name, { ...newAdSiteLink(sites, Cost), made: true })
    return made.ok
      ? ok({ undo: [command('Remove-ADReplicationSiteLink', { Identity: name, Confirm: absent })] })
      : made
  },
})

const removeAdReplicationSiteLink = cmdlet<Site>()({
  name: 'Remove-ADReplicationSiteLink',
  synopsis: 'Removes a link between sites of Active Directory.',
  parameters: { Identity: mandatory(text, 1), Confirm: switchParameter },
  run: async ({ Identity }, site) => {
    const found = await site.store.find(adSiteLink, Identity.trim())
    if (!found?.properties.made)
      return refuse(
        'ObjectNotFound',
        'ADIdentityNotFoundException',
        `Cannot find a site link '${Identity}' that can be removed.`,
        { target: 'Identity' },
      )
    const { sites, adCost } = found.properties
    await site.store.remove(adSiteLink, found)
    const again = { Name: found.name, SitesIncluded: sites, Cost: adCost }
    return ok({ undo: [command('New-ADReplicationSiteLink', again)] })
  },
})

/** The sites of Active Directory, which Exchange only reads. */
export const adReplicationSiteCmdlets = [
  getAdReplicationSite,
  newAdReplicationSite,
  removeAdReplicationSite,
  newAdReplicationSiteLink,
  removeAdReplicationSiteLink,
]
