import { server as serverNoun, withStarted } from '@/lib/essentials'
import { command, int32, ok, piped, switchParameter, text } from '@/lib/shell'
import { isRunning, notRunning, requireComputer, type ServerOnComputer } from '../../topology/server-computer'
import { exchangeCmdlet } from '../exchange-cmdlet'

const service = 'MSExchangeMailboxAssistants'

function events(on: ServerOnComputer): readonly string[] {
  const passed = isRunning(on.computer, service)
  const message = passed
    ? 'The Microsoft Exchange Mailbox Assistants service is running and works through its events in time.'
    : notRunning(on, service)
  return [
    `Source: MSExchange Monitoring MailboxAssistants; Type: ${passed ? 'Success' : 'Error'}; Message: ${message}`,
  ]
}

/** With -ResolveProblems it starts the service, as documented; otherwise it only looks. */
export const testAssistantHealth = exchangeCmdlet({
  name: 'Test-AssistantHealth',
  synopsis: 'Tests the mailbox assistants of a server, and starts their service with -ResolveProblems.',
  parameters: {
    ServerName: piped({ ...text, position: 1 }),
    ResolveProblems: switchParameter,
    IncludeCrashDump: switchParameter,
    MaxProcessingTimeInMinutes: int32,
  },
  run: async ({ ServerName, ResolveProblems = false }, site) => {
    const on = await requireComputer(site, ServerName, 'ServerName')
    if (!on.ok) return on
    const output = [{ Events: events(on.value), PerformanceCounters: [] }]
    const { computer, server } = on.value
    if (!ResolveProblems || !computer || isRunning(computer, service)) return ok({ output, undo: [] })
    const services = withStarted(computer.properties.services, [service], site.clock.now())
    const started = await site.store.update(serverNoun, computer, { services })
    if (!started.ok) return started
    return ok({
      output,
      warnings: [`The service ${service} has been started on ${server.name}.`],
      undo: [command('Set-Service', { ComputerName: server.name, Name: service, Status: 'Stopped' })],
    })
  },
})
