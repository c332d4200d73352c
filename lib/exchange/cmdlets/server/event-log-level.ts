import { command, enumeration, mandatory, ok, piped, type Result, text } from '@/lib/shell'
import { noun, type Site } from '../../store'
import { exchangeServer } from '../../topology/exchange-server'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { couldNotBeFound, requireObject } from '../find-object'

/** The categories of a server that write more than usual; named as the server. */
export const eventLogLevels = noun<{ readonly levels: Readonly<Record<string, string>> }>(
  'EventLogLevel',
  'event log level',
)

/** Sources of events, and the categories of each that have a level of their own. */
const categories: Readonly<Record<string, readonly string[]>> = {
  'MSExchange ActiveSync': ['Requests', 'Configuration'],
  'MSExchange ADAccess': [
    'General',
    'Cache',
    'Topology',
    'Configuration',
    'LDAP',
    'Validation',
    'Recipient Update Service',
    'Site Update',
  ],
  'MSExchange Autodiscover': ['Core', 'Web', 'Provider'],
  'MSExchange Availability': [
    'Availability Service',
    'Availability Service General',
    'Availability Service Authentication',
    'Availability Service Authorization',
  ],
  'MSExchange Repl': ['Service', 'Exchange VSS Writer'],
  'MSExchange Web Services': ['Core'],
  MSExchangeIS: ['9000 Private', 'General', 'Content Indexing', 'Storage Limits', 'Logons', 'Access Control'],
  MSExchangeMailboxAssistants: [
    'Service',
    'OOF Assistant',
    'OOF Library',
    'Resource Booking Assistant',
    'Email_Lifecycle_Assistant',
  ],
  MSExchangeMailSubmission: ['General'],
  MSExchangeSA: ['Clean Mailbox', 'OAL Generator', 'Monitoring', 'RPC Calls'],
  MSExchangeTransport: [
    'SmtpReceive',
    'SmtpSend',
    'DSN',
    'Routing',
    'Logging',
    'Components',
    'RemoteDelivery',
    'Pickup',
    'Categorizer',
    'PoisonMessage',
    'MessageSecurity',
    'TransportService',
    'Exch50',
    'Process',
    'ResourceManager',
    'Configuration',
    'Dumpster',
    'Storage',
    'Agents',
    'Transport Address Book',
    'Orar',
    'Approval',
  ],
  MSExchangeTransportLogSearch: ['Service'],
}

const all = Object.entries(categories).flatMap(([source, names]) => names.map((name) => `${source}\\${name}`))

const level = enumeration('EventLevel', 'Lowest', 'Low', 'Medium', 'High', 'Expert')

interface Category {
  readonly server: string
  readonly category: string
}

/** `EXCH01\MSExchangeTransport\SmtpReceive`; without a server, the first one's. */
async function categoryOf(identity: string, site: Site): Promise<Result<Category>> {
  const parts = identity.split('\\')
  const [first = ''] = parts
  const servers = await site.store.list(exchangeServer)
  const named = servers.find(({ name }) => name.toLowerCase() === first.split('.')[0]?.toLowerCase())
  const wanted = (named ? parts.slice(1) : parts).join('\\').toLowerCase()
  const category = all.find((one) => one.toLowerCase() === wanted)
  const server = named ?? servers[0]
  return server && category
    ? ok({ server: server.name, category })
    : couldNotBeFound(site, identity, 'Identity')
}

async function levelsOf(server: string, { store }: Site): Promise<Readonly<Record<string, string>>> {
  return (await store.find(eventLogLevels, server))?.properties.levels ?? {}
}

const shown = (category: string, levels: Readonly<Record<string, string>>, server: string) => ({
  Identity: `${server}\\${category}`,
  EventLevel: levels[category] ?? 'Lowest',
})

const getLevel = exchangeCmdlet({
  name: 'Get-EventLogLevel',
  synopsis: 'Shows how much each part of a server writes to the event log.',
  reads: true,
  parameters: { Identity: piped({ ...text, position: 1 }), Server: text },
  run: async ({ Identity, Server }, site) => {
    if (Identity) {
      const found = await categoryOf(Identity, site)
      if (!found.ok) return found
      const { server, category } = found.value
      return ok({ output: [shown(category, await levelsOf(server, site), server)] })
    }
    const [first] = await site.store.list(exchangeServer)
    const server = await requireObject(
      site,
      exchangeServer,
      (Server ?? first?.name ?? '').split('.')[0] ?? '',
      'Server',
    )
    if (!server.ok) return server
    const levels = await levelsOf(server.value.name, site)
    return ok({ output: all.map((category) => shown(category, levels, server.value.name)) })
  },
})

const setLevel = exchangeCmdlet({
  name: 'Set-EventLogLevel',
  synopsis: 'Makes a part of a server write more or less to the event log.',
  parameters: { Identity: piped(mandatory(text, 1)), Level: mandatory(level) },
  run: async ({ Identity, Level }, site) => {
    const found = await categoryOf(Identity, site)
    if (!found.ok) return found
    const { server, category } = found.value
    const kept = await site.store.find(eventLogLevels, server)
    const former = kept?.properties.levels ?? {}
    const undo = [
      command('Set-EventLogLevel', {
        Identity: `${server}\\${category}`,
        Level: former[category] ?? 'Lowest',
      }),
    ]
    const { [category]: _, ...others } = former
    const levels = Level === 'Lowest' ? others : { ...others, [category]: Level }
    if (Object.keys(levels).length === 0) {
      if (kept) await site.store.remove(eventLogLevels, kept)
      return ok({ undo })
    }
    const written = kept
      ? await site.store.update(eventLogLevels, kept, { levels })
      : await site.store.insert(eventLogLevels, server, { levels })
    return written.ok ? ok({ undo }) : written
  },
})

export const eventLogLevelCmdlets = [getLevel, setLevel]
