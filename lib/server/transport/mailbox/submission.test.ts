import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  databaseQuotaDefaults,
  exchangeServer,
  type Mailbox,
  type PressureLevel,
  type UserProperties,
} from '@/lib/exchange'
import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import { type Command, command, type Value } from '@/lib/shell'
import type { TestSite } from '../../test-site'
import { type TestTransport, testTransport } from '../transport-for-tests'
import { submissionWorker } from './submission'

let place: TestSite
let transport: TestTransport

const run = (name: string, args: Record<string, Value> = {}) => done(place.run(command(name, args)))

function person(logonName: string, name: string, bytes = 0): UserProperties {
  const mailbox: Mailbox = {
    ...databaseQuotaDefaults,
    guid: randomUUID(),
    alias: logonName,
    database: 'Mailbox Database 01',
    addressPolicyEnabled: false,
    useDatabaseQuotaDefaults: true,
    addresses: [{ address: `${logonName}@contoso.com`, primary: true }],
    bytes,
    itemCount: 0,
  }
  const names = { name, firstName: name, lastName: '', logonName }
  const rights = { accessLevel: 'User', enabled: true, vpn: false, remoteWebAccess: false } as const
  return { ...names, ...rights, passwordHash: '', mailbox }
}

beforeAll(async () => {
  place = await contoso('2013')
  await place.inTransaction(async ({ store }) => {
    await store.users.insert(person('FrankM', 'Frank Miller'))
    await store.users.insert(person('AnnaB', 'Anna Berg'))
    await store.users.insert(person('FullF', 'Fritz Full', 2_200_000_000))
  })
  transport = await testTransport(place)
}, 60_000)
afterAll(async () => {
  await transport.close()
  await place.close()
})
beforeEach(async () => {
  await place.db
    .$executeRaw`truncate "MailItem", "MailQueue", "MailDelivery", "MessageTracking", "MailboxItem" cascade`
})

const message = (more: Record<string, Value> = {}): Command =>
  command('Send-MailboxMessage', {
    Identity: 'FrankM',
    To: ['Anna Berg', 'j.park@fabrikam.com'],
    Bcc: ['FullF'],
    Subject: 'Lunch',
    Body: 'At noon?',
    ...more,
  })
const folders = async () =>
  (await place.db.mailboxItem.findMany({ orderBy: { id: 'asc' } })).map(({ folder }) => folder)
const events = async () =>
  (await place.db.messageTracking.findMany({ orderBy: { id: 'asc' } })).map(
    ({ server, eventId, source, subject }) => [server, eventId, source, subject],
  )

describe('A message that a user sends', () => {
  it('goes from the Outbox by the store driver to a transport server, and is then among the sent items', async () => {
    const { output } = await done(place.run(message()))
    expect(output).toMatchObject([{ Mailbox: 'Frank Miller', Subject: 'Lunch', Folder: 'Outbox' }])
    expect(await folders()).toEqual(['Outbox'])
    expect(await submissionWorker().work(transport)).toBe(true)
    expect(await folders()).toEqual(['Sent Items'])
    expect(await events()).toEqual([
      ['EXCH01', 'NOTIFYMAPI', 'STOREDRIVER', 'Lunch'],
      ['EXCH01', 'SUBMIT', 'STOREDRIVER', 'Lunch'],
      ['EXCH01', 'RECEIVE', 'STOREDRIVER', 'Lunch'],
    ])
    const [delivery] = await place.db.mailDelivery.findMany({ include: { queue: true, item: true } })
    expect(delivery).toMatchObject({ queue: { kind: 'Submission', server: 'EXCH01' }, recipientCount: 3 })
    expect(delivery?.item.sender).toBe('FrankM@contoso.com')
    const frank = await place.site.store.users.find('FrankM')
    expect(frank?.mailbox).toMatchObject({ itemCount: 1 })
    expect(frank?.mailbox?.bytes).toBeGreaterThan(100)
  })

  it('stays in the Outbox while its transport server is under high pressure, and goes under medium pressure', async () => {
    await done(place.run(message()))
    const pressed = (level: PressureLevel) => submissionWorker(() => ({ level: async () => level }))
    expect(await pressed('High').work(transport)).toBeNull()
    expect(await folders()).toEqual(['Outbox'])
    expect(await pressed('Medium').work(transport)).toBe(true)
    expect(await folders()).toEqual(['Sent Items'])
  })

  it('does not tell others who got a blind copy, and keeps it among the sent items', async () => {
    await done(place.run(message()))
    await submissionWorker().work(transport)
    const [own, sent] = await place.db.mailItem.findMany({ orderBy: { id: 'asc' } })
    const text = (content: Uint8Array | undefined) => Buffer.from(content ?? []).toString()
    expect(text(own?.content)).toContain('FullF@contoso.com')
    expect(text(sent?.content)).not.toContain('FullF@contoso.com')
    expect(text(sent?.content)).toContain('To: Anna Berg <AnnaB@contoso.com>, j.park@fabrikam.com')
    expect(sent?.messageId).toBe(own?.messageId)
  })

  it('stays in the Outbox while no transport server runs', async () => {
    const stopped = { Name: 'MSExchangeTransport', ComputerName: 'EXCH01' }
    await run('Stop-Service', stopped)
    await transport.refresh()
    await done(place.run(message()))
    expect(await submissionWorker().work(transport)).toBe(null)
    expect(await folders()).toEqual(['Outbox'])
    expect(await events()).toEqual([])
    await run('Start-Service', stopped)
    await transport.refresh()
    expect(await submissionWorker().work(transport)).toBe(true)
    expect(await folders()).toEqual(['Sent Items'])
  })

  it('cannot put a field of its own making into the header', async () => {
    await done(place.run(message({ Subject: 'Hello\r\nBcc: everybody@contoso.com', Bcc: [] })))
    await submissionWorker().work(transport)
    const [delivery] = await place.db.mailDelivery.findMany()
    expect(delivery?.recipientCount).toBe(2)
  })

  it('goes back to the drafts when it is for nobody after all, and holds up no others', async () => {
    await done(place.run(message({ Subject: 'Lost' })))
    await place.db.mailItem.updateMany({ data: { content: Buffer.from('Subject: Lost') } })
    await done(place.run(message()))
    await submissionWorker().work(transport)
    expect(await folders()).toEqual(['Drafts', 'Sent Items'])
    expect(await events()).toContainEqual(['EXCH01', 'SUBMITFAIL', 'STOREDRIVER', 'Lost'])
  })

  it('is refused when the mailbox is full, and when it is for nobody', async () => {
    const full = await place.run(message({ Identity: 'FullF' }))
    expect(full.ok ? null : full.error).toMatchObject({
      errorId: 'MailboxQuotaExceeded',
      message: 'The mailbox is full: it holds 2.049 GB, and from 2 GB on it cannot send.',
    })
    const lost = await place.run(message({ To: ['Nobody'] }))
    expect(lost.ok ? null : lost.error).toMatchObject({ errorId: 'RecipientNotFound', target: 'To' })
    const alone = await place.run(message({ To: [], Bcc: [] }))
    expect(alone.ok ? null : alone.error).toMatchObject({ errorId: 'NoRecipients', target: 'To' })
    expect(await folders()).toEqual([])
  })
})

describe('The transport servers of a site', () => {
  it('get messages in turn, a new one once the list of them is ten minutes old', async () => {
    const worker = submissionWorker()
    await done(place.run(message()))
    await worker.work(transport)
    await place.inTransaction(async ({ store }) => {
      const [first] = await store.list(exchangeServer)
      if (first) await store.insert(exchangeServer, 'EXCH02', first.properties)
    })
    await transport.refresh()
    const sendAll = async (count: number) => {
      await place.db.$executeRaw`truncate "MailItem", "MailDelivery", "MailboxItem" cascade`
      for (let at = 0; at < count; at++) await done(place.run(message({ Subject: `${at}` })))
      await worker.work(transport)
      const found = await place.db.mailDelivery.findMany({ include: { queue: true } })
      return found.map(({ queue }) => queue.server).toSorted()
    }
    expect(await sendAll(2)).toEqual(['EXCH01', 'EXCH01'])
    await place.inTransaction(({ clock }) => clock.advance(10 * 60_000))
    await transport.refresh()
    const five = (server: string) => Array<string>(5).fill(server)
    expect(await sendAll(10)).toEqual([...five('EXCH01'), ...five('EXCH02')])
  })
})
