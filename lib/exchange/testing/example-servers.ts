import { server as serverNoun, siteDescription } from '@/lib/essentials'
import type { TestSite } from '@/lib/server/test-site'
import { defaultReceiveConnectors } from '../organization/default-receive-connectors'
import { receiveConnector } from '../organization/receive-connector'
import { defaultVirtualDirectories } from '../topology/default-virtual-directories'
import { exchangeServer, type ServerRole } from '../topology/exchange-server'
import { exchangeServices } from '../topology/exchange-services'
import type { ExchangeVersion } from '../topology/exchange-version'
import { insertAll, made } from '../topology/made'

/** The servers that the documented command lines speak of; all of them have all roles. */
export const exampleServers = [
  ...['CAS01', 'CAS3', 'CAS4', 'CASServer01', 'Contoso', 'Contoso12', 'ContosoMail', 'ENT01', 'Exch5'],
  ...['Exchange01', 'HUB01', 'HUB02', 'HUB05', 'Hub2010', '2010Hub1', 'mail', 'Mailbox01', 'Mailbox1'],
  ...['Mailbox2', 'MailboxServer01', 'MBX-01', 'MBX-01-007', 'MBX01', 'MBX02', 'MBX1', 'MBX2', 'MBX3'],
  ...['MBX4', 'MyServer', 'SERVER01', 'Server1', 'SERVER2', 'TestServer', 'Mailbox02', 'MBX03', 'MBX04'],
  ...['EXCH1', 'MBXSVR01', 'PrimaryMailbox', 'RpcProxySrv01'],
]

const roles: readonly ServerRole[] = ['Mailbox', 'ClientAccess']
const builds = { '2010': '14.3.123.4', '2013': '15.0.1497.2', '2016': '15.1.2507.6' } as const

/** Setup runs on the site's one second server; these are put there as it would leave them. */
export async function addExampleServers(site: TestSite, version: ExchangeVersion): Promise<void> {
  await site.inTransaction(async (inside) => {
    const domain =
      (await inside.store.find(siteDescription, 'Site'))?.properties.localDomain ?? 'contoso.local'
    const is2010 = version === '2010'
    const all: readonly ServerRole[] = is2010 ? [...roles, 'HubTransport'] : roles
    for (const [index, name] of exampleServers.entries()) {
      const fqdn = `${name}.${domain}`.toLowerCase()
      const added = await insertAll(
        [
          made(serverNoun, name, {
            role: 'member',
            description: '',
            windows: is2010 ? '2008 R2' : '2012 R2',
            address: `192.168.1.${index + 10}`,
            addressing: 'static',
            dnsServer: '192.168.0.2',
            joined: true,
            features: [],
            services: exchangeServices(version, all),
            restartPending: false,
          }),
          made(exchangeServer, name, {
            version,
            build: builds[version],
            roles: all,
            managementTools: true,
            edition: 'Enterprise',
            fqdn,
          }),
          ...defaultReceiveConnectors(name, fqdn, is2010).map((one) =>
            made(receiveConnector, one.name, one.properties),
          ),
          ...defaultVirtualDirectories(name, fqdn, domain, is2010),
        ],
        inside,
      )
      if (!added.ok) throw new Error(`${name}: ${added.error.message}`)
    }
  })
}
