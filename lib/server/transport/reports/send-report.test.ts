import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MailRecipient } from '@/lib/exchange'
import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import { command, type Value } from '@/lib/shell'
import type { TestSite } from '../../test-site'
import { categorizer } from '../categorizer/categorizer'
import { type Claimed, claim, finish } from '../claim'
import { preparationOf } from '../intake/preparation'
import { prepareMail } from '../intake/prepare-mail'
import { keepMail } from '../keep-mail'
import { mailToKeep } from '../mail-for-tests'
import { person } from '../mailbox/person-for-tests'
import { openPool } from '../pool'
import { type TestTransport, testTransport } from '../transport-for-tests'
import { unreached } from './report-for-tests'
import { type ReportKind, sendReport } from './send-report'

let place: TestSite
let pool: pg.Pool
let transport: TestTransport

const run = (name: string, args: Record<string, Value> = {}) => done(place.run(command(name, args)))

beforeAll(async () => {
  place = await contoso('2013')
  pool = openPool(place.url, { max: 4 })
  await run('New-AcceptedDomain', { Name: 'contoso.com', DomainName: 'contoso.com' })
  await run('Set-AcceptedDomain', { Identity: 'contoso.com', MakeDefault: true })
  await place.inTransaction(async ({ store }) => {
    await store.users.insert(person('AnnaB'))
  })
  await run('New-DistributionGroup', {
    Name: 'Sales',
    ManagedBy: ['AnnaB'],
    PrimarySmtpAddress: 'sales@contoso.com',
  })
  transport = await testTransport(place)
}, 60_000)
afterAll(async () => {
  await transport.close()
  await pool.end()
  await place.close()
})
beforeEach(async () => {
  await pool.query('truncate "MailItem", "MailQueue", "MailDelivery", "MessageTracking" cascade')
})

/** A message in somebody's hands. */
async function message(sender = 'j.park@fabrikam.com'): Promise<Claimed> {
  const kept = mailToKeep(['nobody@contoso.com'])
  await keepMail(pool, [{ ...kept, mail: { ...kept.mail, sender } }])
  const { rows } = await pool.query('select "id" from "MailQueue"')
  const [item] = await claim(pool, rows[0].id, transport.process, 1)
  if (!item) throw new Error('the message is not there')
  return item
}

const notFound = '550 5.1.1 RESOLVER.ADR.RecipNotFound; not found'

async function report(
  item: Claimed,
  given: Partial<MailRecipient> = {},
  kind: ReportKind = 'failed',
  said = notFound,
) {
  const one = unreached('nobody@contoso.com', said)
  const recipients = [{ ...one, recipient: { ...one.recipient, ...given } }]
  await sendReport(pool, transport, { kind, item, recipients })
}

/** The reports that wait in the submission queue: to whom, and what about. */
async function reports(): Promise<readonly unknown[]> {
  const { rows } = await pool.query(`
    select item."sender", item."subject", array_agg(one ->> 'address' order by one ->> 'address') as "to"
    from "MailDelivery" as delivery join "MailItem" as item on item."id" = delivery."itemId",
      jsonb_array_elements(delivery."recipients") as one
    where item."origin" ->> 'source' = 'DSN' group by item."id", 1, 2 order by item."id"`)
  return rows.map(({ sender, subject, to }) => [sender, subject, to])
}

describe('Telling a sender', () => {
  it('puts a report without a return path into the submission queue, and the tracking log names the message', async () => {
    const item = await message()
    await report(item)
    expect(await reports()).toEqual([['', 'Undeliverable: Invoice 2291', ['j.park@fabrikam.com']]])
    const { rows } = await pool.query(
      `select "source", "details" from "MessageTracking" where "eventId" = 'DSN'`,
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      source: 'DSN',
      details: { reference: item.messageId, recipients: ['j.park@fabrikam.com'], recipientStatus: ['5.1.1'] },
    })
  })

  it('never answers a report: a message without a return path ends as BADMAIL', async () => {
    await report(await message(''))
    expect(await reports()).toEqual([])
    const { rows } = await pool.query(`select "details" from "MessageTracking" where "eventId" = 'BADMAIL'`)
    expect(rows.map(({ details }) => details.recipientStatus)).toEqual([[notFound]])
  })

  it('tells what was asked for, and of failures and delays when nothing was (RFC 3461)', async () => {
    const item = await message()
    await report(item, { notify: ['NEVER'] })
    await report(item, { notify: ['SUCCESS'] })
    await report(item, { notify: ['FAILURE'] }, 'delayed')
    await report(item, {}, 'delivered', '250 2.0.0 delivered')
    expect(await reports()).toEqual([])
    await report(item, { notify: ['FAILURE', 'SUCCESS'] })
    await report(item, {}, 'delayed', '451 4.4.0 DNS query failed')
    await report(item, { notify: ['SUCCESS'] }, 'relayed', '250 2.0.0 relayed')
    expect((await reports()).map((one) => (one as string[])[1])).toEqual([
      'Undeliverable: Invoice 2291',
      'Delivery delayed: Invoice 2291',
      'Relayed: Invoice 2291',
    ])
  })

  it('tells the manager of a group, or nobody, where the group says so', async () => {
    const item = await message()
    await report(item, { history: ['sales@contoso.com'], reportTo: 'nobody' })
    await report(item, { history: ['sales@contoso.com'], reportTo: 'manager' })
    expect(await reports()).toEqual([['', 'Undeliverable: Invoice 2291', ['AnnaB@contoso.com']]])
  })

  it('is from Microsoft Outlook to people within, and from the postmaster to others', async () => {
    const [fromWithin, fromOutside] = [await message('AnnaB@contoso.com'), await message()]
    await report(fromWithin)
    await report(fromOutside)
    const { rows } = await pool.query(
      `select "content" from "MailItem" where "origin" ->> 'source' = 'DSN' order by "id"`,
    )
    const froms = rows.map(({ content }) => /^From: .*$/im.exec(content.toString())?.[0])
    expect(froms).toEqual(['From: Microsoft Outlook', 'From: postmaster@contoso.com'])
  })
})

describe('A remote domain', () => {
  it('that takes no reports lets them end in the categorizer, and the tracking log says why', async () => {
    await run('New-RemoteDomain', { Name: 'Fabrikam', DomainName: 'fabrikam.com' })
    await run('Set-RemoteDomain', { Identity: 'Fabrikam', NDREnabled: false })
    await transport.refresh()
    const item = await message()
    await finish(pool, transport.process, [item])
    await report(item)
    await report(item, { notify: ['SUCCESS'] }, 'relayed', '250 2.0.0 relayed')
    await categorizer.work(transport)
    const { rows } = await pool.query(
      `select "eventId", "subject", "details" from "MessageTracking" where "eventId" in ('DROP', 'DEFER')`,
    )
    expect(
      rows.map(({ eventId, subject, details }) => [
        eventId,
        subject,
        details.recipientStatus[0].slice(0, 30),
      ]),
    ).toEqual([
      ['DROP', 'Undeliverable: Invoice 2291', '250 2.1.5 RESOLVER.MSGTYPE.NDR'],
      ['DEFER', 'Relayed: Invoice 2291', 'A matching connector cannot be'],
    ])
    await run('Remove-RemoteDomain', { Identity: 'Fabrikam' })
  })
})

describe('What a client of the organization answers by itself', () => {
  const header = 'Auto-Submitted: auto-replied (rule)\r\nSubject: x\r\n\r\n'
  it.each([
    [{ directionality: 'Originating' }, 'AutoReply'],
    [{ directionality: 'Originating', automatic: 'ExternalOof' }, 'ExternalOof'],
    [{ directionality: 'Originating', relayed: true }, undefined],
    [{ directionality: 'Incoming' }, undefined],
  ] as const)('is known for the remote domain by its header: %j', async (given, kind) => {
    const { mail } = mailToKeep(['j.park@fabrikam.com'])
    const origin = { ...mail.origin, ...given }
    const preparation = await preparationOf(transport.site(), 'EXCH01')
    const answer = { ...mail, origin, content: Buffer.from(header) }
    const prepared = prepareMail(answer, preparation, transport.now())
    expect(prepared.ok && prepared.value.mail.origin.automatic).toBe(kind)
  })
})

describe('An administrator', () => {
  it('gets copies of the codes that are watched, at the Exchange recipient', async () => {
    await run('Set-OrganizationConfig', { MicrosoftExchangeRecipientReplyRecipient: 'AnnaB@contoso.com' })
    await transport.refresh()
    const item = await message()
    await report(item)
    await report(item, {}, 'failed', '554 5.4.4 SMTPSEND.DNS.NonExistentDomain; nonexistent domain')
    expect((await reports()).map((one) => (one as string[])[2])).toEqual([
      ['j.park@fabrikam.com'],
      ['AnnaB@contoso.com', 'j.park@fabrikam.com'],
    ])
  })

  it('may give a code words of her own', async () => {
    await run('New-SystemMessage', {
      DsnCode: '5.1.1',
      Internal: false,
      Language: 'en',
      Text: 'Ring us at 555 0100.',
    })
    await transport.refresh()
    await report(await message())
    const { rows } = await pool.query(`select "content" from "MailItem" where "origin" ->> 'source' = 'DSN'`)
    expect(rows[0].content.toString()).toContain('Ring us at 555 0100.')
  })
})
