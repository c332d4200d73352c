import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findScenario, nonDeliveryCodes, scenarios } from '@/lib/exchange'
import { command } from '@/lib/shell'
import { keepMail } from './keep-mail'
import { mailToKeep } from './mail-for-tests'
import { type ScenarioSite, scenarioSite } from './scenario-site-for-tests'

/** Every way to every code of the table. */
const ways = nonDeliveryCodes.flatMap(({ code, here }) => here.plays.map((play) => ({ code, ...play })))
const others = ways.filter(({ scenario }) => scenario !== 'expired')

interface Produced {
  readonly MessageId: string | null
  readonly Reply: string | null
  readonly Shows: string
}

type Way = Pick<(typeof ways)[number], 'code' | 'scenario'>

let contoso: ScenarioSite
const produced = new Map<string, Produced>()

/** A neighbor's answer alone depends on the code. */
const keyOf = ({ code, scenario }: Way) => (scenario.startsWith('answered') ? code : scenario)
const made = (way: Way): Produced =>
  produced.get(keyOf(way)) ?? { MessageId: null, Reply: null, Shows: 'nowhere' }

async function produce(way: Way): Promise<void> {
  if (produced.has(keyOf(way))) return
  const args = { StatusCode: way.code, Scenario: way.scenario }
  const { output } = await contoso.run('Send-NonDeliveryTest', args)
  produced.set(keyOf(way), output?.[0] as Produced)
}

beforeAll(async () => {
  contoso = await scenarioSite()
  for (const way of ways) await produce(way)
  await contoso.work()
}, 120_000)
afterAll(() => contoso.close())

/** The codes of the reports about a message, as the tracking log has them. */
async function reported({ MessageId }: Produced): Promise<readonly string[]> {
  const { rows } = await contoso.transport.pool.query(
    `select "details" from "MessageTracking" where "eventId" = 'DSN' and "details" ->> 'reference' = $1 order by "id"`,
    [MessageId],
  )
  return rows.flatMap(({ details }) => details.recipientStatus)
}

async function lastErrors({ MessageId }: Pick<Produced, 'MessageId'>): Promise<readonly string[]> {
  const { rows } = await contoso.transport.pool.query(
    `select coalesce(delivery."lastError", queue."lastError") as "lastError" from "MailDelivery" as delivery
     join "MailQueue" as queue on queue."id" = delivery."queueId"
     join "MailItem" as item on item."id" = delivery."itemId" where item."messageId" = $1`,
    [MessageId],
  )
  return rows.map(({ lastError }) => String(lastError))
}

/** What happened to a message, in order. */
async function events(messageId: string | null): Promise<readonly string[]> {
  const { rows } = await contoso.transport.pool.query(
    `select "eventId", "source" from "MessageTracking" where "messageId" = $1 or "details" ->> 'reference' = $1 order by "id"`,
    [messageId],
  )
  return rows.map(({ eventId, source }) => `${eventId} ${source}`)
}

/** The subjects of what FrankM has got about a message. */
async function told(messageId: string | null): Promise<readonly string[]> {
  const { rows } = await contoso.transport.pool.query(
    `select item."subject" from "MailboxItem" as kept join "MailItem" as item on item."id" = kept."itemId"
     where item."origin" ->> 'about' = $1 order by item."id"`,
    [messageId],
  )
  return rows.map(({ subject }) => subject)
}

/** Where the code of a scenario has to stand, as people see it. */
async function seen(one: Produced): Promise<readonly string[]> {
  if (one.Shows === 'in the SMTP session') return [one.Reply ?? '']
  const report = one.Shows.includes('report') ? await reported(one) : []
  return one.Shows.includes('queue') ? [...report, ...(await lastErrors(one))] : report
}

const codesIn = (text: string) => text.match(/\b[45]\.\d{1,3}\.\d{1,3}\b/g) ?? []

describe('Every code of the table', () => {
  it('has a way to it, and every scenario leads to a code', () => {
    const wanted = new Set(ways.map(({ scenario }) => scenario))
    expect(scenarios.map(({ id }) => id).filter((id) => !wanted.has(id))).toEqual([])
    expect([...wanted].filter((id) => findScenario(id) === null)).toEqual([])
    expect(new Set(scenarios.map(({ id }) => id)).size).toBe(scenarios.length)
  })

  it.each(others)('$code by $scenario: $says is seen', async (way) => {
    const found = (await seen(made(way))).flatMap(codesIn)
    expect(found.length).toBeGreaterThan(0)
    expect(found.filter((code) => !way.says.includes(code))).toEqual([])
  })

  it('is said to each of 501 recipients where that is one too many', async () => {
    expect(await reported(made({ code: '5.5.3', scenario: 'too-many-recipients' }))).toHaveLength(501)
  })

  it('stands in the reply of a typed session as Exchange writes it', () => {
    const said = others
      .filter(({ scenario }) => findScenario(scenario)?.kind === 'session')
      .map((way) => `${way.code}: ${made(way).Reply}`)
    expect(said).toEqual([
      '5.3.3: 500 5.3.3 Unrecognized command',
      '5.3.4: 552 5.3.4 Message size exceeds fixed maximum message size',
      '5.5.1: 500 5.3.3 Unrecognized command',
      '5.5.2: 503 5.5.2 Send hello first',
      '5.5.4: 501 5.5.4 Invalid domain name',
      '5.7.1: 550 5.7.1 Unable to relay',
      '5.7.3: 535 5.7.3 Authentication unsuccessful',
    ])
  })

  it('is refused where nobody knows it, and so is a way that is not one of its own', async () => {
    const run = (args: { StatusCode: string; Scenario?: string }) =>
      contoso.place.run(command('Send-NonDeliveryTest', args))
    expect(await run({ StatusCode: '9.9.9' })).toMatchObject({ ok: false })
    expect(await run({ StatusCode: '5.7.7', Scenario: 'nobody' })).toMatchObject({
      ok: false,
      error: { errorId: 'ScenarioNotOfCode', target: 'Scenario' },
    })
  })
})

describe('With a dismounted database', () => {
  it('mail for its mailboxes waits with 4.3.2, and comes when it is mounted', async () => {
    const after = nonDeliveryCodes.find(({ code }) => code === '4.3.2')?.here.after
    expect(after?.lines).toEqual(['Dismount-Database "Mailbox Database 01" -Confirm:$false'])
    await contoso.run('Dismount-Database', { Identity: 'Mailbox Database 01' })
    await contoso.refresh()
    const mail = mailToKeep(['FrankM@contoso.com'], 'Invoice', contoso.transport.now())
    await keepMail(contoso.transport.pool, [mail])
    await contoso.work()
    expect((await lastErrors({ MessageId: mail.messageId })).join()).toMatch(/432 4\.3\.2/)
    await contoso.run('Mount-Database', { Identity: 'Mailbox Database 01' })
    await contoso.advance(600)
    expect(await events(mail.messageId)).toContain('DELIVER STOREDRIVER')
  })
})

describe('A message to a server that never answers', () => {
  it('waits with its reason, is told of after four hours, and comes back after two days', async () => {
    const one = made({ code: '4.4.7', scenario: 'expired' })
    expect(await reported(one)).toEqual([])
    expect((await lastErrors(one)).join()).toMatch(/4\.4\.1/)
    await contoso.advance(4 * 3600)
    expect(await reported(one)).toEqual(['4.4.7'])
    await contoso.advance(40 * 3600)
    expect((await lastErrors(one)).join()).toMatch(/4\.4\.1/)
    await contoso.advance(4 * 3600)
    expect(await reported(one)).toEqual(['4.4.7', '4.4.7'])
    expect(await lastErrors(one)).toEqual([])
    expect(await events(one.MessageId)).toEqual([
      'RECEIVE STOREDRIVER',
      'DEFER SMTP',
      'DSN DSN',
      'DELIVER STOREDRIVER',
      'RESUBMIT QUEUE',
      'DEFER SMTP',
      'FAIL QUEUE',
      'DSN DSN',
      'DELIVER STOREDRIVER',
    ])
    expect(await told(one.MessageId)).toEqual([
      'Delivery delayed: Test of a non-delivery code',
      'Undeliverable: Test of a non-delivery code',
    ])
  })
})
