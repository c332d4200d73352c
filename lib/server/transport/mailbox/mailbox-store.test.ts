import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MailboxUser } from '@/lib/exchange'
import { addMailboxUser } from '../../mailbox-user-for-tests'
import { type TestSite, testSite } from '../../test-site'
import { listItems } from './list-items'
import type { MailboxFolder } from './mailbox-folders'
import { findItem, folderCounts, markRead, moveItems, removeItems } from './mailbox-store'
import { putItem } from './put-item'

let place: TestSite
let frank: MailboxUser
let anna: MailboxUser

beforeAll(async () => {
  place = await testSite()
  ;[frank, anna] = await place.inTransaction(async (site) => [
    await addMailboxUser(site, 'FrankM', 'Frank Miller'),
    await addMailboxUser(site, 'AnnaB', 'Anna Berg'),
  ])
})
afterAll(() => place.close())
beforeEach(async () => {
  await place.db.mailboxItem.deleteMany()
  await place.db.mailItem.deleteMany()
  await place.db.user.updateMany({ data: { mailboxBytes: 0, itemCount: 0 } })
})

const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 9, 0, second))
const put = (user: MailboxUser, subject: string, when = at(0), folder: MailboxFolder = 'Inbox') =>
  putItem(
    place.db,
    user,
    {
      ...{
        folder,
        subject,
        messageId: `<${subject}@contoso.com>`,
        fromText: 'Anna Berg',
        toText: 'Frank Miller',
      },
      ...{ content: Buffer.alloc(100), server: 'EXCH01', sender: 'AnnaB@contoso.com' },
    },
    when,
  )
const sizeOf = async ({ id }: MailboxUser) => {
  const row = await place.db.user.findUniqueOrThrow({ where: { id } })
  return [Number(row.mailboxBytes), row.itemCount]
}

describe('A folder', () => {
  it('is listed the newest first, page by page, each message once', async () => {
    for (const [number, second] of [1, 2, 2, 2, 3].entries()) await put(frank, `m${number}`, at(second))
    const guid = frank.mailbox.guid
    const first = await listItems(place.db, guid, 'Inbox', { after: null, limit: 2 })
    const second = await listItems(place.db, guid, 'Inbox', { after: first.next, limit: 2 })
    const third = await listItems(place.db, guid, 'Inbox', { after: second.next, limit: 2 })
    expect([first, second, third].map(({ items }) => items.map(({ subject }) => subject))).toEqual([
      ['m4', 'm3'],
      ['m2', 'm1'],
      ['m0'],
    ])
    expect(third.next).toBe(null)
  })

  it('counts what is in it and what is unread', async () => {
    const id = await put(frank, 'one')
    await put(frank, 'two')
    await markRead(place.db, frank.mailbox.guid, [id], false)
    const [inbox] = await folderCounts(place.db, frank.mailbox.guid)
    expect(inbox).toEqual({ folder: 'Inbox', total: 2, unread: 1 })
  })
})

describe('A message', () => {
  it('belongs to one mailbox: no other reads, marks, moves or removes it', async () => {
    const id = await put(frank, 'for Frank')
    const { guid } = anna.mailbox
    expect(await findItem(place.db, guid, id)).toBe(null)
    expect(await markRead(place.db, guid, [id], false)).toBe(0)
    expect(await moveItems(place.db, guid, [id], 'Deleted Items')).toBe(0)
    expect(await removeItems(place.db, guid, { ids: [id] })).toBe(0)
    expect(await findItem(place.db, frank.mailbox.guid, id)).toMatchObject({ folder: 'Inbox', read: true })
  })

  it('counts towards the size of the mailbox until it is removed for good', async () => {
    const id = await put(frank, 'one')
    await put(frank, 'two')
    expect(await sizeOf(frank)).toEqual([200, 2])
    await moveItems(place.db, frank.mailbox.guid, [id], 'Deleted Items')
    expect(await sizeOf(frank)).toEqual([200, 2])
    expect(await removeItems(place.db, frank.mailbox.guid, { folder: 'Deleted Items' })).toBe(1)
    expect(await sizeOf(frank)).toEqual([100, 1])
    expect(await sizeOf(anna)).toEqual([0, 0])
  })

  it('is not sent once it was taken out of the Outbox', async () => {
    const id = await put(frank, 'wait', at(0), 'Outbox')
    await place.db.mailboxItem.update({ where: { id }, data: { submitted: true } })
    await moveItems(place.db, frank.mailbox.guid, [id], 'Deleted Items')
    expect(await findItem(place.db, frank.mailbox.guid, id)).toMatchObject({ submitted: false })
  })
})
