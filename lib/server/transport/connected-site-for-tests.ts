import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import { prepareNetwork, readWorld } from '@/lib/network'
import { contoso as described } from '@/lib/network/testing/contoso'
import { command, type Value } from '@/lib/shell'
import type { WireMap } from '@/lib/wire'
import { loopbackSources, openPost } from '@/lib/wire/client'
import type { TestSite } from '../test-site'
import { testWire } from '../test-wire'
import { person } from './mailbox/person-for-tests'
import { submissionWorker } from './mailbox/submission'
import { type TestTransport, testTransport, workRounds } from './transport-for-tests'
import type { Transport } from './worker'

/** Contoso with FrankM, connected as the guide has it: mail comes and goes by MX, the router and real SMTP. */
export interface ConnectedSite {
  readonly place: TestSite
  run(name: string, args?: Record<string, Value>): Promise<unknown>
  /** Lets the network catch up with the site. */
  settle(): Promise<WireMap>
  /** Lets the transport read the site anew. */
  refresh(): Promise<void>
  /** FrankM writes to somebody; the message is on its way then. */
  write(to: string, subject: string): Promise<void>
  /** The way of all that is in the queues, one step further. */
  work(): Promise<void>
  /** What is in FrankM's Inbox. */
  inbox(): Promise<readonly { readonly subject: string; readonly content: string }[]>
  close(): Promise<void>
}

/** @param arrange what there is in this world besides */
export async function connectedSite(
  arrange: (map: WireMap) => WireMap = (map) => map,
): Promise<ConnectedSite> {
  const place = await contoso('2016')
  await connect(place)
  const wire = testWire(place.url)
  const base = await testTransport(place)
  const settle = async () => arrange(await wire.settle(place.db))
  const transport = await withPost(base, settle)
  const run = (name: string, args: Record<string, Value> = {}) => done(place.run(command(name, args)))
  return {
    place,
    run,
    settle,
    refresh: () => base.refresh(),
    async write(to, Subject) {
      await run('Send-MailboxMessage', { Identity: 'FrankM', To: [to], Subject, Body: 'Hello.' })
      await submissionWorker().work(transport)
    },
    work: () => workRounds(transport, 1),
    async inbox() {
      const { rows } = await base.pool.query(
        `select "subject", "content" from "MailboxItem" join "MailItem" on "MailItem"."id" = "itemId"
         where "folder" = 'Inbox' order by "MailboxItem"."id"`,
      )
      return rows.map(({ subject, content }) => ({ subject, content: content.toString() }))
    },
    async close() {
      await base.close()
      await wire.close()
      await place.close()
    },
  }
}

async function connect(place: TestSite): Promise<void> {
  const description = described({ publicAddresses: ['203.0.113.10'] })
  await place.inTransaction((site) => prepareNetwork(site, description))
  await place.inTransaction(({ store }) => store.users.insert(person('FrankM')))
  const record = { Zone: 'contoso.com' }
  for (const one of [
    command('New-AcceptedDomain', { Name: 'contoso.com', DomainName: 'contoso.com' }),
    command('New-SendConnector', {
      Name: 'Internet',
      AddressSpaces: ['*'],
      SourceTransportServers: ['EXCH01'],
      Fqdn: 'mail.contoso.com',
    }),
    command('Add-RouterForward', { Port: 25, Address: '192.168.0.3' }),
    command('Add-ProviderDnsRecord', { ...record, Name: 'mail', Type: 'A', Data: '203.0.113.10' }),
    command('Add-ProviderDnsRecord', { ...record, Name: '@', Type: 'MX', Data: '0 mail.contoso.com.' }),
  ])
    await done(place.run(one))
}

async function withPost(base: TestTransport, settle: () => Promise<WireMap>): Promise<Transport> {
  const world = await readWorld(base.site())
  const bindingOf = (address: string) => loopbackSources(world).bindingOf(address)
  return Object.create(base, { post: { value: openPost({ settle, bindingOf }) } })
}
