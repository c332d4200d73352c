import { int32, ok, piped, text } from '@/lib/shell'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { databaseHealth } from './database-health'

/** Opens a mailbox in each database that is meant: the system's own where none is named. */
export const testMapiConnectivity = exchangeCmdlet({
  name: 'Test-MAPIConnectivity',
  synopsis:
    'Tests whether mailboxes can be opened: the server, its store and Active Directory work together.',
  reads: true,
  parameters: {
    Identity: piped({ ...text, position: 1 }),
    Database: text,
    Server: text,
    PerConnectionTimeout: int32,
  },
  run: async ({ Identity, Database, Server }, site) => {
    const health = await databaseHealth(site, { mailbox: Identity, database: Database, server: Server })
    if (!health.ok) return health
    return ok({
      output: health.value.map(({ database, mailbox, error }) => ({
        MailboxServer: database.properties.server,
        Database: database.name,
        Mailbox: mailbox,
        Result: error === '' ? 'Success' : '*FAILURE*',
        Error: error,
      })),
    })
  },
})

/**
 * The simulated store has no content index of its own: what can be judged is whether a message could be stored and
 * found at all. So a search takes no time here.
 */
export const testExchangeSearch = exchangeCmdlet({
  name: 'Test-ExchangeSearch',
  synopsis: 'Tests whether a message that is put into a mailbox could be searched for.',
  reads: true,
  parameters: {
    Identity: piped({ ...text, position: 1 }),
    MailboxDatabase: text,
    Server: text,
    IndexingTimeoutInSeconds: int32,
  },
  run: async ({ Identity, MailboxDatabase, Server }, site) => {
    const scope = { mailbox: Identity, database: MailboxDatabase, server: Server }
    const health = await databaseHealth(site, scope)
    if (!health.ok) return health
    return ok({
      output: health.value.map(({ database, mailbox, error }) => ({
        Database: database.name,
        Server: database.properties.server,
        Mailbox: mailbox,
        ResultFound: error === '',
        SearchTimeInSeconds: error === '' ? 0 : -1,
        Error: error,
      })),
    })
  },
})
