import { int32, ok, parsed, piped, type Result, switchParameter, text } from '@/lib/shell'
import { parseSmtpAddress } from '../../directory/address'
import { findAcceptedDomain } from '../../organization/accepted-domain'
import type { Site } from '../../store'
import { isRunning, notRunning, requireComputer, type ServerOnComputer } from '../../topology/server-computer'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { databaseHealth } from './database-health'
import { tryRecipient } from './outbound-route'

interface Target {
  readonly server?: string | undefined
  readonly database?: string | undefined
  readonly address?: string | undefined
}

/**
 * No message is sent: what it would need is asked, one after the other. The transport service of the source server,
 * the store of the target; and for an address elsewhere a connector, DNS, and the other server up to RCPT TO.
 */
async function whyNotDelivered(site: Site, from: ServerOnComputer, to: Target): Promise<Result<string>> {
  const transport = 'MSExchangeTransport'
  if (!isRunning(from.computer, transport)) return ok(notRunning(from, transport))
  const domain = to.address?.slice(to.address.lastIndexOf('@') + 1)
  if (to.address !== undefined && domain !== undefined && !(await findAcceptedDomain(site, domain))) {
    return ok((await tryRecipient(site, from.server.properties.fqdn, to.address)) ?? '')
  }
  const scope = { mailbox: to.address, database: to.database, server: to.server ?? from.server.name }
  const health = await databaseHealth(site, scope)
  if (!health.ok) return health
  return ok(health.value.find(({ error }) => error !== '')?.error ?? '')
}

export const testMailflow = exchangeCmdlet({
  name: 'Test-Mailflow',
  synopsis: 'Tests whether mail could go from a server to a mailbox server, or to an address.',
  reads: true,
  parameters: {
    Identity: piped({ ...text, position: 1 }),
    TargetMailboxServer: text,
    TargetDatabase: text,
    TargetEmailAddress: parsed('String', parseSmtpAddress),
    AutoDiscoverTargetMailboxServer: switchParameter,
    ExecutionTimeout: int32,
    ErrorLatency: int32,
  },
  run: async ({ Identity, TargetMailboxServer, TargetDatabase, TargetEmailAddress }, site) => {
    const from = await requireComputer(site, Identity, 'Identity')
    if (!from.ok) return from
    const target = {
      server: TargetMailboxServer,
      database: TargetDatabase,
      address: TargetEmailAddress,
    }
    const reason = await whyNotDelivered(site, from.value, target)
    if (!reason.ok) return reason
    const isRemote = TargetMailboxServer !== undefined && TargetMailboxServer !== from.value.server.name
    return ok({
      output: [
        {
          TestMailflowResult: reason.value === '' ? 'Success' : '*FAILURE*',
          MessageLatencyTime: '00:00:00',
          IsRemoteTest: isRemote || TargetEmailAddress !== undefined,
          Error: reason.value,
        },
      ],
      warnings: ['No message has been sent: what its way needs was looked at.'],
    })
  },
})
