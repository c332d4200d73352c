import type { Site } from '@/lib/exchange'
import { type Cmdlet, cmdlet, command, mandatory, multiValued, ok, refuse } from '@/lib/shell'
import { liveSite, liveSiteName } from '../live-site'
import { keepOnly } from './keep-only'
import { domainName, ipv4, publicIpv4 } from './parameters'

const setLiveSite = cmdlet<Site>()({
  name: 'Set-LiveSite',
  synopsis:
    'Confirms which names and addresses are the real site’s own. Live checks connect to these and to nothing else.',
  parameters: {
    Names: mandatory(multiValued(domainName)),
    Addresses: mandatory(multiValued(publicIpv4)),
    Resolver: mandatory(ipv4),
  },
  async run({ Names, Addresses, Resolver }, site) {
    if (Names.length === 0 || Addresses.length === 0)
      return refuse(
        'InvalidArgument',
        'NothingConfirmed',
        'Without a name and an address nothing can be checked.',
        { target: Names.length === 0 ? 'Names' : 'Addresses' },
      )
    const before = await site.store.find(liveSite, liveSiteName)
    const kept = await keepOnly(site, liveSite, liveSiteName, {
      names: Names,
      addresses: Addresses,
      resolver: Resolver,
      confirmedBy: site.caller,
      confirmedAt: new Date().toISOString(),
    })
    if (!kept.ok) return kept
    const { names, addresses, resolver } = before?.properties ?? {}
    return ok({
      output: [{ Names, Addresses, Resolver }],
      undo: [
        before
          ? command('Set-LiveSite', { Names: names, Addresses: addresses, Resolver: resolver })
          : command('Clear-LiveSite', {}),
      ],
    })
  },
})

const clearLiveSite = cmdlet<Site>()({
  name: 'Clear-LiveSite',
  synopsis: 'Takes the confirmation back: live checks connect to nothing any more.',
  parameters: {},
  async run(_, { store }) {
    const before = await store.find(liveSite, liveSiteName)
    if (!before) return ok({ undo: [] })
    await store.remove(liveSite, before)
    const { names, addresses, resolver } = before.properties
    return ok({
      undo: [command('Set-LiveSite', { Names: names, Addresses: addresses, Resolver: resolver })],
    })
  },
})

export const liveSiteCmdlets: readonly Cmdlet<Site>[] = [setLiveSite, clearLiveSite]
