import type { Cmdlet } from '@/lib/shell'
import type { Site } from '../store'
import { acceptedDomainCmdlets } from './accepted-domain'
import { certificateCmdlets } from './certificate'
import { emailAddressPolicyCmdlets } from './email-address-policy'
import { topologyCmdlets } from './exchange-server'
import { mailboxCmdlets } from './mailbox'
import { outlookAnywhereCmdlets } from './outlook-anywhere'
import { receiveConnectorCmdlets } from './receive-connector'
import { sendConnectorCmdlets } from './send-connector'
import { setupCmdlets } from './setup'
import { virtualDirectoryCmdlets } from './virtual-directory'

/** Every command of this room. */
export const exchangeCmdlets: readonly Cmdlet<Site>[] = [
  ...setupCmdlets,
  ...topologyCmdlets,
  ...acceptedDomainCmdlets,
  ...emailAddressPolicyCmdlets,
  ...sendConnectorCmdlets,
  ...receiveConnectorCmdlets,
  ...virtualDirectoryCmdlets,
  ...outlookAnywhereCmdlets,
  ...certificateCmdlets,
  ...mailboxCmdlets,
]
