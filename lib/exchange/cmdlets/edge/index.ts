import { ok, switchParameter, text } from '@/lib/shell'
import {
  edgeSubscription,
  edgeSyncServiceConfig,
  newEdgeSyncServiceConfig,
} from '../../organization/edge-subscription'
import { firstAdSite, requireAdSite } from '../../topology/ad-site'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { getCmdlet } from '../get-cmdlet'
import { insertObject } from '../insert-object'
import { givenProperties, settingParameters } from '../noun-parameters'
import { removeCmdlet } from '../remove-cmdlet'
import { setCmdlet } from '../set-cmdlet'
import { newEdgeSubscription } from './new-edge-subscription'
import { releaseConnectors } from './subscribe'
import { startEdgeSynchronization, testEdgeSynchronization } from './synchronization'

const configurationName = 'EdgeSyncService'

/** Exchange has no Remove-EdgeSyncServiceConfig, so this one stays. */
const newConfiguration = exchangeCmdlet({
  name: 'New-EdgeSyncServiceConfig',
  synopsis: 'Makes the EdgeSync configuration of a site.',
  parameters: { ...settingParameters(edgeSyncServiceConfig), Site: text },
  run: async ({ Site, ...given }, site) => {
    const place = await requireAdSite(site, Site ?? firstAdSite)
    if (!place.ok) return place
    const properties = {
      ...newEdgeSyncServiceConfig(place.value),
      ...givenProperties(edgeSyncServiceConfig, given),
    }
    const name = place.value === firstAdSite ? configurationName : `${place.value}\\${configurationName}`
    const made = await insertObject(edgeSyncServiceConfig, name, properties, site)
    return made.ok ? ok({ output: made.value.output ?? [] }) : made
  },
})

export const edgeCmdlets = [
  newEdgeSubscription,
  getCmdlet(edgeSubscription, { synopsis: 'Lists the subscribed Edge Transport servers.' }),
  removeCmdlet(edgeSubscription, {
    synopsis: 'Ends the subscription of an Edge Transport server, and removes its Send connectors.',
    extra: { Force: switchParameter },
    afterwards: releaseConnectors,
  }),
  startEdgeSynchronization,
  testEdgeSynchronization,
  getCmdlet(edgeSyncServiceConfig, { synopsis: 'Shows the EdgeSync configuration of the sites.' }),
  newConfiguration,
  setCmdlet(edgeSyncServiceConfig, {
    synopsis: 'Changes the EdgeSync configuration of a site.',
    renames: true,
  }),
]
