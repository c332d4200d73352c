import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nonDeliveryCodes, scenarios } from '@/lib/exchange'
import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import { command, type Value } from '@/lib/shell'
import type { TestSite } from '../test-site'
import { categorizer } from './categorizer/categorizer'
import { person } from './mailbox/person-for-tests'
import { type TestTransport, testTransport } from './transport-for-tests'

let place: TestSite
let transport: TestTransport

const run = (name: string, args: Record<string, Value> = {}) => done(place.run(command(name, args)))

beforeAll(async () => {
  place = await contoso('2013')
  await run('New-AcceptedDomain', { Name: 'contoso.com', DomainName: 'contoso.com' })
  await run('Set-AcceptedDomain', { Identity: 'contoso.com', MakeDefault: true })
  await place.inTransaction(async ({ store }) => {
    await store.users.insert(person('FrankM'))
  })
  transport = await testTransport(place)
}, 60_000)
afterAll(async () => {
  await transport.close()
  await place.close()
})

/** Produces a code, and lets the categorizer do what is to be done. */
async function produce(code: string) {
  const { output } = await run('Send-NonDeliveryTest', { StatusCode: code })
  while ((await categorizer.work(transport)) === true);
  return output?.[0] as { MessageId: string | null; Reply: string | null; Shows: string; Recipient: string }
}

/** The codes of the reports about a message, as the tracking log has them. */
async function reported(messageId: string | null): Promise<readonly string[]> {
  const { rows } = await transport.pool.query(
    `select "details" from "MessageTracking" where "eventId" = 'DSN' and "details" ->> 'reference' = $1`,
    [messageId],
  )
  return rows.flatMap(({ details }) => details.recipientStatus)
}

describe('The scenarios', () => {
  it('belong to a code each, and every code that has one finds it', () => {
    const wanted = nonDeliveryCodes.flatMap(({ here }) => (here.kind === 'scenario' ? [here.scenario] : []))
    const ids = scenarios.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(wanted.filter((id) => !ids.includes(id))).toEqual([])
  })

  it.each([
    ['5.1.1', '5.1.1'],
    ['5.1.x', '5.1.1'],
    ['5.1.0', '5.1.0'],
    ['5.1.4', '5.1.4'],
    ['5.2.3', '5.2.3'],
  ])('produce %s: the sender is told %s', async (code, told) => {
    const { MessageId, Shows } = await produce(code)
    expect(Shows).toBe('in a report to the sender')
    expect(await reported(MessageId)).toEqual([told])
  })

  it('produce 5.5.3 with one recipient too many', async () => {
    const { MessageId } = await produce('5.5.3')
    const codes = await reported(MessageId)
    expect(new Set(codes)).toEqual(new Set(['5.5.3']))
    expect(codes).toHaveLength(501)
  })

  it('produce 5.4.6: the session is told of the loop', async () => {
    const { MessageId, Reply } = await produce('5.4.6')
    expect(MessageId).toBeNull()
    expect(Reply).toBe('554 5.4.14 Hop count exceeded - possible mail loop ATTR34')
  })

  it.each([
    ['5.5.2', '503 5.5.2 Send hello first'],
    ['5.3.3', '500 5.3.3 Unrecognized command'],
    ['5.5.1', '500 5.3.3 Unrecognized command'],
    ['5.5.4', '501 5.5.4 Invalid domain name'],
    ['5.3.4', '552 5.3.4 Message size exceeds fixed maximum message size'],
    ['5.7.1', '550 5.7.1 Unable to relay'],
    ['5.7.3', '535 5.7.3 Authentication unsuccessful'],
  ])('produce %s: the session is told %s', async (code, told) => {
    expect(await produce(code)).toMatchObject({ Reply: told, MessageId: null })
  })

  it('say why there is none, and change nothing then', async () => {
    const refused = await place.run(command('Send-NonDeliveryTest', { StatusCode: '5.7.7' }))
    expect(refused).toMatchObject({
      ok: false,
      error: { errorId: 'ScenarioNotPossible', target: 'StatusCode' },
    })
    expect(await place.run(command('Send-NonDeliveryTest', { StatusCode: '9.9.9' }))).toMatchObject({
      ok: false,
    })
  })
})
