import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import { command } from '@/lib/shell'
import type { TestSite } from '../../test-site'
import { openPool } from '../pool'
import type { Transport } from '../worker'
import { pickupWorker } from './pickup'
import { sendFile } from './send-file'
import { transportFolders } from './transport-folders'

let place: TestSite
let pool: pg.Pool
let home: string
let transport: Transport

beforeAll(async () => {
  place = await contoso('2016')
  pool = openPool(place.url)
  home = mkdtempSync(join(tmpdir(), 'pickup-'))
  transport = {
    pool,
    site: () => ({ ...place.site }),
    now: () => new Date('2026-11-22T09:41:02Z'),
    wake: () => undefined,
  } as Partial<Transport> as Transport
})
afterAll(async () => {
  rmSync(home, { recursive: true })
  await pool.end()
  await place.close()
})
beforeEach(async () => {
  await pool.query('truncate "MailItem", "MailQueue", "MailDelivery", "MessageTracking", "SiteEvent" cascade')
  rmSync(join(home, 'exchange'), { recursive: true, force: true })
})

const folder = (kind: string) => join(home, 'exchange/EXCH01', kind)
const files = (kind = 'Pickup') => readdirSync(folder(kind)).sort()

function leave(name: string, text: string, kind = 'Pickup'): void {
  mkdirSync(folder(kind), { recursive: true })
  writeFileSync(join(folder(kind), name), text)
}

const poll = () => pickupWorker(() => home).work(transport)
const kept = async () =>
  (
    await pool.query(
      'select "sender", "content", "recipients", "origin" from "MailItem" join "MailDelivery" on "itemId" = "MailItem"."id" order by "MailItem"."id"',
    )
  ).rows

const told = async () =>
  (await pool.query('select "level", "message" from "SiteEvent" order by "id"')).rows.map(
    ({ level, message: text }) => `${level}: ${text}`,
  )

const message =
  'From: a@contoso.com\nTo: b@contoso.com, "C" <c@fabrikam.com>\nBcc: d@fabrikam.com\nReceived: from x\nSubject: order\n\nhello\n'

describe('A server under pressure', () => {
  it.each(['Medium', 'High'] as const)('leaves files where they are at %s', async (level) => {
    leave('order.eml', message)
    leave('again.eml', message, 'Replay')
    const pressed = { level: async () => level }
    await pickupWorker(
      () => home,
      () => Date.now(),
      () => pressed,
    ).work(transport)
    expect([...files(), ...files('Replay'), ...(await kept())]).toEqual(['order.eml', 'again.eml'])
  })
})

describe('The Pickup directory', () => {
  it('is there once the transport looks', async () => {
    await poll()
    expect(files()).toEqual([])
    expect(files('Replay')).toEqual([])
  })

  it('sends a message to those whom its header names, without what is nobody’s business', async () => {
    leave('order.eml', message)
    await poll()
    const [mail] = await kept()
    expect(mail.sender).toBe('a@contoso.com')
    expect(mail.recipients.map(({ address }: { address: string }) => address)).toEqual([
      'b@contoso.com',
      'c@fabrikam.com',
      'd@fabrikam.com',
    ])
    const text = mail.content.toString()
    expect(text).toMatch(/^Received: from localhost by Pickup with Microsoft SMTP Server id\r\n 15\.1\./)
    expect(text).not.toMatch(/d@fabrikam|from x/)
    expect(text).toMatch(/Message-ID: <.*Date: .*Subject: order\r\n\r\nhello\r\n$/s)
    expect(files()).toEqual([])
    const { rows } = await pool.query('select "eventId", "source" from "MessageTracking"')
    expect(rows).toEqual([{ eventId: 'RECEIVE', source: 'PICKUP' }])
  })

  it('leaves what cannot be sent as .bad, and says so in the event log', async () => {
    leave('a.eml', 'From: a@contoso.com, b@contoso.com\nTo: c@contoso.com\n\n')
    leave('b.eml', 'From: a@contoso.com\n\nTo: body@contoso.com')
    leave('b.bad', 'earlier')
    leave('c.txt', message)
    await poll()
    expect(files()).toEqual(['a.bad', 'b.bad', 'b20261122094102.bad', 'c.txt'])
    const { rows } = await pool.query('select "level", "message" from "SiteEvent" order by "id"')
    expect(rows.map(({ message: text }) => text)).toEqual([
      expect.stringContaining('a.eml was renamed to .bad. There is no single sender'),
      expect.stringContaining('b.eml was renamed to .bad. There is no recipient'),
    ])
    expect(await kept()).toEqual([])
  })

  it('takes Sender where From has several, and says Undisclosed Recipients where all are in Bcc', async () => {
    leave('a.eml', 'From: a@contoso.com, b@contoso.com\nSender: a@contoso.com\nBcc: c@contoso.com\n\n')
    await poll()
    expect((await kept())[0].content.toString()).toContain('\r\nTo: Undisclosed Recipients:;\r\n')
  })

  it('takes up again what a process that died had in hand', async () => {
    leave('order.tmp', message)
    leave('order.eml', message)
    await poll()
    expect(await kept()).toHaveLength(2)
    expect(files()).toEqual([])
  })

  it('knows a file again whose message is committed and that was not deleted, and sends a copy of it', async () => {
    leave('order.eml', message)
    linkSync(join(folder('Pickup'), 'order.eml'), join(home, 'left'))
    await poll()
    renameSync(join(home, 'left'), join(folder('Pickup'), 'order.tmp'))
    await poll()
    expect(await kept()).toHaveLength(1)
    expect(files()).toEqual([])
    expect(await told()).toEqual([
      expect.stringMatching(/^Warning: .* sent before: order\.eml was deleted and not sent again\./),
    ])
    leave('order.eml', message)
    await poll()
    expect(await kept()).toHaveLength(2)
  })

  it('sends a file that is copied there twice with its time kept, as `cp -p` does, twice', async () => {
    for (const count of [1, 2, 3]) {
      leave('order.eml', message)
      utimesSync(join(folder('Pickup'), 'order.eml'), 1_700_000_000, 1_700_000_000)
      await poll()
      expect(await kept()).toHaveLength(count)
    }
    expect(await told()).toEqual([])
  })

  it('sends a file once that two processes have in hand, since one does not know that it lost the folder', async () => {
    leave('order.eml', message)
    const [from] = await transportFolders(transport, home)
    if (!from) throw new Error('there is no folder')
    for await (const file of from.folder.take(1, 1e6, transport.now()))
      await Promise.all([sendFile(transport, from, file), sendFile(transport, from, file)])
    expect(await kept()).toHaveLength(1)
    expect(files()).toEqual([])
  })

  it('has .bad for a message that is beyond what the database can hold, and goes on with the next', async () => {
    leave('a.eml', message.replace('order', 'fails'))
    leave('b.eml', message)
    await pool.query(`
      create function "no_room"() returns trigger language plpgsql as $$
      begin
        if new."subject" = 'fails' then raise 'row is too big' using errcode = '54000'; end if;
        return new;
      end $$;
      create trigger "no_room" before insert on "MailItem" for each row execute function "no_room"()`)
    await poll()
    await pool.query('drop function "no_room" cascade')
    expect(await kept()).toHaveLength(1)
    expect(files()).toEqual(['a.bad'])
  })

  it('goes on with other files and other folders where one fails for a reason that passes', async () => {
    leave('a.eml', message.replace('order', 'fails'))
    leave('b.eml', message)
    leave('c.eml', `X-Sender: a@contoso.com\r\nX-Receiver: b@contoso.com\r\n\r\n`, 'Replay')
    await pool.query(`
      create function "no_disk"() returns trigger language plpgsql as $$
      begin
        if new."subject" = 'fails' then raise 'disk full' using errcode = '53100'; end if;
        return new;
      end $$;
      create trigger "no_disk" before insert on "MailItem" for each row execute function "no_disk"()`)
    await expect(poll()).rejects.toThrow('disk full')
    await pool.query('drop function "no_disk" cascade')
    expect(await kept()).toHaveLength(2)
    expect([files(), files('Replay')]).toEqual([['a.tmp'], []])
    await poll()
    expect(await kept()).toHaveLength(3)
  })

  it('sends the files before the one that fails, each in a transaction of its own', async () => {
    leave('a.eml', message)
    leave('b.eml', message.replace('order', 'fails'))
    await pool.query(`alter table "MailItem" add constraint "away" check ("subject" <> 'fails')`)
    await poll()
    await pool.query('alter table "MailItem" drop constraint "away"')
    expect(await kept()).toHaveLength(1)
    expect(files()).toEqual(['b.bad'])
  })

  it('keeps a file whose message could not be committed', async () => {
    leave('order.eml', message)
    await pool.query('alter table "MailItem" rename to "MailItemAway"')
    await expect(poll()).rejects.toThrow()
    await pool.query('alter table "MailItemAway" rename to "MailItem"')
    expect(files()).toEqual(['order.tmp'])
    await poll()
    expect(await kept()).toHaveLength(1)
  })

  it('sends each message once where two processes look, and no more in a minute than is set', async () => {
    for (let i = 0; i < 12; i++) leave(`m${i}.eml`, message)
    await Promise.all([poll(), poll()])
    const count = (await kept()).length
    expect(count === 8 || count === 12).toBe(true)
    expect(files()).toHaveLength(12 - count)
  })

  it('is none when its path is $null', async () => {
    await done(place.run(command('Set-TransportService', { Identity: 'EXCH01', PickupDirectoryPath: null })))
    leave('order.eml', message)
    await poll()
    expect(files()).toEqual(['order.eml'])
  })
})

describe('The Replay directory', () => {
  it('sends a message to those of its X-Receiver fields, and keeps its own header', async () => {
    leave(
      'x.eml',
      'X-Sender: <a@fabrikam.com> BODY=7bit\r\nX-Receiver: <b@contoso.com> NOTIFY=NEVER ORcpt=rfc822;x@y\r\nX-Receiver: c@contoso.com\r\nX-EndOfInjectedXHeaders: 42\r\nReceived: from x\r\nTo: z@contoso.com\r\nX-Sender: kept\r\n\r\nhello\r\n',
      'Replay',
    )
    await poll()
    const [mail] = await kept()
    expect([mail.sender, mail.recipients]).toEqual([
      'a@fabrikam.com',
      [
        { address: 'b@contoso.com', notify: ['NEVER'], orcpt: 'rfc822;x@y', history: [] },
        { address: 'c@contoso.com', notify: null, orcpt: null, history: [] },
      ],
    ])
    const text = mail.content.toString()
    expect(text).toMatch(/Received: from x\r\nTo: z@contoso\.com\r\nX-Sender: kept\r\n\r\nhello\r\n$/)
    expect(text).not.toContain('X-Receiver')
  })

  it('leaves a message without envelope as .bad', async () => {
    leave('x.eml', message, 'Replay')
    await poll()
    expect(files('Replay')).toEqual(['x.bad'])
  })
})
