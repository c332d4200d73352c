import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readHeader, type SubmittedMail } from '@/lib/exchange'
import { contoso } from '@/lib/exchange/contoso-for-tests'
import type { TestSite } from '../../test-site'
import { vault } from '../../vault'
import { recipient, strangersOrigin } from '../mail-for-tests'
import { openPool } from '../pool'
import { backPressure } from './back-pressure'
import { openIntake } from './intake'
import { serverAccount, serverPassword } from './server-password'

let place: TestSite
let pool: pg.Pool

beforeAll(async () => {
  place = await contoso('2016')
  pool = openPool(place.url)
  await place.inTransaction(({ store }) =>
    store.users.insert({
      name: 'Frank Miller',
      firstName: 'Frank',
      lastName: 'Miller',
      logonName: 'frankm',
      accessLevel: 'User',
      enabled: true,
      vpn: false,
      remoteWebAccess: false,
      passwordHash: '',
      mailbox: null,
    }),
  )
})
afterAll(async () => {
  await pool.end()
  await place.close()
})
beforeEach(async () => {
  await pool.query('truncate "MailItem", "MailQueue", "MailDelivery", "MessageTracking" cascade')
})

function mail(content: string): SubmittedMail {
  return {
    server: 'EXCH01',
    sender: 'j.park@fabrikam.com',
    recipients: [recipient('FrankM@contoso.com')],
    content: Buffer.from(content),
    origin: strangersOrigin,
  }
}

const open = () => openIntake({ pool, site: () => place.site })
const rows = async (sql: string) => (await pool.query(sql)).rows

describe('The intake', () => {
  it('keeps a message with what was missing in it, and who took it when', async () => {
    const intake = open()
    const kept = await intake.accept(
      mail('Subject: =?utf-8?q?Caf=C3=A9?=\r\n =?utf-8?q?_now?=\r\n\r\nHello.\r\n'),
    )
    await intake.close()
    const [item] = await rows('select * from "MailItem"')
    expect(kept).toEqual({
      ok: true,
      value: { internalMessageId: item.id, messageId: item.messageId },
    })
    expect(item.subject).toBe('Café now')
    expect(readHeader(item.content).fields.map(({ name }) => name)).toEqual([
      'Received',
      'Message-ID',
      'Date',
      'From',
      'X-MS-Exchange-Organization-AuthSource',
      'X-MS-Exchange-Organization-AuthAs',
      'X-MS-Exchange-Organization-MessageDirectionality',
      'X-MS-Exchange-Organization-Network-Message-Id',
      'Subject',
    ])
    expect(item.content.toString()).toMatch(
      /^Received: from mail\.fabrikam\.com \(198\.51\.100\.25\) by exch01\.contoso\.local\r\n \(192\.168\.0\.3\) with Microsoft SMTP Server id 15\.1\.[\d.]+; \w{3}, /i,
    )
    expect(await rows('select "eventId", "source" from "MessageTracking"')).toEqual([
      { eventId: 'RECEIVE', source: 'SMTP' },
    ])
  })

  it('leaves alone what a message brings, and a body without header stays one', async () => {
    const intake = open()
    await intake.accept(mail('Message-ID: <a@b>\r\nDate: x\r\nFrom: y\r\nSubject: s\r\n\r\nbody\r\n.\r\n'))
    await intake.accept(mail('no header at all\r\n'))
    await intake.close()
    const [whole, bare] = await rows('select "content", "messageId" from "MailItem" order by "id"')
    expect(whole.messageId).toBe('<a@b>')
    expect(whole.content.toString()).toMatch(/\r\nMessage-ID: <a@b>\r\nDate: x\r\n.*\r\n\r\nbody\r\n\.\r\n$/s)
    expect(bare.content.toString()).toMatch(/\r\n\r\nno header at all\r\n$/)
  })

  it('keeps a Message-ID as far as an index takes it, whatever it is made of', async () => {
    const intake = open()
    // What cannot be compressed, three octets a character.
    const long = Array.from({ length: 900 }, (_, at) => String.fromCharCode(0x4e00 + ((at * 7919) % 20_000)))
    for (const id of [long.join(''), '\0'.repeat(990)])
      expect(await intake.accept(mail(`Message-ID: <${id}>\r\nSubject: s\r\n\r\n`))).toMatchObject({
        ok: true,
      })
    await intake.close()
    const kept = await rows(
      'select "messageId" as "id", octet_length("messageId") as "octets" from "MessageTracking"',
    )
    expect(kept.map(({ octets }) => octets)).toEqual([997, 997])
    expect(`<${long.join('')}`).toContain(kept[0].id)
  })

  it('refuses a message that goes in a circle', async () => {
    const intake = open()
    const traces = 'Received: from a by b; now\r\n'
    expect((await intake.accept(mail(`${traces.repeat(60)}\r\n`))).ok).toBe(true)
    expect(await intake.accept(mail(`${traces.repeat(61)}\r\n`))).toMatchObject({
      ok: false,
      error: { message: '554 5.4.14 Hop count exceeded - possible mail loop ATTR34' },
    })
    await intake.close()
  })

  it('accepts nothing that was not committed', async () => {
    // A deferred constraint is looked at when the transaction is to be committed.
    await pool.query(`
      create function "no_disk"() returns trigger language plpgsql as $$ begin raise 'no disk'; end $$;
      create constraint trigger "no_disk" after insert on "MailItem" deferrable initially deferred
        for each row execute function "no_disk"()`)
    const intake = open()
    expect(await intake.accept(mail('Subject: x\r\n\r\n'))).toMatchObject({
      ok: false,
      error: { errorId: 'TransportUnavailable' },
    })
    await pool.query('drop function "no_disk" cascade')
    expect(await rows('select 1 from "MailItem"')).toEqual([])
    expect((await intake.accept(mail('Subject: x\r\n\r\n'))).ok).toBe(true)
    await intake.close()
  })

  it('takes nothing while the queues hold more than they may, and says so in the event log', async () => {
    await pool.query('truncate "SiteEvent"')
    const pressure = backPressure(pool, () => place.site, { limit: 1000 })
    const intake = openIntake({ pool, site: () => place.site, pressure })
    const big = mail(`Subject: x\r\n\r\n${'x'.repeat(2000)}\r\n`)
    expect((await intake.accept(big)).ok).toBe(true)
    await pressure.measure()
    expect(await intake.accept(big)).toMatchObject({
      ok: false,
      error: { message: '452 4.3.1 Insufficient system resources' },
    })
    await pool.query('delete from "MailDelivery"')
    await pressure.measure()
    expect((await intake.accept(big)).ok).toBe(true)
    await intake.close()
    expect(await rows('select "eventId" from "SiteEvent" order by "id"')).toEqual([
      { eventId: 15004 },
      { eventId: 15005 },
    ])
  })

  it('takes mail under medium pressure from those who signed in alone, and to each server by its own queues', async () => {
    const pressure = backPressure(pool, () => place.site, { limit: 3000 })
    const intake = openIntake({ pool, site: () => place.site, pressure })
    const small = mail('Subject: x\r\n\r\n')
    expect((await intake.accept(small)).ok).toBe(true)
    await pool.query('update "MailItem" set "size" = 2950')
    await pressure.measure()
    expect(await intake.accept(small)).toMatchObject({ ok: false })
    expect(await intake.refusal('EXCH01', false)).toMatchObject({ code: 452, status: '4.3.1' })
    expect(await intake.refusal('EXCH01', true)).toBeNull()
    expect(await intake.refusal('EXCH02', false)).toBeNull()
    expect(await intake.accept(small, true)).toMatchObject({ ok: true })
    await intake.close()
  })

  it('keeps what comes together with few commits, each once', async () => {
    const intake = open()
    const kept = await Promise.all(
      Array.from({ length: 300 }, (_, at) => intake.accept(mail(`Subject: ${at}\r\n\r\n`))),
    )
    await intake.close()
    const ids = kept.map((one) => (one.ok ? one.value.internalMessageId : null))
    expect(new Set(ids).size).toBe(300)
    expect(
      await rows('select count(*)::int, count(distinct xmin::text)::int as commits from "MailItem"'),
    ).toEqual([{ count: 300, commits: expect.toSatisfy((commits: number) => commits < 30) }])
  })

  it('lets nobody wait for a large message that is still being written', async () => {
    const intake = open()
    const large = { ...mail(`Subject: large\r\n\r\n${'x'.repeat(2 * 1024 ** 2)}\r\n`), server: 'EXCH02' }
    await intake.accept({ ...large, content: Buffer.from('\r\n') })
    const held = await pool.connect()
    try {
      await held.query(`begin; select from "MailQueue" where "server" = 'EXCH02' for update`)
      const writing = intake.accept(large)
      const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
        and query like '%"MailItem"%'`
      await expect.poll(() => rows(waits), { timeout: 10_000 }).toHaveLength(1)
      expect(await intake.accept(mail('Subject: small\r\n\r\n'))).toMatchObject({ ok: true })
      await held.query('rollback')
      expect(await writing).toMatchObject({ ok: true })
    } finally {
      // A lock that is left would stop whatever comes after.
      held.release(true)
    }
    await intake.close()
  })

  it('knows users by their names and passwords, and servers by theirs', async () => {
    const passwordHash = await vault.hashPassword('Pa$$w0rd and more')
    await pool.query('update "User" set "passwordHash" = $1', [passwordHash])
    const intake = open()
    const user = { kind: 'user', id: expect.any(String) }
    expect(await intake.signIn('frankm', 'Pa$$w0rd and more')).toEqual(user)
    expect(await intake.signIn('CONTOSO\\FrankM', 'Pa$$w0rd and more')).toEqual(user)
    expect(await intake.signIn('frankm', 'wrong')).toBeNull()
    expect(await intake.signIn('nobody', 'Pa$$w0rd and more')).toBeNull()
    expect(await intake.signIn('frank\0m', 'x')).toBeNull()
    expect(await intake.signIn(serverAccount('EXCH01'), serverPassword('EXCH01'))).toEqual({
      kind: 'server',
      id: 'EXCH01',
    })
    expect(await intake.signIn('EXCH01$', serverPassword('EXCH02'))).toBeNull()
    expect(await intake.signIn('EXCH09$', serverPassword('EXCH09'))).toBeNull()
    await pool.query('update "User" set "enabled" = false')
    expect(await intake.signIn('frankm', 'Pa$$w0rd and more')).toBeNull()
    await intake.close()
  })

  it('writes session logs, and what servers outside took', async () => {
    const intake = open()
    intake.log({
      kind: 'Receive',
      server: 'EXCH01',
      connector: 'EXCH01\\Default Frontend EXCH01',
      sessionId: '08DE000000000001',
      localEndpoint: '192.168.0.3:25',
      remoteEndpoint: '198.51.100.25:40000',
      startedAt: new Date(),
      lines: [{ at: new Date(), event: '+', data: '', context: '' }],
    })
    const content = Buffer.from('Subject: hi\r\n\r\n\0')
    expect(
      await intake.keepOutside({
        host: 'mail.fabrikam.com',
        sender: '',
        recipients: ['a@x', 'b@x'],
        content,
      }),
    ).toEqual({ ok: true, value: undefined })
    await intake.close()
    expect(await rows('select "sessionId" from "TransportSession"')).toEqual([
      { sessionId: '08DE000000000001' },
    ])
    expect(await rows('select "recipient", "subject", "size" from "OutsideMessage" order by "id"')).toEqual([
      { recipient: 'a@x', subject: 'hi', size: content.length },
      { recipient: 'b@x', subject: 'hi', size: content.length },
    ])
  })
})

describe('A message that a command submits', () => {
  it('is kept with the command, and gone with it', async () => {
    const submitted = await place.inTransaction(({ mail: store }) =>
      store.submit({ ...mail('Subject: a\r\n\r\n'), origin: { ...strangersOrigin, source: 'STOREDRIVER' } }),
    )
    expect(submitted).toEqual({ ok: true, value: { messageId: expect.stringMatching(/^<\w{32}@exch01/i) } })
    await expect(
      place.inTransaction(async ({ mail: store }) => {
        await store.submit(mail('Subject: b\r\n\r\n'))
        throw new Error('rolled back')
      }),
    ).rejects.toThrow('rolled back')
    expect(await rows('select "subject", "source" from "MessageTracking"')).toEqual([
      { subject: 'a', source: 'STOREDRIVER' },
    ])
    expect(await rows('select "recipients" from "MailDelivery"')).toEqual([
      { recipients: [recipient('FrankM@contoso.com')] },
    ])
  })
})
