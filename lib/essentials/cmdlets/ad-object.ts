import {
  adSiteNames,
  adSubnet,
  configurationName,
  exchangeOrganization,
  exchangeServer,
  exchangeServerName,
  forestName,
  readSiteOfServer,
  type Site,
  siteDistinguishedName,
} from '@/lib/exchange'
import { cmdlet, mandatory, multiValued, ok, piped, refuse, text } from '@/lib/shell'

/** An object of the Configuration container; its attributes are shown where -Properties asks for them. */
interface ConfigurationObject {
  readonly name: string
  readonly path: string
  readonly objectClass: 'msExchExchangeServer' | 'site' | 'subnet'
  readonly guid: string | null
  readonly attributes: Readonly<Record<string, string | null>>
}

async function configurationObjects(site: Site): Promise<readonly ConfigurationObject[]> {
  const { store } = site
  const [forest, siteOf, names] = await Promise.all([
    forestName(site),
    readSiteOfServer(site),
    adSiteNames(site),
  ])
  const [servers, [organization], subnets] = await store.lists([
    exchangeServer,
    exchangeOrganization,
    adSubnet,
  ])
  return [
    ...servers.map(
      ({ id, name, properties }): ConfigurationObject => ({
        ...{ name, objectClass: 'msExchExchangeServer', guid: id },
        path: exchangeServerName(name, organization?.name ?? 'First Organization', forest),
        attributes: {
          msExchServerSite: siteDistinguishedName(siteOf(name), forest),
          networkAddress: `ncacn_ip_tcp:${properties.fqdn}`,
        },
      }),
    ),
    ...names.map(
      (name): ConfigurationObject => ({
        ...{ name, objectClass: 'site', guid: null },
        ...{ path: siteDistinguishedName(name, forest), attributes: {} },
      }),
    ),
    ...subnets.map(
      ({ id, name, properties }): ConfigurationObject => ({
        ...{ name, objectClass: 'subnet', guid: id },
        path: `CN=${name},CN=Subnets,CN=Sites,${configurationName(forest)}`,
        attributes: {
          siteObject: properties.site === null ? null : siteDistinguishedName(properties.site, forest),
        },
      }),
    ),
  ]
}

function shown(object: ConfigurationObject, asked: readonly string[]): object {
  const wanted = asked.map((one) => one.toLowerCase())
  const isAsked = (name: string) => wanted.includes('*') || wanted.includes(name.toLowerCase())
  return {
    DistinguishedName: object.path,
    Name: object.name,
    ObjectClass: object.objectClass,
    ObjectGUID: object.guid,
    ...Object.fromEntries(Object.entries(object.attributes).filter(([name]) => isAsked(name))),
  }
}

const getAdObject = cmdlet<Site>()({
  name: 'Get-ADObject',
  synopsis:
    'Shows how Active Directory keeps an Exchange server (msExchServerSite), a site or a subnet (siteObject).',
  reads: true,
  parameters: { Identity: piped(mandatory(text, 1)), Properties: multiValued(text) },
  run: async ({ Identity, Properties = [] }, site) => {
    const wanted = Identity.trim().toLowerCase()
    const found = (await configurationObjects(site)).find(
      ({ name, path, guid }) =>
        wanted === path.toLowerCase() || wanted === name.toLowerCase() || wanted === guid,
    )
    return found
      ? ok({ output: [shown(found, Properties)] })
      : refuse(
          'ObjectNotFound',
          'ADIdentityNotFoundException',
          `Cannot find an object with identity: '${Identity}'.`,
          {
            target: 'Identity',
            recommendedAction:
              'Name an Exchange server, a site or a subnet, such as (Get-ExchangeServer EXCH01).DistinguishedName.',
          },
        )
  },
})

/** What of the Configuration container is kept here: Exchange servers, sites and subnets. */
export const adObjectCmdlets = [getAdObject]
