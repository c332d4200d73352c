import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type MailRecipient, type NextHop, poisonHop } from '@/lib/exchange'
import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import { command, type Value } from '@/lib/shell'
import type { TestSite } from '../../test-site'
import { claim } from '../claim'
import { enqueue } from '../enqueue'
import { keepMail } from '../keep-mail'
import { mailToKeep, recipient } from '../mail-for-tests'
import { person } from '../mailbox/person-for-tests'
import { openPool } from '../pool'
import { queueOf } from '../queue-of'
import { type TestTransport, testTransport } from '../transport-for-tests'
import { mailboxDelivery } from './mailbox-delivery'

let place: TestSite
let pool: pg.Pool
let transport: TestTransport

const run = (name: string, args: Record<string, Value> = {}) => done(place.run(command(name, args)))
const database = 'Mailbox Database 01'
const hop: NextHop = {
  kind: 'Delivery',
  deliveryType: 'SmtpDeliveryToMailbox',
  nextHopDomain: database,
  nextHopCategory: 'Internal',
  connector: '',
}

beforeAll(async () => {
  place = await contoso('2013')
  pool = openPool(place.url, { max: 4 })
  await run('New-AcceptedDomain', { Name: 'contoso.com', DomainName: 'contoso.com' })
  await run('Set-AcceptedDomain', { Identity: 'contoso.com', MakeDefault: true })
  await place.inTransaction(async ({ store }) => {
    for (const name of ['FrankM', 'AnnaB']) await store.users.insert(person(name))
  })
  transport = await testTransport(place, pool)
}, 60_000)
afterAll(async () => {
  await transport.close()
  await pool.end()
  await place.close()
})
beforeEach(async () => {
  await pool.query(
    'truncate "MailItem", "MailQueue", "MailDelivery", "MailboxItem", "MessageTracking" cascade',
  )
  await pool.query(`update "User" set "mailboxBytes" = 0, "itemCount" = 0, "useDatabaseQuotaDefaults" = true,
    "attributes" = "attributes" - 'autoReply'`)
  await transport.refresh()
})

/** A message in the queue of the database. */
async function queued(
  to: readonly (string | MailRecipient)[],
  change: { readonly header?: string; readonly sender?: string } = {},
) {
  const recipients = to.map((one) => (typeof one === 'string' ? recipient(one) : one))
  const kept = mailToKeep(recipients.map(({ address }) => address))
  const content = Buffer.from((change.header ?? '') + Buffer.from(kept.mail.content).toString())
  const mail = { ...kept.mail, content, sender: change.sender ?? kept.mail.sender }
  const [itemId = 0n] = await keepMail(pool, [{ ...kept, mail, event: null }])
  await pool.query('delete from "MailDelivery"')
  const queueId = await queueOf(pool, serverName(), hop, transport.now())
  const at = transport.now()
  const expiresAt = new Date(at.getTime() + 172_800_000)
  await enqueue(pool, [{ itemId, queueId, recipients, enqueuedAt: at, expiresAt, delayNoticeAt: null }])
  return { itemId, queueId, size: content.length }
}

const serverName = () => server
let server = ''
beforeAll(async () => {
  const { rows } = await pool.query(`select "name" from "SiteObject" where "class" = 'ExchangeServer'`)
  server = rows[0].name
})

const work = async () => {
  while ((await mailboxDelivery.work(transport)) === true);
}
const events = async () =>
  (await pool.query('select * from "MessageTracking" order by "id"')).rows.map(
    ({ eventId, source, recipientKeys }) => [eventId, source, recipientKeys],
  )
const inMailboxes = async () =>
  (
    await pool.query(`
      select "logonName" as "who", "folder" from "MailboxItem" join "User" using ("mailboxGuid") order by 1, 2`)
  ).rows.map(({ who, folder }) => `${who} ${folder}`)
const reports = async () =>
  (await pool.query(`select "subject", "origin" from "MailItem" where "sender" = '' order by "id"`)).rows

describe('Mailbox delivery', () => {
  it('puts a message into each mailbox, counts it, and says so in the tracking log', async () => {
    const { size } = await queued(['FrankM@contoso.com', 'AnnaB@contoso.com'])
    await work()
    expect(await inMailboxes()).toEqual(['AnnaB Inbox', 'FrankM Inbox'])
    const { rows } = await pool.query(
      'select "mailboxBytes", "itemCount" from "User" where "mailboxGuid" is not null',
    )
    expect(rows).toEqual(Array(2).fill({ mailboxBytes: BigInt(size), itemCount: 1 }))
    expect(await events()).toEqual([['DELIVER', 'STOREDRIVER', ['frankm@contoso.com', 'annab@contoso.com']]])
    expect((await pool.query('select from "MailDelivery"')).rowCount).toBe(0)
  })

  it('puts what is likely to be spam into Junk E-mail', async () => {
    await queued(['FrankM@contoso.com'], { header: 'X-MS-Exchange-Organization-SCL: 6\r\n' })
    await work()
    expect(await inMailboxes()).toEqual(['FrankM Junk E-mail'])
  })

  it('returns what a full mailbox does not take, and delivers to the others', async () => {
    await pool.query(`update "User" set "mailboxBytes" = 2469396400 where "logonName" = 'FrankM'`)
    await queued(['FrankM@contoso.com', 'AnnaB@contoso.com'])
    await work()
    expect(await inMailboxes()).toEqual(['AnnaB Inbox'])
    expect((await events()).slice(0, 2)).toEqual([
      ['DELIVER', 'STOREDRIVER', ['annab@contoso.com']],
      ['FAIL', 'STOREDRIVER', ['frankm@contoso.com']],
    ])
    expect((await reports()).map(({ origin }) => origin.status)).toEqual([['5.2.2']])
  })

  it('tells the owner of a mailbox that is almost full, once a day of the site', async () => {
    await pool.query(`update "User" set "mailboxBytes" = 2039480320 where "logonName" = 'FrankM'`)
    for (const _ of [1, 2]) {
      await queued(['FrankM@contoso.com'])
      await work()
    }
    expect((await reports()).map(({ subject }) => subject)).toEqual(['Your mailbox is almost full.'])
    await place.inTransaction(({ clock }) => clock.advance(90_000_000))
    await transport.refresh()
    await queued(['FrankM@contoso.com'])
    await work()
    expect(await reports()).toHaveLength(2)
  })

  it('answers for somebody who is away, once to each sender, and never to lists and reports', async () => {
    await pool.query(`update "User" set "attributes" = jsonb_set("attributes", '{autoReply}',
      '{"AutoReplyState": "Enabled", "ExternalMessage": "I am away.", "ExternalAudience": "All"}') where "logonName" = 'FrankM'`)
    const headers = ['List-Id: <x.example>', 'Auto-Submitted: auto-replied', 'Precedence: bulk']
    for (const header of headers) {
      await queued(['FrankM@contoso.com'], { header: `${header}\r\n` })
      await work()
    }
    await queued(['FrankM@contoso.com'], { sender: '' })
    await work()
    expect((await reports()).map(({ subject }) => subject)).toEqual(['Invoice 2291'])
    for (const sender of ['j.park@fabrikam.com', 'j.park@fabrikam.com', 'other@fabrikam.com']) {
      await queued(['FrankM@contoso.com'], { sender })
      await work()
    }
    const answers = (await reports()).filter(({ subject }) => subject.startsWith('Automatic reply: '))
    expect(answers).toHaveLength(2)
  })

  it('tells a stranger whose remote domain takes the replies for people inside what those are told', async () => {
    await pool.query(`update "User" set "attributes" = jsonb_set("attributes", '{autoReply}',
      '{"AutoReplyState": "Enabled", "InternalMessage": "In Rome.", "ExternalMessage": "I am away."}') where "logonName" = 'FrankM'`)
    await run('Set-RemoteDomain', { Identity: 'Default', AllowedOOFType: 'InternalLegacy' })
    await transport.refresh()
    await queued(['FrankM@contoso.com'])
    await work()
    await run('Set-RemoteDomain', { Identity: 'Default', AllowedOOFType: 'External' })
    const { rows } = await pool.query(`select "content", "origin" from "MailItem" where "sender" = ''`)
    expect(rows.map(({ content, origin }) => [/In Rome/.test(String(content)), origin.automatic])).toEqual([
      [true, 'InternalOof'],
    ])
  })

  it('delivers a message once to a mailbox that has it already', async () => {
    const { itemId, queueId } = await queued(['FrankM@contoso.com'])
    await work()
    const at = transport.now()
    await enqueue(pool, [
      {
        itemId,
        queueId,
        recipients: [recipient('FrankM@contoso.com')],
        enqueuedAt: at,
        expiresAt: at,
        delayNoticeAt: null,
      },
    ])
    await work()
    expect(await inMailboxes()).toEqual(['FrankM Inbox'])
    expect((await events()).at(-1)?.[0]).toBe('DUPLICATEDELIVER')
  })

  it('gives whose mailbox is not here any more back to the categorizer', async () => {
    await queued(['FrankM@contoso.com', 'gone@contoso.com'])
    await work()
    const { rows } = await pool.query(`
      select "nextHopDomain", "recipients" from "MailDelivery" join "MailQueue" on "MailQueue"."id" = "queueId"`)
    expect(rows.map(({ nextHopDomain, recipients }) => [nextHopDomain, recipients[0].address])).toEqual([
      ['Submission', 'gone@contoso.com'],
    ])
  })

  it('waits for five minutes while the database is dismounted', async () => {
    const { queueId } = await queued(['FrankM@contoso.com'])
    await run('Dismount-Database', { Identity: database })
    await transport.refresh()
    await work()
    const { rows } = await pool.query('select * from "MailQueue" where "id" = $1', [queueId])
    expect(rows[0].nextRetryAt.getTime() - rows[0].lastRetryAt.getTime()).toBe(300_000)
    expect(rows[0].lastError).toContain('mailbox database is offline')
    await run('Mount-Database', { Identity: database })
    await place.inTransaction(({ clock }) => clock.advance(300_001))
    await transport.refresh()
    await work()
    expect(await inMailboxes()).toEqual(['FrankM Inbox'])
    const after = await pool.query('select "failures", "lastError" from "MailQueue" where "id" = $1', [
      queueId,
    ])
    expect(after.rows).toEqual([{ failures: 0, lastError: null }])
  })

  it('reports to who asked for it that a message has arrived (NOTIFY=SUCCESS)', async () => {
    await queued([{ ...recipient('FrankM@contoso.com'), notify: ['SUCCESS'] }])
    await work()
    expect((await reports()).map(({ origin }) => origin.status)).toEqual([['2.1.5']])
  })

  it('puts a message into the poison queue that cannot be worked on twice', async () => {
    const { itemId } = await queued(['FrankM@contoso.com'])
    await pool.query(`alter table "MailboxItem" add constraint "refuses" check ("itemId" <> ${itemId})`)
    await work()
    await pool.query('alter table "MailboxItem" drop constraint "refuses"')
    const poison = await queueOf(pool, server, poisonHop, transport.now())
    expect(await claim(pool, poison, randomUUID(), 10)).toHaveLength(1)
    expect((await events()).map(([eventId]) => eventId)).toEqual(['POISONMESSAGE'])
  })
})
