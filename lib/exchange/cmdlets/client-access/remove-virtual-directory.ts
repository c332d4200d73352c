import type { Cmdlet } from '@/lib/shell'
import { shortName } from '../../organization/definition'
import type { VirtualDirectory } from '../../organization/virtual-directory'
import type { Site } from '../../store'
import { madeAgain } from '../documented-settings'
import { writtenSettings } from '../noun-parameters'
import { removeCmdlet } from '../remove-cmdlet'
import type { DirectoryKind } from './directory-kind'

/** `owa (Default Web Site)` in its parts. */
function partsOf(name: string): { directory: string; webSite: string } {
  const [, directory = name, webSite = 'Default Web Site'] = /^(.*) \((.*)\)$/.exec(shortName(name)) ?? []
  return { directory, webSite }
}

export function removeVirtualDirectory<P extends VirtualDirectory>(kind: DirectoryKind<P>): Cmdlet<Site> {
  return removeCmdlet(kind.definition, {
    synopsis: `Removes a virtual directory of ${kind.what}: clients no longer reach it there.`,
    undo: ({ name, properties }, version) => {
      const { directory, webSite } = partsOf(name)
      const place = { Server: properties.server, Name: directory, WebSiteName: webSite }
      const settings = { ...place, ...writtenSettings(kind.definition, properties, version) }
      return madeAgain(kind.definition.class, name, settings, version)
    },
  })
}
