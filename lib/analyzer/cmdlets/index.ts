import type { Site } from '@/lib/exchange'
import type { Cmdlet } from '@/lib/shell'
import { mailProtocolTests } from './mail-protocols'
import { outlookTests } from './outlook'
import { testPowerShell } from './remote-powershell'
import { testSiteConnectivity } from './test-site-connectivity'
import { webClientTests } from './web-clients'

/** Exchange's own Test- cmdlets, and ours for the rest. */
export const analyzerCmdlets: readonly Cmdlet<Site>[] = [
  ...webClientTests,
  ...outlookTests,
  ...mailProtocolTests,
  testPowerShell,
  testSiteConnectivity,
]
