import { type Cmdlet, ok } from '@/lib/shell'
import { newOwaMailboxPolicy, owaMailboxPolicy } from '../../organization/owa-mailbox-policy'
import type { Site } from '../../store'
import { plainCmdlets } from '../plain-noun'
import { mobileDeviceCmdlets } from './mobile-device'
import { mobileDevicePolicyCmdlets } from './mobile-device-policy'
import { retentionCmdlets } from './retention'
import { throttlingPolicyCmdlets } from './throttling-policy'

export const clientPolicyCmdlets: readonly Cmdlet<Site>[] = [
  ...mobileDevicePolicyCmdlets,
  ...mobileDeviceCmdlets,
  ...retentionCmdlets,
  ...throttlingPolicyCmdlets,
  ...plainCmdlets(owaMailboxPolicy, {
    synopses: {
      get: 'Lists the policies for Outlook on the web.',
      new: 'Makes a policy for Outlook on the web.',
      set: 'Changes what a policy offers in Outlook on the web.',
      remove: 'Removes a policy for Outlook on the web.',
    },
    initial: async () => ok(newOwaMailboxPolicy),
  }),
]
