import type { Site } from '@/lib/exchange'
import { cmdlet, command, ok, refuse } from '@/lib/shell'
import { sourceServer } from '../site'
import { findSourceServer } from '../source-server'

/** Our own command: stands for uninstalling Exchange from the Small Business Server, as the migration guide says. */
const removeSourceExchange = cmdlet<Site>()({
  name: 'Remove-SourceExchange',
  synopsis: 'Uninstalls the old Exchange Server from the source server of a migration.',
  parameters: {},
  run: async (_, site) => {
    const kept = await findSourceServer(site)
    if (!kept)
      return refuse(
        'ObjectNotFound',
        'NoSourceServer',
        'There is no source server: this site is a clean setup.',
      )
    if (!kept.properties.exchangeInstalled) return ok({ undo: [] })
    const updated = await site.store.update(sourceServer, kept, { exchangeInstalled: false })
    return updated.ok
      ? ok({ undo: [command('Set-SiteDescription', { ExchangeSourceServerPresent: true })] })
      : updated
  },
})

export const sourceExchangeCmdlets = [removeSourceExchange]
