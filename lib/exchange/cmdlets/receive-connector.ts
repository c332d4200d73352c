import { siteDescription } from '@/lib/essentials'
import { command, mandatory, ok, present, type Result, refuse, switchParameter, text } from '@/lib/shell'
import { newReceiveConnector } from '../organization/default-receive-connectors'
import { shortName } from '../organization/definition'
import { objectName, oneOf } from '../organization/kind'
import { changedGroups } from '../organization/pending-permission-groups'
import { type ReceiveConnector, receiveConnector } from '../organization/receive-connector'
import { type ReceiveUsage, usualFor } from '../organization/receive-connector-usage'
import type { Site, Stored } from '../store'
import { type ExchangeServer, exchangeServer } from '../topology/exchange-server'
import type { ExchangeVersion } from '../topology/exchange-version'
import { exchangeCmdlet } from './exchange-cmdlet'
import { requireObject } from './find-object'
import { getCmdlet } from './get-cmdlet'
import { insertObject } from './insert-object'
import { type Given, givenProperties, settingParameters, writtenSettings } from './noun-parameters'
import { removeCmdlet } from './remove-cmdlet'
import { type Change, setCmdlet } from './set-cmdlet'

const usages = ['Client', 'Custom', 'Internal', 'Internet', 'Partner'] as const
const usageSwitches = {
  Client: switchParameter,
  Custom: switchParameter,
  Internal: switchParameter,
  Internet: switchParameter,
  Partner: switchParameter,
}

const newCmdlet = exchangeCmdlet({
  name: 'New-ReceiveConnector',
  synopsis: 'Makes a connector that listens for mail.',
  parameters: {
    ...settingParameters(receiveConnector),
    ...usageSwitches,
    Usage: oneOf('UsageType', ...usages),
    Server: text,
    Name: mandatory(objectName, 1),
  },
  run: async ({ Name, Usage, Server, ...given }, site) => {
    const server = await requireMailServer(site, Server)
    if (!server.ok) return server
    const usage =
      Usage ?? usages.find((one) => (given as Partial<Record<ReceiveUsage, boolean>>)[one]) ?? 'Custom'
    const settings = givenProperties(receiveConnector, given)
    const usual = usualFor(usage, settings)
    if (!usual.ok) return usual
    const { name, properties } = server.value
    const base = newReceiveConnector(name, properties.fqdn, properties.version === '2010')
    const connector: ReceiveConnector = { ...base, ...usual.value, ...settings }
    return insertObject(receiveConnector, `${name}\\${Name}`, connector, site)
  },
})

/** The server that was named, or the one that the shell runs on. */
async function requireMailServer(site: Site, name: string | undefined) {
  if (name !== undefined)
    return requireObject<ExchangeServer>(site, exchangeServer, name.split('.')[0] ?? name, 'Server')
  const servers = await site.store.list(exchangeServer)
  const mail = servers.filter(({ properties }) => properties.roles.length > 0)
  const here = (await site.store.find(siteDescription, 'Site'))?.properties.exchange.name.toLowerCase()
  const local = mail.length === 1 ? mail[0] : mail.find(({ name: one }) => one.toLowerCase() === here)
  return local
    ? ({ ok: true, value: local } as const)
    : refuse('InvalidArgument', 'ServerMissing', 'You must specify the server that is to listen.', {
        target: 'Server',
      })
}

function again({ name, properties }: Stored<ReceiveConnector>, version: ExchangeVersion) {
  const { server } = properties
  const settings = writtenSettings(receiveConnector, properties, version)
  return command('New-ReceiveConnector', {
    Name: shortName(name),
    Server: server,
    Custom: present,
    ...settings,
  })
}

const waits =
  'The permission groups take effect once the transport service is restarted: Restart-Service MSExchangeTransport.'

async function decide(
  stored: Stored<ReceiveConnector>,
  given: Given,
  site: Site,
): Promise<Result<Change<ReceiveConnector>>> {
  const properties = givenProperties(receiveConnector, given)
  const { permissionGroups } = properties
  if (permissionGroups === undefined) return ok({ properties })
  const changed = await changedGroups(stored, permissionGroups, site)
  return ok({ properties: { ...properties, ...changed }, ...(changed.runsWith && { warnings: [waits] }) })
}

export const receiveConnectorCmdlets = [
  getCmdlet(receiveConnector, {
    synopsis: 'Lists the connectors that listen for mail.',
    extra: { Server: text },
  }),
  newCmdlet,
  setCmdlet(receiveConnector, { synopsis: 'Changes a Receive connector.', renames: true, decide }),
  removeCmdlet(receiveConnector, {
    synopsis: 'Removes a Receive connector: nobody listens there any more.',
    undo: (stored, version) => [again(stored, version)],
  }),
]
