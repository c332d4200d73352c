import { server as computerNoun } from '@/lib/essentials'
import { ok, piped, text } from '@/lib/shell'
import { exchangeServer } from '../../topology/exchange-server'
import { requireExchangeServer } from '../../topology/server-computer'
import { stableGuid } from '../../topology/stable-guid'
import { exchangeCmdlet } from '../exchange-cmdlet'

/** A locally administered address (IEEE 802): the second digit says so. */
function macAddress(guid: string): string {
  const digits = `02${guid.replaceAll('-', '').slice(0, 10)}`.toUpperCase()
  return digits.match(/../g)?.join(':') ?? ''
}

export const getNetworkConnectionInfo = exchangeCmdlet({
  name: 'Get-NetworkConnectionInfo',
  synopsis: "Shows the network adapters of a server: where it asks DNS, and its adapters' guids.",
  reads: true,
  parameters: { Identity: piped({ ...text, position: 1 }) },
  run: async ({ Identity }, site) => {
    const server = await requireExchangeServer(site, Identity || undefined, 'Identity')
    if (!server.ok) return server
    const all = Identity ? [server.value] : await site.store.list(exchangeServer)
    const computers = await Promise.all(all.map(({ name }) => site.store.find(computerNoun, name)))
    const output = computers.flatMap((computer) => {
      if (!computer) return []
      const AdapterGuid = stableGuid(`adapter of ${computer.name.toLowerCase()}`)
      const { address, dnsServer } = computer.properties
      return [
        {
          RunspaceId: stableGuid('runspace'),
          Name: 'Microsoft Hyper-V Network Adapter',
          DnsServers: [dnsServer],
          IPAddresses: [address],
          AdapterGuid,
          MacAddress: macAddress(AdapterGuid),
          Identity: computer.name,
        },
      ]
    })
    return ok({ output })
  },
})
