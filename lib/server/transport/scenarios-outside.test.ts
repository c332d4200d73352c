import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import { readWorld } from '@/lib/network'
import { command, type Value } from '@/lib/shell'
import { loopbackSources, openPost } from '@/lib/wire/client'
import type { TestSite } from '../test-site'
import { type TestWire, testWire } from '../test-wire'
import { categorizer } from './categorizer/categorizer'
import { smtpDeliveryWith } from './delivery/smtp-delivery'
import { sweeper } from './delivery/sweeper'
import { person } from './mailbox/person-for-tests'
import { type TestTransport, testTransport } from './transport-for-tests'
import type { Transport } from './worker'

let place: TestSite
let wire: TestWire
let base: TestTransport
let transport: Transport
let aheadMs = 0

const smtpDelivery = smtpDeliveryWith({ greetingMs: 5000, silenceMs: 5000 })
const run = (name: string, args: Record<string, Value> = {}) => done(place.run(command(name, args)))

beforeAll(async () => {
  place = await contoso('2010')
  await run('New-AcceptedDomain', { Name: 'contoso.com', DomainName: 'contoso.com' })
  await run('Set-AcceptedDomain', { Identity: 'contoso.com', MakeDefault: true })
  await run('New-SendConnector', {
    Name: 'Internet',
    AddressSpaces: ['*'],
    SourceTransportServers: ['EXCH01'],
  })
  // The integration sets it: the name that MX records of the site lead to.
  await run('Set-SendConnector', { Identity: 'Internet', Fqdn: 'mail.contoso.com' })
  await place.inTransaction(async ({ store }) => {
    await store.users.insert(person('FrankM'))
  })
  base = await testTransport(place)
  wire = testWire(place.url)
  const world = await readWorld(base.site())
  const post = openPost({
    settle: () => wire.settle(place.db),
    bindingOf: (address) => loopbackSources(world).bindingOf(address),
  })
  transport = Object.create(base, {
    post: { value: post },
    world: { value: () => world },
    now: { value: () => new Date(base.site().clock.now().getTime() + aheadMs) },
  })
}, 60_000)
afterAll(async () => {
  await wire.close()
  await base.close()
  await place.close()
})

/** Everything that is due now. */
async function work(): Promise<void> {
  while ((await categorizer.work(transport)) === true);
  await smtpDelivery.work(transport)
  await smtpDelivery.ended?.(transport)
  await sweeper.work(transport)
  while ((await categorizer.work(transport)) === true);
}

async function produce(code: string): Promise<string> {
  const { output } = await run('Send-NonDeliveryTest', { StatusCode: code })
  await work()
  const [made] = output as readonly { MessageId: string }[]
  return made?.MessageId ?? ''
}

async function reported(messageId: string): Promise<readonly string[]> {
  const { rows } = await transport.pool.query(
    `select "details" from "MessageTracking" where "eventId" = 'DSN' and "details" ->> 'reference' = $1`,
    [messageId],
  )
  return rows.flatMap(({ details }) => details.recipientStatus)
}

async function lastErrors(messageId: string): Promise<readonly string[]> {
  const { rows } = await transport.pool.query(
    `select coalesce(delivery."lastError", queue."lastError") as "lastError" from "MailDelivery" as delivery
     join "MailQueue" as queue on queue."id" = delivery."queueId"
     join "MailItem" as item on item."id" = delivery."itemId" where item."messageId" = $1`,
    [messageId],
  )
  return rows.map(({ lastError }) => lastError)
}

describe('The scenarios that need the world outside', () => {
  it.each([
    ['5.1.2', '5.4.4'],
    ['5.4.4', '5.4.4'],
    ['5.2.2', '5.2.2'],
  ])('produce %s: the sender is told %s', async (code, told) => {
    const messageId = await produce(code)
    expect(await reported(messageId)).toEqual([told])
  })

  it.each([
    ['4.2.2', /452.4\.2\.2/],
    ['4.3.1', /452.4\.3\.1/],
    ['4.4.1', /4\.4\.1/],
    ['4.4.2', /4\.4\.2/],
  ])('produce %s: the queue says it, and the message waits', async (code, said) => {
    const messageId = await produce(code)
    expect(await reported(messageId)).toEqual([])
    expect((await lastErrors(messageId))[0]).toMatch(said)
  })

  it('produce 4.4.7 when two days have passed, with a notice after four hours', async () => {
    const messageId = await produce('4.4.7')
    aheadMs = 4 * 3_600_000 + 60_000
    await work()
    expect(await reported(messageId)).toHaveLength(1)
    aheadMs = 48 * 3_600_000 + 60_000
    await work()
    const codes = await reported(messageId)
    expect(codes).toHaveLength(2)
    expect(codes.at(-1)).toBe('4.4.7')
    expect(await lastErrors(messageId)).toEqual([])
  })
})
