import { ok, piped, text } from '@/lib/shell'
import type { ServerRole } from '../../topology/exchange-server'
import { exchangeServices } from '../../topology/exchange-services'
import { isRunning, requireComputer, type ServerOnComputer } from '../../topology/server-computer'
import { exchangeCmdlet } from '../exchange-cmdlet'

const titles: Readonly<Record<ServerRole, string>> = {
  Mailbox: 'Mailbox Server Role',
  ClientAccess: 'Client Access Server Role',
  HubTransport: 'Hub Transport Server Role',
}

/** What a role needs: the services that it brings and that start by themselves. */
function requiredServices({ server }: ServerOnComputer, role: ServerRole): readonly string[] {
  const services = exchangeServices(server.properties.version, [role])
  return Object.keys(services)
    .filter((name) => services[name]?.state === 'Running')
    .sort((a, b) => a.localeCompare(b))
}

function roleHealth(on: ServerOnComputer, role: ServerRole): object {
  const required = requiredServices(on, role)
  const stopped = required.filter((name) => !isRunning(on.computer, name))
  return {
    Role: titles[role],
    RequiredServicesRunning: stopped.length === 0,
    ServicesRunning: required.filter((name) => !stopped.includes(name)),
    ServicesNotRunning: stopped,
  }
}

/** From the services of Windows on the server, as they run now. */
export const testServiceHealth = exchangeCmdlet({
  name: 'Test-ServiceHealth',
  synopsis: 'Tells for each role of a server whether the services that it needs are running.',
  reads: true,
  parameters: { Server: piped({ ...text, position: 1 }) },
  run: async ({ Server }, site) => {
    const on = await requireComputer(site, Server)
    if (!on.ok) return on
    return ok({ output: on.value.server.properties.roles.map((role) => roleHealth(on.value, role)) })
  },
})
