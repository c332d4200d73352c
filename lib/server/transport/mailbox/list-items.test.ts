import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MailboxUser } from '@/lib/exchange'
import { addMailboxUser } from '../../mailbox-user-for-tests'
import { type TestSite, testSite } from '../../test-site'
import { type ItemSort, listItems } from './list-items'
import { putItem } from './put-item'
import { itemSearch, searchWords } from './search-text'

let place: TestSite
let frank: MailboxUser
let anna: MailboxUser

const mails = [
  ['RE: Invoice', 'Berta', 'c2hhcmVkIHNlY3JldA==', 300],
  ['Budget 100%', 'anton', 'cGxhaW4=', 100],
  ['invoice', 'Carla', 'cGxhaW4=', 200],
] as const

beforeAll(async () => {
  place = await testSite()
  ;[frank, anna] = await place.inTransaction(async (site) => [
    await addMailboxUser(site, 'FrankM', 'Frank Miller'),
    await addMailboxUser(site, 'AnnaB', 'Anna Berg'),
  ])
  for (const [number, [subject, fromText, base64, size]] of mails.entries()) {
    const head = `Subject: ${subject}\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64}\r\n`
    const item = {
      ...{ folder: 'Inbox' as const, messageId: `<${number}@x>`, subject, fromText, toText: 'Frank' },
      ...{ content: Buffer.from(head.padEnd(size)), server: 'EXCH01', sender: 'a@x' },
    }
    await putItem(place.db, frank, item, new Date(Date.UTC(2026, 10, 22, 9, number)))
  }
})
afterAll(() => place.close())

const subjects = async (sort: ItemSort, ascending: boolean) => {
  const found: string[] = []
  let after: bigint | null = null
  do {
    const page = await listItems(place.db, frank.mailbox.guid, 'Inbox', { after, limit: 2, sort, ascending })
    found.push(...page.items.map(({ subject }) => subject))
    after = page.next
  } while (after !== null)
  return found
}
const found = async (text: string, user = frank) => {
  const search = await itemSearch(place.db, user.mailbox.guid, 'Inbox', text)
  const wanted = { after: null, limit: 10, search }
  return (await listItems(place.db, user.mailbox.guid, 'Inbox', wanted)).items.map(({ subject }) => subject)
}

describe('A folder is sorted', () => {
  it.each([
    ['date', ['RE: Invoice', 'Budget 100%', 'invoice']],
    ['from', ['Budget 100%', 'RE: Invoice', 'invoice']],
    ['subject', ['Budget 100%', 'RE: Invoice', 'invoice']],
    ['size', ['Budget 100%', 'invoice', 'RE: Invoice']],
  ] as const)('by %s, both ways, page by page', async (sort, expected) => {
    expect(await subjects(sort, true)).toEqual(expected)
    expect(await subjects(sort, false)).toEqual(expected.toReversed())
  })

  it('from its beginning when the message before the page is gone, or is somebody else’s', async () => {
    const { guid } = frank.mailbox
    const from = (after: bigint) => listItems(place.db, guid, 'Inbox', { after, limit: 10 })
    expect((await from(999_999n)).items).toHaveLength(3)
    const others = await listItems(place.db, anna.mailbox.guid, 'Inbox', { after: 1n, limit: 10 })
    expect(others.items).toEqual([])
  })
})

describe('A search in a folder', () => {
  it.each([
    ['invoice', ['invoice', 'RE: Invoice']],
    ['carla INVOICE', ['invoice']],
    ['secret', ['RE: Invoice']],
    ['secret berta', ['RE: Invoice']],
    ['100%', ['Budget 100%']],
    ['%', ['Budget 100%']],
    ['_nvoice', []],
    ["'; drop table", []],
    [' ', ['invoice', 'Budget 100%', 'RE: Invoice']],
  ])('for %s finds by subject, by names and in the text', async (text, expected) =>
    expect(await found(text)).toEqual(expected),
  )

  it('finds nothing of another mailbox', async () => expect(await found('invoice', anna)).toEqual([]))

  it('takes a few words, whatever is typed', () => {
    expect(searchWords('  A\0b  C ')).toEqual(['a', 'b', 'c'])
    expect(searchWords('x '.repeat(300))).toHaveLength(8)
  })
})
