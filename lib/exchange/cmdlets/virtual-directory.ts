import { type Cmdlet, ok, switchParameter, text } from '@/lib/shell'
import { clientAccessServer } from '../organization/client-access-server'
import type { Definition } from '../organization/definition'
import {
  activeSyncVirtualDirectory,
  autodiscoverVirtualDirectory,
  ecpVirtualDirectory,
  mapiVirtualDirectory,
  oabVirtualDirectory,
  owaVirtualDirectory,
  type VirtualDirectory,
  webServicesVirtualDirectory,
} from '../organization/virtual-directory'
import type { Site } from '../store'
import { since } from '../topology/exchange-version'
import { getCmdlet } from './get-cmdlet'
import { givenProperties } from './noun-parameters'
import { setCmdlet } from './set-cmdlet'

/** OWA and the control panel are one site to its users, so Exchange reminds of the other. */
const twins: Readonly<Record<string, string>> = {
  OwaVirtualDirectory: 'ECP',
  EcpVirtualDirectory: 'OWA',
}

function reminder<P extends VirtualDirectory>(
  { class: className, title }: Definition<P>,
  before: VirtualDirectory,
  change: Partial<VirtualDirectory>,
): readonly string[] {
  const twin = twins[className]
  const changed = (['internalUrl', 'externalUrl'] as const).some(
    (key) => change[key] !== undefined && change[key] !== before[key],
  )
  return twin && changed
    ? [
        `You've changed the InternalURL or ExternalURL for the ${title}. Please make the same change for the ${twin} virtual directory in the same website.`,
      ]
    : []
}

function cmdletsOf<P extends VirtualDirectory>(
  definition: Definition<P>,
  what: string,
  more: { versions?: ReturnType<typeof since>; force?: boolean } = {},
): readonly Cmdlet<Site>[] {
  const versions = more.versions ? { versions: more.versions } : {}
  return [
    getCmdlet(definition, {
      ...versions,
      synopsis: `Shows the virtual directory of ${what}.`,
      extra: { Server: text, ADPropertiesOnly: switchParameter },
    }),
    setCmdlet(definition, {
      ...versions,
      synopsis: `Changes the addresses and the authentication of ${what}.`,
      ...(more.force ? { extra: { Force: switchParameter } } : {}),
      decide: async ({ properties: before }, given) => {
        const properties = givenProperties(definition, given)
        return ok({ properties, warnings: reminder(definition, before, properties) })
      },
    }),
  ]
}

const servicePoint = { synopsis: 'Shows where domain members find Autodiscover.' }
const setServicePoint = { synopsis: 'Changes where domain members find Autodiscover.' }

export const virtualDirectoryCmdlets = [
  ...cmdletsOf(owaVirtualDirectory, 'Outlook Web App'),
  ...cmdletsOf(ecpVirtualDirectory, 'the Exchange Control Panel'),
  ...cmdletsOf(activeSyncVirtualDirectory, 'Exchange ActiveSync'),
  ...cmdletsOf(oabVirtualDirectory, 'the offline address book'),
  ...cmdletsOf(webServicesVirtualDirectory, 'Exchange Web Services', { force: true }),
  ...cmdletsOf(mapiVirtualDirectory, 'MAPI over HTTP', { versions: since('2013') }),
  ...cmdletsOf(autodiscoverVirtualDirectory, 'Autodiscover'),
  getCmdlet(clientAccessServer, servicePoint),
  setCmdlet(clientAccessServer, setServicePoint),
  getCmdlet(clientAccessServer, { ...servicePoint, noun: 'ClientAccessService', versions: since('2016') }),
  setCmdlet(clientAccessServer, { ...setServicePoint, noun: 'ClientAccessService', versions: since('2016') }),
]
