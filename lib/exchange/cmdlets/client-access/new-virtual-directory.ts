import { siteDescription } from '@/lib/essentials'
import { type Cmdlet, ok, type Parameter, piped, type Result, refuse, text } from '@/lib/shell'
import { shortName } from '../../organization/definition'
import type { VirtualDirectory } from '../../organization/virtual-directory'
import type { Site, Stored } from '../../store'
import { defaultVirtualDirectories } from '../../topology/default-virtual-directories'
import { type ExchangeServer, exchangeServer } from '../../topology/exchange-server'
import { isServer } from '../../topology/server-computer'
import { documentedSettings } from '../documented-settings'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { couldNotBeFound } from '../find-object'
import { insertObject } from '../insert-object'
import { type Given, givenProperties, settingParameters } from '../noun-parameters'
import type { DirectoryKind } from './directory-kind'

const defaultWebSite = 'Default Web Site'

/** The part of a web site's or a directory's name that IIS and Active Directory both take. */
const iisName: Parameter<string> = {
  ...text,
  parse: (value) => {
    const given = text.parse(value)
    if (!given.ok || /^[^\\/()"<>|?*\p{Cc}]{1,64}$/u.test(given.value.trim())) return given
    return refuse('InvalidArgument', 'InvalidWebSiteName', `The name '${given.value}' isn't valid.`, {
      recommendedAction: 'Use 1 to 64 characters, without slashes, brackets and wildcards.',
    })
  },
}

/** The server with this name, or the first with the Client Access role: there the shell runs. */
async function requireClientAccess(site: Site, identity?: string): Promise<Result<Stored<ExchangeServer>>> {
  const servers = (await site.store.list(exchangeServer)).filter(({ properties }) =>
    properties.roles.includes('ClientAccess'),
  )
  const found = identity === undefined ? servers[0] : servers.find((one) => isServer(one, identity))
  return found ? ok(found) : couldNotBeFound(site, identity ?? 'Client Access server', 'Server')
}

/** As Setup would make it on this server, in another web site. */
async function asSetupMakesIt<P extends VirtualDirectory>(
  { definition }: DirectoryKind<P>,
  { name, properties: { fqdn, version } }: Stored<ExchangeServer>,
  { store }: Site,
): Promise<{ directory: string; properties: P } | null> {
  const domain = (await store.find(siteDescription, 'Site'))?.properties.localDomain ?? ''
  const made = defaultVirtualDirectories(name, fqdn, domain, version === '2010')
  const own = made.find(({ noun }) => noun.class === definition.class)
  return own
    ? { directory: shortName(own.name).replace(/ \(.*$/, ''), properties: own.properties as P }
    : null
}

/** New-OwaVirtualDirectory and its kin: one of each kind in a web site. */
export function newVirtualDirectory<P extends VirtualDirectory>(kind: DirectoryKind<P>): Cmdlet<Site> {
  const { definition, what } = kind
  const name = `New-${definition.class}`
  return exchangeCmdlet({
    name,
    synopsis: `Makes a virtual directory of ${what}.`,
    parameters: {
      ...documentedSettings(name, settingParameters(definition)),
      ...kind.taken,
      ...documentedSettings(name, { Name: iisName, WebSiteName: iisName, Server: piped(text) }),
    },
    run: async (bound, site) => {
      const given: Given = bound
      const server = await requireClientAccess(site, given.Server as string | undefined)
      if (!server.ok) return server
      const made = await asSetupMakesIt(kind, server.value, site)
      if (!made) return couldNotBeFound(site, server.value.name, 'Server')
      const webSite = (given.WebSiteName as string | undefined)?.trim() ?? defaultWebSite
      const directory = (given.Name as string | undefined)?.trim() ?? made.directory
      const identity = `${server.value.name}\\${directory} (${webSite})`
      if (await site.store.find(definition, identity))
        return alreadyExists(directory, server.value.properties.fqdn, webSite)
      const properties = { ...made.properties, ...givenProperties(definition, given) }
      return insertObject(definition, identity, properties, site)
    },
  })
}

function alreadyExists(directory: string, fqdn: string, webSite: string): Result<never> {
  return refuse(
    'InvalidArgument',
    'ArgumentException',
    `The virtual directory '${directory}' already exists under '${fqdn}/${webSite}'.`,
    { target: 'WebSiteName', recommendedAction: 'Remove it first, or make it in another web site.' },
  )
}
