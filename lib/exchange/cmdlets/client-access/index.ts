import { ok } from '@/lib/shell'
import { newOutlookProvider, outlookProvider } from '../../organization/outlook-provider'
import { plainCmdlets } from '../plain-noun'
import { clientAccessArrayCmdlets } from './client-access-array'
import { protocolSettingsCmdlets } from './protocol-settings'
import { rpcClientAccessCmdlets } from './rpc-client-access'
import { virtualDirectoryLifeCmdlets } from './virtual-directories'

/** How clients reach their mailboxes, beside the settings of the virtual directories themselves. */
export const clientAccessCmdlets = [
  ...virtualDirectoryLifeCmdlets,
  ...protocolSettingsCmdlets,
  ...rpcClientAccessCmdlets,
  ...clientAccessArrayCmdlets,
  ...plainCmdlets(outlookProvider, {
    synopses: {
      get: 'Lists what Autodiscover tells Outlook of each way to connect.',
      new: 'Adds a provider that Autodiscover tells Outlook of.',
      set: 'Changes what Autodiscover tells Outlook of a way to connect.',
      remove: 'Removes a provider: Autodiscover no longer tells Outlook of it.',
    },
    initial: async () => ok(newOutlookProvider()),
  }),
]
