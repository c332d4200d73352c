import type { Cmdlet } from '@/lib/shell'
import type { Site } from '../store'
import { acceptedDomainCmdlets } from './accepted-domain'
import { availabilityCmdlets } from './availability'
import { certificateCmdlets } from './certificate'
import { clientAccessCmdlets } from './client-access'
import { clientPolicyCmdlets } from './client-policies'
import { connectorCmdlets } from './connectors'
import { edgeCmdlets } from './edge'
import { emailAddressPolicyCmdlets } from './email-address-policy'
import { topologyCmdlets } from './exchange-server'
import { healthCmdlets } from './health'
import { mailboxCmdlets } from './mailbox'
import { mailboxOptionCmdlets } from './mailbox-options'
import { outlookAnywhereCmdlets } from './outlook-anywhere'
import { rbacCmdlets } from './rbac'
import { receiveConnectorCmdlets } from './receive-connector'
import { recipientCmdlets } from './recipients'
import { remoteDomainCmdlets } from './remote-domain'
import { sendConnectorCmdlets } from './send-connector'
import { setupCmdlets } from './setup'
import { transportCmdlets } from './transport'
import { virtualDirectoryCmdlets } from './virtual-directory'

/** Every command of this room. */
export const exchangeCmdlets: readonly Cmdlet<Site>[] = [
  ...setupCmdlets,
  ...topologyCmdlets,
  ...acceptedDomainCmdlets,
  ...remoteDomainCmdlets,
  ...emailAddressPolicyCmdlets,
  ...sendConnectorCmdlets,
  ...receiveConnectorCmdlets,
  ...virtualDirectoryCmdlets,
  ...outlookAnywhereCmdlets,
  ...certificateCmdlets,
  ...mailboxCmdlets,
  ...mailboxOptionCmdlets,
  ...recipientCmdlets,
  ...transportCmdlets,
  ...availabilityCmdlets,
  ...clientPolicyCmdlets,
  ...clientAccessCmdlets,
  ...connectorCmdlets,
  ...edgeCmdlets,
  ...healthCmdlets,
  ...rbacCmdlets,
]
