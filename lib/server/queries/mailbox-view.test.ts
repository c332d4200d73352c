import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { firstDatabase, type MailboxUser, mailboxDatabase } from '@/lib/exchange'
import { db } from '../db'
import { addMailboxUser } from '../mailbox-user-for-tests'
import { openSite } from '../site'
import { openTestAccounts } from '../test-accounts'
import { putItem } from '../transport/mailbox/put-item'
import { composeView, mailboxView } from './mailbox-view'

let accounts: Awaited<ReturnType<typeof openTestAccounts>>
let frank: MailboxUser

beforeAll(async () => {
  process.env.SECRET_KEY ??= 'a key for tests'
  accounts = await openTestAccounts()
  frank = await addMailboxUser((await openSite(db, 'test')).site, 'FrankM', 'Frank Miller')
})
afterAll(() => accounts.close())
beforeEach(() => db.mailboxItem.deleteMany())

async function put(subject: string, text: string): Promise<string> {
  const words = { messageId: `<${subject}@x>`, subject, fromText: '', toText: '' }
  const content = Buffer.from(`Subject: ${subject}\r\n\r\n${text}`)
  const item = { ...words, content, folder: 'Inbox' as const, server: 'EXCH01', sender: '' }
  return String(await putItem(db, frank, item, new Date()))
}

async function setMounted(mounted: boolean): Promise<void> {
  const { store } = (await openSite(db, 'test')).site
  const found = await store.find(mailboxDatabase, firstDatabase)
  if (found) await store.update(mailboxDatabase, found, { mounted })
}

describe('A mailbox that is looked at', () => {
  it('says of how many messages a search has read the text', async () => {
    await put('Small', 'the pond')
    await put('Large', `the pond ${'x'.repeat(300_000)}`)
    const searched = await mailboxView(frank, { search: 'pond' })
    expect(searched.items.map(({ subject }) => subject)).toEqual(['Small'])
    expect(searched.textsOf).toBe(1)
    expect((await mailboxView(frank, {})).textsOf).toBeNull()
  })

  it('finds what has come since the same words were searched for', async () => {
    await put('One', 'the pond')
    expect((await mailboxView(frank, { search: 'pond' })).items).toHaveLength(1)
    await put('Two', 'the pond again')
    expect((await mailboxView(frank, { search: 'pond' })).items).toHaveLength(2)
  })

  it('shows nothing while its database is dismounted, and marks nothing as read', async () => {
    const item = await put('Small', 'the pond')
    await db.mailboxItem.updateMany({ data: { read: false } })
    await setMounted(false)
    expect(await mailboxView(frank, { item })).toMatchObject({ mounted: false, items: [], open: null })
    expect(await composeView(frank, item)).toMatchObject({ mounted: false, original: null })
    expect((await db.mailboxItem.findFirst())?.read).toBe(false)
    await setMounted(true)
    expect(await mailboxView(frank, { item })).toMatchObject({
      mounted: true,
      open: { item: { id: BigInt(item) } },
    })
  })
})
