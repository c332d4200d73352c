import { mandatory } from '@/lib/shell'
import { clientAccessArray } from '../../organization/client-access-array'
import { fqdn, objectName, textKind } from '../../organization/kind'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { serversWith } from '../implied-noun'
import { insertObject } from '../insert-object'
import { plainCmdlets } from '../plain-noun'

const clientAccessServers = serversWith('ClientAccess')

/** Without -Name it is called as its host name. */
const newClientAccessArray = exchangeCmdlet({
  name: 'New-ClientAccessArray',
  synopsis: 'Gives the Client Access servers of a site one name for Outlook (Exchange 2010).',
  parameters: {
    Name: { ...objectName, position: 1 },
    Fqdn: mandatory(fqdn),
    Site: mandatory(textKind),
  },
  run: async ({ Name, Fqdn, Site }, site) => {
    const properties = { fqdn: Fqdn, site: Site, members: await clientAccessServers(site) }
    return insertObject(clientAccessArray, Name ?? Fqdn, properties, site)
  },
})

export const clientAccessArrayCmdlets = [
  newClientAccessArray,
  ...plainCmdlets(clientAccessArray, {
    synopses: {
      get: 'Lists the Client Access arrays.',
      set: 'Changes the name, the host name or the site of a Client Access array.',
      remove: 'Removes a Client Access array; its servers stay.',
    },
  }),
]
