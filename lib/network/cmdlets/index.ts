import type { Site } from '@/lib/exchange'
import type { Cmdlet } from '@/lib/shell'
import { arrConfigCmdlets } from './arr-config'
import { certificateRequestCmdlets } from './certificate-request'
import { dnsCacheCmdlets } from './dns-cache'
import { dnsServerRecordCmdlets } from './dns-server-record'
import { dnsServerZoneCmdlets } from './dns-server-zone'
import { domainNameCmdlets } from './domain-name-configuration'
import { installArrCmdlets } from './install-arr'
import { liveSiteCmdlets } from './live-site'
import { liveSmartHostCmdlets } from './live-smart-host'
import { neighborCmdlets } from './neighbor'
import { neighborMailboxCmdlets } from './neighbor-mailbox'
import { providerRecordCmdlets } from './provider-record'
import { routerCmdlets } from './router'
import { routerForwardCmdlets } from './router-forward'
import { sendMailMessage } from './send-mail-message'
import { neighborMessageCmdlets } from './send-neighbor-message'

export const networkCmdlets: readonly Cmdlet<Site>[] = [
  ...dnsServerZoneCmdlets,
  ...dnsServerRecordCmdlets,
  ...dnsCacheCmdlets,
  ...providerRecordCmdlets,
  ...routerForwardCmdlets,
  ...routerCmdlets,
  ...installArrCmdlets,
  ...arrConfigCmdlets,
  ...certificateRequestCmdlets,
  ...domainNameCmdlets,
  ...liveSiteCmdlets,
  ...liveSmartHostCmdlets,
  ...neighborCmdlets,
  ...neighborMailboxCmdlets,
  ...neighborMessageCmdlets,
  sendMailMessage,
]
