import { testAssistantHealth } from './assistant-health'
import { testMailflow } from './mail-flow'
import { testMrsHealth } from './mrs-health'
import { testReplicationHealth } from './replication-health'
import { testSenderId } from './sender-id'
import { testServiceHealth } from './service-health'
import { testExchangeSearch, testMapiConnectivity } from './store-tests'
import { testSystemHealth } from './system-health'

/** The Test- cmdlets that look at the servers and their services; those that connect are in lib/analyzer. */
export const healthCmdlets = [
  testServiceHealth,
  testReplicationHealth,
  testMapiConnectivity,
  testExchangeSearch,
  testMailflow,
  testAssistantHealth,
  testMrsHealth,
  testSenderId,
  testSystemHealth,
]
