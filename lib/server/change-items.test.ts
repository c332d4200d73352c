import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MailboxUser } from '@/lib/exchange'
import { changeItems } from './change-items'
import { db } from './db'
import { addMailboxUser } from './mailbox-user-for-tests'
import { openSite } from './site'
import { openTestAccounts } from './test-accounts'
import type { MailboxFolder } from './transport/mailbox/mailbox-folders'
import { putItem } from './transport/mailbox/put-item'

let accounts: Awaited<ReturnType<typeof openTestAccounts>>
let frank: MailboxUser
let anna: MailboxUser

beforeAll(async () => {
  process.env.SECRET_KEY ??= 'a key for tests'
  accounts = await openTestAccounts()
  const { site } = await openSite(db, 'test')
  frank = await addMailboxUser(site, 'FrankM', 'Frank Miller')
  anna = await addMailboxUser(site, 'AnnaB', 'Anna Berg')
})
afterAll(() => accounts.close())
beforeEach(() => db.mailboxItem.deleteMany())

const put = async (folder: MailboxFolder) => {
  const text = { messageId: '<a@x>', subject: 'a', fromText: '', toText: '' }
  const item = { ...text, folder, content: Buffer.from('a'), server: 'EXCH01', sender: '' }
  return String(await putItem(db, frank, item, new Date()))
}
const change = (user: MailboxUser, fields: Readonly<Record<string, string>>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return changeItems(user, form)
}
const folders = async () => (await db.mailboxItem.findMany()).map(({ folder }) => folder)

describe('Messages of a mailbox', () => {
  it('are deleted in a way that the note about it can take back', async () => {
    const item = await put('Sent Items')
    const back = await change(frank, { folder: 'Sent Items', op: 'delete', item, search: 'a & b' })
    expect(Object.fromEntries(new URL(back, 'http://x').searchParams)).toEqual({
      ...{ folder: 'Sent Items', search: 'a & b', done: 'move:Deleted Items', count: '1', moved: item },
    })
    expect(await folders()).toEqual(['Deleted Items'])
    await change(frank, { folder: 'Sent Items', from: 'Deleted Items', op: 'move:Sent Items', item })
    expect(await folders()).toEqual(['Sent Items'])
  })

  it('are left where they are when they are not any more where they were seen', async () => {
    const item = await put('Junk E-mail')
    expect(await change(frank, { folder: 'Inbox', op: 'delete', item })).toBe('/owa?folder=Inbox')
    await change(frank, { folder: 'Sent Items', from: 'Deleted Items', op: 'move:Sent Items', item })
    expect(await folders()).toEqual(['Junk E-mail'])
  })

  it('are emptied out of Deleted Items and Junk E-mail, and of no other folder', async () => {
    for (const folder of ['Inbox', 'Deleted Items', 'Junk E-mail'] as const) await put(folder)
    expect(await change(frank, { folder: 'Inbox', op: 'empty' })).toBe('/owa?folder=Inbox')
    expect(await folders()).toHaveLength(3)
    await change(frank, { folder: 'Junk E-mail', op: 'empty' })
    await change(frank, { folder: 'Deleted Items', op: 'empty' })
    expect(await folders()).toEqual(['Inbox'])
  })

  it('cannot be put into the Outbox, and not be touched by others', async () => {
    const item = await put('Inbox')
    await change(frank, { folder: 'Inbox', op: 'move:Outbox', item })
    expect(await change(anna, { folder: 'Inbox', op: 'delete', item })).toBe('/owa?folder=Inbox')
    expect(await folders()).toEqual(['Inbox'])
  })
})
