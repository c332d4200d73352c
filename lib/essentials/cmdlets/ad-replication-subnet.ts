import {
  type AdSubnet,
  adSubnet,
  isNetworkAddress,
  readSubnet,
  requireAdSite,
  type Site,
  type Stored,
} from '@/lib/exchange'
import {
  absent,
  cmdlet,
  command,
  mandatory,
  ok,
  type Result,
  refuse,
  switchParameter,
  text,
} from '@/lib/shell'

const shown = ({ name, properties }: Stored<AdSubnet>) => ({
  Name: name,
  Site: properties.site,
  Location: properties.location,
  Description: properties.description,
})

function nameOf(given: string): Result<string> {
  const subnet = readSubnet(given.trim())
  if (subnet && isNetworkAddress(subnet)) return ok(`${subnet.network}/${subnet.bits}`)
  return refuse('InvalidArgument', 'InvalidSubnetName', `'${given}' isn't a subnet.`, {
    target: 'Name',
    recommendedAction: 'Write the address of the network and how many bits it has, such as 192.168.1.0/24.',
  })
}

async function requireSubnet({ store }: Site, identity: string): Promise<Result<Stored<AdSubnet>>> {
  const found = await store.find(adSubnet, identity.trim())
  return found
    ? ok(found)
    : refuse('ObjectNotFound', 'ADIdentityNotFoundException', `Cannot find a subnet '${identity}'.`, {
        target: 'Identity',
        recommendedAction: 'Get-ADReplicationSubnet -Filter * lists the subnets.',
      })
}

/** An empty name: a subnet of no site. */
async function siteNamed(site: Site, name = ''): Promise<Result<string | null>> {
  return name.trim() === '' ? ok(null) : requireAdSite(site, name)
}

const about = { Site: text, Location: text, Description: text }

const newSubnet = cmdlet<Site>()({
  name: 'New-ADReplicationSubnet',
  synopsis: 'Says which addresses belong to a site of Active Directory.',
  parameters: { Name: mandatory(text, 1), ...about },
  run: async ({ Name, Site: siteName, Location = '', Description = '' }, site) => {
    const name = nameOf(Name)
    if (!name.ok) return name
    if (await site.store.find(adSubnet, name.value))
      return refuse(
        'ResourceExists',
        'ADIdentityAlreadyExists',
        `The subnet '${name.value}' already exists.`,
        {
          target: 'Name',
        },
      )
    const of = await siteNamed(site, siteName)
    if (!of.ok) return of
    const properties = { site: of.value, location: Location, description: Description }
    const made = await site.store.insert(adSubnet, name.value, properties)
    return made.ok
      ? ok({ undo: [command('Remove-ADReplicationSubnet', { Identity: name.value, Confirm: absent })] })
      : made
  },
})

const setSubnet = cmdlet<Site>()({
  name: 'Set-ADReplicationSubnet',
  synopsis: 'Changes which site of Active Directory a subnet belongs to.',
  parameters: { Identity: mandatory(text, 1), ...about },
  run: async ({ Identity, Site: siteName, Location, Description }, site) => {
    const found = await requireSubnet(site, Identity)
    if (!found.ok) return found
    const was = found.value.properties
    const of = await siteNamed(site, siteName ?? was.site ?? '')
    if (!of.ok) return of
    await site.store.update(adSubnet, found.value, {
      site: of.value,
      location: Location ?? was.location,
      description: Description ?? was.description,
    })
    return ok({
      undo: [
        command('Set-ADReplicationSubnet', {
          ...{ Identity: found.value.name, Site: was.site ?? '' },
          ...{ Location: was.location, Description: was.description },
        }),
      ],
    })
  },
})

const getSubnet = cmdlet<Site>()({
  name: 'Get-ADReplicationSubnet',
  synopsis: 'Lists which addresses belong to which site of Active Directory.',
  reads: true,
  columns: ['Name', 'Site', 'Location'],
  parameters: { Identity: { ...text, position: 1 }, Filter: text },
  run: async ({ Identity }, site) => {
    if (Identity === undefined) return ok({ output: (await site.store.list(adSubnet)).map(shown) })
    const found = await requireSubnet(site, Identity)
    return found.ok ? ok({ output: [shown(found.value)] }) : found
  },
})

const removeSubnet = cmdlet<Site>()({
  name: 'Remove-ADReplicationSubnet',
  synopsis: 'Removes a subnet: its addresses belong to the first site again.',
  parameters: { Identity: mandatory(text, 1), Confirm: switchParameter },
  run: async ({ Identity }, site) => {
    const found = await requireSubnet(site, Identity)
    if (!found.ok) return found
    const { name, properties } = found.value
    await site.store.remove(adSubnet, found.value)
    const { site: of, location, description } = properties
    const again = { Name: name, Site: of ?? '', Location: location, Description: description }
    return ok({ undo: [command('New-ADReplicationSubnet', again)] })
  },
})

/** Which computer is in which site follows from its address. */
export const adReplicationSubnetCmdlets = [getSubnet, newSubnet, setSubnet, removeSubnet]
