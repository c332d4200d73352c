import { server as computer } from '@/lib/essentials'
import { ok, piped, text } from '@/lib/shell'
import type { Stored } from '../../store'
import { type ExchangeServer, exchangeServer } from '../../topology/exchange-server'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { couldNotBeFound, requireObject } from '../find-object'

const escaped = (written: string) => written.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The Exchange services that run on a server, in the form of the process locator. */
const getInfo = exchangeCmdlet({
  name: 'Get-ExchangeDiagnosticInfo',
  synopsis: 'Tells as XML which services of Exchange run on a server.',
  reads: true,
  parameters: { Server: text },
  run: async ({ Server }, site) => {
    const servers = await site.store.list(exchangeServer)
    const server = Server
      ? await requireObject(site, exchangeServer, Server.split('.')[0] ?? Server, 'Server')
      : ok(servers.find(({ properties }) => properties.roles.length > 0) ?? null)
    if (!server.ok) return server
    const found: Stored<ExchangeServer> | null = server.value
    if (!found) return couldNotBeFound(site, Server ?? '', 'Server')
    const services = (await site.store.find(computer, found.name))?.properties.services ?? {}
    const running = Object.entries(services).filter(
      ([name, { state }]) => /^MSExchange/.test(name) && state === 'Running',
    )
    const processes = running.map(
      ([name], index) => `<Process><id>${1000 + index * 4}</id><Name>${escaped(name)}</Name></Process>`,
    )
    const xml = `<Diagnostics><ProcessLocator><count>${running.length}</count>${processes.join('')}</ProcessLocator></Diagnostics>`
    return ok({ output: [{ Identity: found.name, Result: xml }] })
  },
})

/** Nobody has made any: they come with Microsoft's support. */
const getSettings = exchangeCmdlet({
  name: 'Get-ExchangeSettings',
  synopsis: 'Lists the settings overrides of the organization.',
  reads: true,
  parameters: { Identity: piped({ ...text, position: 1 }) },
  run: async ({ Identity }, site) =>
    Identity ? couldNotBeFound(site, Identity, 'Identity') : ok({ output: [] }),
})

export const diagnosticCmdlets = [getInfo, getSettings]
