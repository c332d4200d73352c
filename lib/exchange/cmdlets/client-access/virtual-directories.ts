import { boolean, type Cmdlet, switchParameter } from '@/lib/shell'
import {
  activeSyncVirtualDirectory,
  autodiscoverVirtualDirectory,
  ecpVirtualDirectory,
  mapiVirtualDirectory,
  oabVirtualDirectory,
  owaVirtualDirectory,
  powerShellVirtualDirectory,
  type VirtualDirectory,
  webServicesVirtualDirectory,
} from '../../organization/virtual-directory'
import type { Site } from '../../store'
import { getCmdlet } from '../get-cmdlet'
import { setCmdlet } from '../set-cmdlet'
import type { DirectoryKind } from './directory-kind'
import { newVirtualDirectory } from './new-virtual-directory'
import { removeVirtualDirectory } from './remove-virtual-directory'

function newAndRemove<P extends VirtualDirectory>(kind: DirectoryKind<P>): readonly Cmdlet<Site>[] {
  return [newVirtualDirectory(kind), removeVirtualDirectory(kind)]
}

const powerShell = { definition: powerShellVirtualDirectory, what: 'remote PowerShell' }

/** What makes and removes virtual directories, and all cmdlets of the one for PowerShell. */
export const virtualDirectoryLifeCmdlets: readonly Cmdlet<Site>[] = [
  ...newAndRemove({ definition: owaVirtualDirectory, what: 'Outlook Web App' }),
  ...newAndRemove({ definition: ecpVirtualDirectory, what: 'the Exchange Control Panel' }),
  ...newAndRemove({ definition: activeSyncVirtualDirectory, what: 'Exchange ActiveSync' }),
  ...newAndRemove({ definition: oabVirtualDirectory, what: 'the offline address book' }),
  ...newAndRemove({ definition: webServicesVirtualDirectory, what: 'Exchange Web Services' }),
  ...newAndRemove({ definition: autodiscoverVirtualDirectory, what: 'Autodiscover' }),
  ...newAndRemove({ definition: mapiVirtualDirectory, what: 'MAPI over HTTP' }),
  ...newAndRemove({ ...powerShell, taken: { CertificateAuthentication: boolean } }),
  getCmdlet(powerShellVirtualDirectory, {
    synopsis: 'Shows the virtual directory of remote PowerShell.',
    extra: { ADPropertiesOnly: switchParameter },
  }),
  setCmdlet(powerShellVirtualDirectory, {
    synopsis: 'Changes the addresses and the authentication of remote PowerShell.',
  }),
]
