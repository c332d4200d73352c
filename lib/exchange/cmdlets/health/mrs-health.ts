import { int32, ok, piped, text } from '@/lib/shell'
import { isRunning, notRunning, requireComputer } from '../../topology/server-computer'
import { exchangeCmdlet } from '../exchange-cmdlet'

const service = 'MSExchangeMailboxReplication'

/** Nothing is checked further while the service is stopped, as on a real server. */
export const testMrsHealth = exchangeCmdlet({
  name: 'Test-MRSHealth',
  synopsis: 'Tests the service that moves mailboxes on a server.',
  reads: true,
  parameters: { Identity: piped({ ...text, position: 1 }), MaxQueueScanAgeSeconds: int32 },
  run: async ({ Identity }, site) => {
    const on = await requireComputer(site, Identity, 'Identity')
    if (!on.ok) return on
    const line = (check: string, passed: boolean, message: string) => ({
      Identity: on.value.server.name,
      Check: check,
      Passed: passed,
      Message: message,
      IsValid: true,
    })
    if (!isRunning(on.value.computer, service))
      return ok({ output: [line('ServiceCheck', false, notRunning(on.value, service))] })
    return ok({
      output: [
        line('ServiceCheck', true, 'The Mailbox Replication Service is running.'),
        line('RPCPingCheck', true, 'The Microsoft Exchange Mailbox Replication service answered a ping.'),
        line('QueueScanCheck', true, 'The Mailbox Replication Service is scanning mailbox database queues.'),
      ],
    })
  },
})
