import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import { readWorld } from '@/lib/network'
import { command, type Value } from '@/lib/shell'
import { loopbackSources, openPost } from '@/lib/wire/client'
import type { TestSite } from '../test-site'
import { type TestWire, testWire } from '../test-wire'
import { categorizer } from './categorizer/categorizer'
import { mailboxDelivery } from './delivery/mailbox-delivery'
import { smtpDeliveryWith } from './delivery/smtp-delivery'
import { sweeper } from './delivery/sweeper'
import { person } from './mailbox/person-for-tests'
import { type TestTransport, testTransport } from './transport-for-tests'
import type { Transport } from './worker'

/** Contoso on Exchange 2013, whose FrankM writes to the simulated Internet. */
export interface ScenarioSite {
  readonly place: TestSite
  readonly transport: Transport
  run(name: string, args?: Record<string, Value>): ReturnType<typeof done>
  /** The transport reads the site anew, as it does when that changes. */
  refresh(): Promise<void>
  /** Does all that is due now. */
  work(): Promise<void>
  /** Moves the site's clock, as Advance time does, and does what is due then. */
  advance(seconds: number): Promise<void>
  close(): Promise<void>
}

const smtpDelivery = smtpDeliveryWith({ greetingMs: 30_000, silenceMs: 30_000, stopMs: 30_000 })

export async function scenarioSite(): Promise<ScenarioSite> {
  const place = await contoso('2013')
  const run = (name: string, args: Record<string, Value> = {}) => done(place.run(command(name, args)))
  await run('New-AcceptedDomain', { Name: 'contoso.com', DomainName: 'contoso.com' })
  await run('Set-AcceptedDomain', { Identity: 'contoso.com', MakeDefault: true })
  const connector = { Name: 'Internet', AddressSpaces: ['*'], SourceTransportServers: ['EXCH01'] }
  await run('New-SendConnector', connector)
  // The integration sets it: the name that MX records of the site lead to.
  await run('Set-SendConnector', { Identity: 'Internet', Fqdn: 'mail.contoso.com' })
  await place.inTransaction(async ({ store }) => {
    await store.users.insert(person('FrankM'))
  })
  const base = await testTransport(place)
  const wire = testWire(place.url)
  const transport = await withNetwork(place, base, wire)
  const work = () => workAll(transport)
  return {
    ...{ place, transport, run, work, refresh: () => base.refresh() },
    async advance(seconds) {
      await run('Start-Sleep', { Seconds: seconds })
      await base.refresh()
      await work()
    },
    async close() {
      await wire.close()
      await base.close()
      await place.close()
    },
  }
}

async function withNetwork(place: TestSite, base: TestTransport, wire: TestWire): Promise<Transport> {
  const world = await readWorld(base.site())
  const post = openPost({
    settle: () => wire.settle(place.db),
    bindingOf: (address) => loopbackSources(world).bindingOf(address),
  })
  return Object.create(base, { post: { value: post }, world: { value: () => world } })
}

async function workAll(transport: Transport): Promise<void> {
  const categorize = async () => {
    while ((await categorizer.work(transport)) === true);
  }
  await sweeper.work(transport)
  await categorize()
  await smtpDelivery.work(transport)
  await smtpDelivery.ended?.(transport)
  await sweeper.work(transport)
  await categorize()
  await mailboxDelivery.work(transport)
}
