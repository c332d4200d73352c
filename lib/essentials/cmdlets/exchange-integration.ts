import { exchangeServer, type Site } from '@/lib/exchange'
import { cmdlet, command, ok, refuse } from '@/lib/shell'
import { integrationPrerequisites } from '../prerequisites'
import { type Integration, integration } from '../site'

async function write(site: Site, properties: Integration) {
  const kept = await site.store.find(integration, 'Exchange')
  return kept
    ? site.store.update(integration, kept, properties)
    : site.store.insert(integration, 'Exchange', properties)
}

/** As the original, it has no parameters: the Exchange server is found in the domain. */
const enableIntegration = cmdlet<Site>()({
  name: 'Enable-ExchangeIntegration',
  synopsis: 'Turns on the email features of the dashboard.',
  parameters: {},
  run: async (_, site) => {
    const kept = await site.store.find(integration, 'Exchange')
    if (kept?.properties.enabled)
      return ok({ warnings: ['Exchange Server integration is already on.'], undo: [] })
    const failed = (await integrationPrerequisites(site)).filter(({ state }) => state === 'fail')
    if (failed.length > 0)
      return refuse(
        'InvalidOperation',
        'PrerequisitesNotMet',
        `Exchange Server integration cannot be turned on yet. Not true: ${failed.map(({ title, reason }) => `${title}. ${reason}`).join(' Not true: ')}`,
        {
          recommendedAction: 'Home > Email service > Set up Exchange Server integration mends each of them.',
        },
      )
    const servers = await site.store.list(exchangeServer)
    const found = servers.find(({ properties }) => properties.roles.length > 0)
    const properties = {
      enabled: true,
      server: found?.name ?? '',
      enabledAt: site.clock.now().toISOString(),
    }
    const written = await write(site, properties)
    return written.ok
      ? ok({
          output: [{ Enabled: true, Server: properties.server }],
          undo: [command('Disable-ExchangeIntegration')],
        })
      : written
  },
})

const disableIntegration = cmdlet<Site>()({
  name: 'Disable-ExchangeIntegration',
  synopsis: 'Takes the email features out of the dashboard. Nothing changes in Exchange.',
  parameters: {},
  run: async (_, site) => {
    const kept = await site.store.find(integration, 'Exchange')
    if (!kept?.properties.enabled)
      return ok({ warnings: ['Exchange Server integration is not on.'], undo: [] })
    const written = await site.store.update(integration, kept, { enabled: false, enabledAt: null })
    return written.ok ? ok({ undo: [command('Enable-ExchangeIntegration')] }) : written
  },
})

export const integrationCmdlets = [enableIntegration, disableIntegration]
