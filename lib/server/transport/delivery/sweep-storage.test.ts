import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import { command, type Value } from '@/lib/shell'
import { addMailboxUser } from '../../mailbox-user-for-tests'
import type { TestSite } from '../../test-site'
import { claim, finish } from '../claim'
import { keepMail } from '../keep-mail'
import { mailToKeep } from '../mail-for-tests'
import { openPool } from '../pool'
import { type TestTransport, testTransport } from '../transport-for-tests'
import { shortenOutside } from './sweep-storage'
import { sweeperWorker } from './sweeper'

let place: TestSite
let pool: pg.Pool
let base: TestTransport
let now: Date

const run = (name: string, args: Record<string, Value> = {}) => done(place.run(command(name, args)))

beforeAll(async () => {
  place = await contoso('2016')
  pool = openPool(place.url, { max: 4 })
  base = await testTransport(place, pool)
})
afterAll(async () => {
  await pool.end()
  await place.close()
})
beforeEach(async () => {
  await pool.query(
    'truncate "MailItem", "MailQueue", "MailDelivery", "MailboxItem", "DisconnectedMailbox", "OutsideMessage" cascade',
  )
  now = base.now()
})

/** A message in the Inbox of a new user's mailbox, and nowhere else. */
async function received(alias: string): Promise<void> {
  const { mailbox } = await place.inTransaction((site) => addMailboxUser(site, alias, alias))
  const [item] = await keepMail(pool, [mailToKeep([`${alias}@contoso.com`], 'Invoice', now)])
  await pool.query('delete from "MailDelivery"')
  await pool.query(
    `insert into "MailboxItem" ("mailboxGuid", "folder", "itemId", "fromText", "toText", "size", "at")
     values ($1, 'Inbox', $2, '', '', 1, $3)`,
    [mailbox.guid, item, now],
  )
}

const sweep = () => sweeperWorker().work(Object.create(base, { now: { value: () => now } }))
const left = async () =>
  (
    await pool.query(`select (select count(*) from "MailItem")::int as "items",
      (select count(*) from "MailboxItem")::int as "placed"`)
  ).rows[0]

describe('The sweeper’s tidying up', () => {
  it('removes a message once it is out of its queue and in no mailbox', async () => {
    await keepMail(pool, [mailToKeep(['a@contoso.com'], 'Invoice', now)])
    await sweep()
    expect(await left()).toEqual({ items: 1, placed: 0 })
    const { rows } = await pool.query('select "id" from "MailQueue"')
    const me = randomUUID()
    await finish(pool, me, await claim(pool, rows[0].id, me, 1))
    await sweep()
    expect(await left()).toEqual({ items: 0, placed: 0 })
  })

  it('leaves what a mailbox holds, connected or not, and removes it with a mailbox that is deleted for good', async () => {
    await received('anna')
    await run('Disable-Mailbox', { Identity: 'anna' })
    await sweep()
    expect(await left()).toEqual({ items: 1, placed: 1 })
    await received('bert')
    await run('Remove-Mailbox', { Identity: 'bert', Permanent: true })
    await sweep()
    expect(await left()).toEqual({ items: 1, placed: 1 })
    await run('Remove-StoreMailbox', {
      Database: 'Mailbox Database 01',
      Identity: 'anna',
      MailboxState: 'Disabled',
    })
    await sweep()
    expect(await left()).toEqual({ items: 0, placed: 0 })
  })

  it('deletes a disconnected mailbox when its database has kept it for 30 days', async () => {
    await received('carl')
    await run('Disable-Mailbox', { Identity: 'carl' })
    const day = 24 * 3_600_000
    now = new Date(now.getTime() + 29.9 * day)
    await sweep()
    expect(await left()).toEqual({ items: 1, placed: 1 })
    now = new Date(now.getTime() + 0.2 * day)
    await sweep()
    await sweep()
    expect(await left()).toEqual({ items: 0, placed: 0 })
  })

  it('empties a mailbox that is gone, a part after the other, and no other one', async () => {
    await received('dora')
    await received('emil')
    await pool.query(`
      insert into "MailboxItem" ("mailboxGuid", "folder", "itemId", "fromText", "toText", "size", "at")
      select "mailboxGuid", 'Inbox', "itemId", '', '', 1, "at" from "MailboxItem", generate_series(1, 1200)`)
    await run('Remove-Mailbox', { Identity: 'dora', Permanent: true })
    const worker = sweeperWorker()
    await worker.work(base)
    expect(await left()).toEqual({ items: 2, placed: 1402 })
    await worker.work(base)
    expect(await left()).toEqual({ items: 1, placed: 1201 })
  })

  it('goes on with its other jobs where one fails, and with that one the next time', async () => {
    const logged: string[] = []
    const transport = Object.create(base, { log: { value: (line: string) => logged.push(line) } })
    const worker = sweeperWorker()
    await pool.query(
      `truncate "MessageTracking"; alter table "OutsideMessage" rename to "OutsideMessageAway"`,
    )
    await keepMail(pool, [mailToKeep(['a@contoso.com'], 'Invoice', now)])
    await pool.query(`update "MessageTracking" set "at" = '2020-01-01'`)
    await worker.work(transport)
    await pool.query('alter table "OutsideMessageAway" rename to "OutsideMessage"')
    expect(logged).toEqual([expect.stringContaining('OutsideMessage')])
    expect((await pool.query('select from "MessageTracking"')).rowCount).toBe(0)
    await pool.query(
      `insert into "OutsideMessage" ("at", "host", "sender", "recipient", "subject", "size", "content")
       select $1, '', '', '', '', 1000000000, '' from generate_series(1, 3)`,
      [now],
    )
    await worker.work(transport)
    expect((await pool.query('select from "OutsideMessage"')).rowCount).toBe(1)
  })

  it('keeps the newest of what other organizations took, by number and by size', async () => {
    await pool.query(
      `insert into "OutsideMessage" ("at", "host", "sender", "recipient", "subject", "size", "content")
       select $1, '', '', '', text(one), 100, '' from generate_series(1, 9) as one`,
      [now],
    )
    const kept = async () =>
      (await pool.query('select "subject" from "OutsideMessage" order by "id"')).rows.map(
        ({ subject }) => subject,
      )
    await shortenOutside(base, 5, 1000)
    expect(await kept()).toEqual(['5', '6', '7', '8', '9'])
    await shortenOutside(base, 5, 250)
    expect(await kept()).toEqual(['8', '9'])
  })
})
