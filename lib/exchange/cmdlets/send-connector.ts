import { command, mandatory, switchParameter } from '@/lib/shell'
import { objectName, oneOf } from '../organization/kind'
import { newSendConnector, type SendConnector, sendConnector } from '../organization/send-connector'
import type { Site } from '../store'
import { exchangeServer } from '../topology/exchange-server'
import { shellVersion } from '../topology/exchange-version'
import { exchangeCmdlet } from './exchange-cmdlet'
import { getCmdlet } from './get-cmdlet'
import { insertObject } from './insert-object'
import { givenProperties, settingParameters, writtenSettings } from './noun-parameters'
import { removeCmdlet } from './remove-cmdlet'
import { setCmdlet } from './set-cmdlet'

const settings = settingParameters(sendConnector)

/** The usage sets permissions that nothing here depends on; it is taken so that real command lines run. */
const usage = {
  Usage: oneOf('UsageType', 'Custom', 'Internal', 'Internet', 'Partner'),
  Custom: switchParameter,
  Internal: switchParameter,
  Internet: switchParameter,
  Partner: switchParameter,
}

const newCmdlet = exchangeCmdlet({
  name: 'New-SendConnector',
  synopsis: 'Makes a connector by which mail leaves the organization.',
  parameters: {
    ...settings,
    ...usage,
    Force: switchParameter,
    AddressSpaces: mandatory(sendConnector.settings.AddressSpaces?.kind ?? objectName),
    Name: mandatory(objectName, 1),
  },
  run: async ({ Name, ...given }, site) => {
    const version = (await shellVersion(site)) ?? '2010'
    const properties = {
      ...newSendConnector(version),
      sourceTransportServers: await mailServers(site),
      ...givenProperties(sendConnector, given),
    }
    const bySmartHost = properties.smartHosts.length > 0 && !('DNSRoutingEnabled' in given)
    return insertObject(
      sendConnector,
      Name,
      (bySmartHost ? { ...properties, dnsRoutingEnabled: false } : properties) as SendConnector,
      site,
    )
  },
})

async function mailServers({ store }: Site): Promise<readonly string[]> {
  const servers = await store.list(exchangeServer)
  return servers.filter(({ properties }) => properties.roles.length > 0).map(({ name }) => name)
}

export const sendConnectorCmdlets = [
  getCmdlet(sendConnector, { synopsis: 'Lists the connectors by which mail leaves the organization.' }),
  newCmdlet,
  setCmdlet(sendConnector, {
    synopsis: 'Changes a Send connector.',
    renames: true,
    extra: { Force: switchParameter },
  }),
  removeCmdlet(sendConnector, {
    synopsis: 'Removes a Send connector.',
    undo: ({ name, properties }, version) => [
      command('New-SendConnector', { Name: name, ...writtenSettings(sendConnector, properties, version) }),
    ],
  }),
]
