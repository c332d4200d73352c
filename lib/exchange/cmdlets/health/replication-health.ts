import { ok, piped, text } from '@/lib/shell'
import { isRunning, notRunning, requireComputer, type ServerOnComputer } from '../../topology/server-computer'
import { exchangeCmdlet } from '../exchange-cmdlet'

/** The checks of a server outside of an availability group; each of them is a part of the Replication service. */
const checks = {
  ReplayService: 'Checks that the Microsoft Exchange Replication service is running.',
  ActiveManager: 'Checks that Active Manager is running and has a valid role.',
  TasksRpcListener: 'Checks that the Tasks RPC Listener is running and answers.',
}

function check(on: ServerOnComputer, name: string, description: string): object {
  const passed = isRunning(on.computer, 'MSExchangeRepl')
  return {
    Server: on.server.name,
    Check: name,
    CheckDescription: description,
    Result: passed ? 'Passed' : '*FAILED*',
    Error: passed ? '' : notRunning(on, 'MSExchangeRepl'),
  }
}

export const testReplicationHealth = exchangeCmdlet({
  name: 'Test-ReplicationHealth',
  synopsis: 'Checks what a server needs to replicate databases.',
  reads: true,
  parameters: { Identity: piped({ ...text, position: 1 }) },
  run: async ({ Identity }, site) => {
    const on = await requireComputer(site, Identity, 'Identity')
    if (!on.ok) return on
    return ok({
      output: Object.entries(checks).map(([name, description]) => check(on.value, name, description)),
    })
  },
})
