import type { Site } from '@/lib/exchange'
import { cmdlet, ok } from '@/lib/shell'
import { server } from '../site'

/** Ours: Get-ADComputer would know only the computers that have joined the domain. */
const getSiteServer = cmdlet<Site>()({
  name: 'Get-SiteServer',
  synopsis: 'Lists the servers of the site, whether they have joined the domain or not.',
  reads: true,
  columns: ['Name', 'Description', 'Address', 'Joined'],
  parameters: {},
  run: async (_, site) => {
    const servers = await site.store.list(server)
    return ok({
      output: servers.map(({ name, properties }) => ({
        Name: name,
        Description: properties.description,
        Windows: properties.windows,
        Address: properties.address,
        Addressing: properties.addressing,
        DnsServer: properties.dnsServer,
        Joined: properties.joined,
        RestartPending: properties.restartPending,
      })),
    })
  },
})

export const siteServerCmdlets = [getSiteServer]
