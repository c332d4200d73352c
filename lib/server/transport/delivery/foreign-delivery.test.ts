import { randomUUID } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MailRecipient, NextHop } from '@/lib/exchange'
import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import { command, type Value } from '@/lib/shell'
import type { TestSite } from '../../test-site'
import { categorizer } from '../categorizer/categorizer'
import { enqueue } from '../enqueue'
import { readReplayMessage } from '../intake/replay-message'
import { keepMail } from '../keep-mail'
import { mailToKeep, recipient } from '../mail-for-tests'
import { openPool } from '../pool'
import { queueOf } from '../queue-of'
import { reaperAfter } from '../reaper'
import { testTransport } from '../transport-for-tests'
import type { Transport } from '../worker'
import { agentDelivery } from './agent-delivery'
import { foreignDeliveryWith } from './foreign-delivery'

let place: TestSite
let pool: pg.Pool
let base: Transport & { refresh(): Promise<void>; close(): Promise<void> }
let home: string
let transport: Transport
let now: Date

beforeAll(async () => {
  place = await contoso('2013')
  pool = openPool(place.url, { max: 6 })
  const all = { AddressSpaces: ['FAX:*'], SourceTransportServers: ['EXCH01'] }
  await run('New-ForeignConnector', { Name: 'Fax', ...all })
  const mobile = { ...all, AddressSpaces: ['MOBILE:*'] }
  await run('New-DeliveryAgentConnector', { Name: 'Phones', DeliveryProtocol: 'MOBILE', ...mobile })
  base = await testTransport(place, pool)
}, 60_000)
afterAll(async () => {
  await base.close()
  await pool.end()
  await place.close()
})
beforeEach(async () => {
  await pool.query('truncate "MailItem", "MailQueue", "MailDelivery", "MessageTracking", "SiteEvent" cascade')
  await connector({ Enabled: true, DropDirectory: 'Fax', DropDirectoryQuota: 'Unlimited' })
  now = new Date('2026-11-22T10:00:00Z')
  transport = processOf()
  home = mkdtempSync(join(tmpdir(), 'drop-'))
  return () => rmSync(home, { recursive: true, force: true })
})

const run = (name: string, args: Record<string, Value>) => done(place.run(command(name, args)))

async function connector(args: Record<string, Value>): Promise<void> {
  await run('Set-ForeignConnector', { Identity: 'Fax', RelayDsnRequired: false, ...args })
  await base?.refresh()
}

function processOf(): Transport {
  return Object.create(base, { now: { value: () => now }, process: { value: randomUUID() } })
}

const faxHop: NextHop = {
  kind: 'Delivery',
  deliveryType: 'NonSmtpGatewayDelivery',
  nextHopDomain: 'Fax',
  nextHopCategory: 'External',
  connector: 'Fax',
}
const fax = 'IMCEAFAX-555+2D0100@contoso.com'

async function queued(to: readonly (string | MailRecipient)[] = [fax], next = faxHop): Promise<bigint> {
  const recipients = to.map((one) => (typeof one === 'string' ? recipient(one) : one))
  const kept = mailToKeep(recipients.map(({ address }) => address))
  const mail = { ...kept.mail, sender: 'FrankM@contoso.com' }
  const [itemId = 0n] = await keepMail(pool, [{ ...kept, mail, event: null }])
  await pool.query('delete from "MailDelivery" where "itemId" = $1', [itemId])
  const queueId = await queueOf(pool, 'EXCH01', next, now)
  const expiresAt = new Date(now.getTime() + 172_800_000)
  await enqueue(pool, [{ itemId, queueId, recipients, enqueuedAt: now, expiresAt, delayNoticeAt: null }])
  return queueId
}

const turn = (by = transport) => foreignDeliveryWith(() => home).work(by)
const drop = (name = 'Fax') => join(home, 'exchange/EXCH01/Drop', name)
const files = (name?: string) => (existsSync(drop(name)) ? readdirSync(drop(name)).sort() : [])
const queue = async (id: bigint) =>
  (await pool.query('select * from "MailQueue" where "id" = $1', [id])).rows[0]
const waiting = async (queueId: bigint) =>
  (await pool.query('select * from "MailDelivery" where "queueId" = $1 order by "id"', [queueId])).rows
const events = async () =>
  (await pool.query('select * from "MessageTracking" order by "id"')).rows.map(
    ({ eventId, source, details }) => `${eventId} ${source} ${details.connectorId} ${details.recipients}`,
  )
const told = async () =>
  (await pool.query('select "eventId", "message" from "SiteEvent" order by "id"')).rows.map(
    ({ eventId, message }) => `${eventId} ${message}`,
  )

describe('A Foreign connector', () => {
  it('leaves a message as a file that the Replay directory could read, and says so in the tracking log', async () => {
    const id = await queued([fax, { ...recipient('b@fax.example'), notify: ['SUCCESS'], orcpt: 'rfc822;B' }])
    expect(await turn()).toBe(true)
    const [name = '', ...others] = files()
    expect([name, others]).toEqual([expect.stringMatching(/^[0-9A-F]{32}\.eml$/), []])
    const content = readFileSync(join(drop(), name))
    const read = readReplayMessage(content)
    expect(read.ok && read.value.sender).toBe('FrankM@contoso.com')
    expect(read.ok && read.value.recipients).toEqual([
      recipient(fax),
      { ...recipient('b@fax.example'), notify: ['SUCCESS'], orcpt: 'rfc822;B' },
    ])
    expect(read.ok && Buffer.from(read.value.content).toString()).toMatch(
      /^Message-ID: .*\r\n\r\nHello\.\r\n$/s,
    )
    expect(await waiting(id)).toEqual([])
    expect(await events()).toEqual([`SEND GATEWAY Fax ${fax},b@fax.example`])
  })

  it('gets what the categorizer routes to its address space', async () => {
    await keepMail(pool, [{ ...mailToKeep([fax]), event: null }])
    await run('New-AcceptedDomain', { Name: 'contoso.com', DomainName: 'contoso.com' })
    await base.refresh()
    await categorizer.work(transport)
    await turn()
    expect(files()).toHaveLength(1)
  })

  it('has one file of a message that a process died with between the file and its commit', async () => {
    const id = await queued()
    await keepNothing()
    await expect(turn()).rejects.toThrow('killed')
    await keepAgain()
    expect([files().length, (await waiting(id)).length]).toEqual([1, 1])
    writeFileSync(join(drop(), `${files()[0]?.replace('.eml', '')}.${randomUUID()}.tmp`), 'half')
    await pool.query(`update "MailDelivery" set "state" = 'Active', "claimedBy" = $1`, [randomUUID()])
    await reaperAfter(0).work(transport)
    await turn()
    expect([files().length, files()[0], await waiting(id)]).toEqual([1, expect.stringMatching(/eml$/), []])
  })

  it('waits while its directory is as full as DropDirectoryQuota lets it be, and goes on when it was emptied', async () => {
    await connector({ DropDirectoryQuota: '1KB' })
    const id = await queued()
    for (let count = 0; count < 3; count += 1) await queued()
    await turn()
    const [left, still] = [files().length, (await waiting(id)).length]
    expect([left > 0, left + still]).toEqual([true, 4])
    expect(await queue(id)).toMatchObject({
      lastError:
        '[{LRT=26-11-22 10:00:00};{LED=444 4.4.4 NONSMTPGW.QuotaExceeded Drop Directory Quota is exceeded.};{FQDN=Fax}]',
      nextRetryAt: new Date('2026-11-22T10:01:00Z'),
    })
    expect((await waiting(id)).map(({ state }) => state)).toEqual(Array(still).fill('Ready'))
    expect(await told()).toEqual([
      expect.stringMatching(/^8005 .*connector Fax\. .* quota limit of 0(\.\d+)?\(MB\)/),
    ])
    for (const name of files()) rmSync(join(drop(), name))
    now = new Date('2026-11-22T10:01:00Z')
    await turn()
    expect((await waiting(id)).length).toBeLessThan(still)
  })

  it.each([
    ['..', 'above'],
    ['..\\..\\Pickup', 'a way out'],
    ['../../../etc', 'a way out'],
    ['D:\\Fax', 'another drive'],
    ['\\\\nas\\fax', 'another computer'],
    ['CON', 'a device'],
    ['Fax.', 'what Windows reads as another name'],
  ])('takes no directory but a simple name: %s (%s)', async (DropDirectory) => {
    await connector({ DropDirectory })
    const id = await queued()
    await turn()
    expect((await queue(id)).lastError).toContain('444 4.4.4 NONSMTPGW.NoDropDirectory')
    expect(await told()).toEqual([
      expect.stringContaining(
        `The Drop directory ${DropDirectory} does not exist: this is no simple directory name. Set one with Set-ForeignConnector -DropDirectory.`,
      ),
    ])
    expect(existsSync(join(home, 'exchange'))).toBe(false)
  })

  it('does not follow a link out of the server’s folder', async () => {
    const elsewhere = join(home, 'elsewhere')
    mkdirSync(elsewhere)
    mkdirSync(drop('.'), { recursive: true })
    symlinkSync(elsewhere, drop())
    const id = await queued()
    await turn()
    expect([readdirSync(elsewhere), (await queue(id)).lastError]).toEqual([
      [],
      expect.stringContaining('NoDropDirectory'),
    ])
  })

  it('says so when there is no directory and none can be made, and keeps the message', async () => {
    mkdirSync(drop('.'), { recursive: true })
    writeFileSync(drop(), 'a file')
    const id = await queued()
    await turn()
    expect((await queue(id)).lastError).toContain('has invalid ACLs. (EEXIST)')
    expect(await told()).toEqual([
      expect.stringMatching(/^8008 .*a file has its name.*Move that file away\.$/),
    ])
    expect((await waiting(id)).map(({ state, crashes }) => [state, crashes])).toEqual([['Ready', 0]])
  })

  it.each([
    [() => undefined, 'Fax', 'DATA_DIR is not set', 'Set DATA_DIR'],
    [() => home, '\u{1f4e0}'.repeat(100), 'its name is too long (ENAMETOOLONG)', 'Set a shorter one'],
  ])('says what to do where there is no directory (%#)', async (place, DropDirectory, fault, advice) => {
    await connector({ DropDirectory })
    const id = await queued()
    await foreignDeliveryWith(place).work(transport)
    expect((await queue(id)).lastError).toContain(fault)
    expect(await told()).toEqual([expect.stringContaining(`${fault}. ${advice}`)])
  })

  it('sets aside a message that no file can be made of, and leaves its neighbours once', async () => {
    const id = await queued()
    await queued()
    await queued()
    const [, bad] = await waiting(id)
    await pool.query(`update "MailDelivery" set "recipients" = '[{"address": 5}]' where "id" = $1`, [bad.id])
    expect(await turn()).toBe(true)
    expect((await waiting(id)).map(({ state, crashes }) => [state, crashes])).toEqual([
      ['Ready', 1],
      ['Ready', 0],
    ])
    const [first = ''] = files()
    rmSync(join(drop(), first))
    for (let count = 0; count < 3; count += 1) await turn()
    expect([await waiting(id), files().length, files().includes(first)]).toEqual([[], 1, false])
    expect((await events()).map((event) => event.split(' ')[0])).toEqual(['SEND', 'POISONMESSAGE', 'SEND'])
  })

  it('keeps that a message went out, though the report of it cannot be kept', async () => {
    await connector({ RelayDsnRequired: true })
    const id = await queued([{ ...recipient(fax), notify: ['SUCCESS'] }])
    await pool.query(`create function refuse() returns trigger language plpgsql as
      $$ begin raise exception 'refused' using errcode = '22000'; end $$`)
    await pool.query('create trigger refuse before insert on "MailItem" execute function refuse()')
    await turn()
    await pool.query('drop function refuse cascade')
    expect([files().length, await waiting(id), await events()]).toEqual([1, [], [`SEND GATEWAY Fax ${fax}`]])
  })

  it('keeps what waits when it is disabled', async () => {
    await connector({ Enabled: false })
    const id = await queued()
    await turn()
    expect((await queue(id)).lastError).toBe('451 4.4.0 The Foreign connector is disabled or gone')
    expect(await waiting(id)).toHaveLength(1)
  })

  it('tells those who asked that a message went on, where RelayDsnRequired says so', async () => {
    const asks = { ...recipient(fax), notify: ['SUCCESS'] } as const
    const reports = async () => (await pool.query(`select 1 from "MailItem" where "sender" = ''`)).rowCount
    await queued([asks])
    await turn()
    expect(await reports()).toBe(0)
    await connector({ RelayDsnRequired: true })
    await queued([asks])
    await turn()
    expect(await reports()).toBe(1)
  })
})

/** From here on PostgreSQL keeps nothing of what was sent, as when it is killed. */
async function keepNothing(): Promise<void> {
  await pool.query(`create function die() returns trigger language plpgsql as
    $$ begin raise exception 'killed' using errcode = '57P01'; end $$`)
  await pool.query('create trigger die before insert on "MessageTracking" execute function die()')
}

const keepAgain = () => pool.query('drop function die cascade')

describe('A Delivery Agent connector', () => {
  it('says that nobody has installed its agent, and tries again by the usual timers', async () => {
    const next = {
      ...faxHop,
      deliveryType: 'DeliveryAgent',
      nextHopDomain: 'Phones',
      connector: 'Phones',
    } as const
    const id = await queued(['IMCEAMOBILE-555@contoso.com'], next)
    await agentDelivery.work(transport)
    expect((await queue(id)).lastError).toContain(
      "LED=451 4.4.0 No delivery agent for the protocol 'MOBILE' is installed on EXCH01}",
    )
    for (const minutes of [1, 2, 3, 4, 9]) {
      expect((await queue(id)).nextRetryAt).toEqual(new Date(Date.UTC(2026, 10, 22, 10, minutes)))
      now = (await queue(id)).nextRetryAt
      await agentDelivery.work(transport)
    }
    expect(await waiting(id)).toHaveLength(1)
    expect((await events()).every((event) => event.startsWith('DEFER GATEWAY Phones'))).toBe(true)
    expect(await events()).toHaveLength(1)
  })
})
