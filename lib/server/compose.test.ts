import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MailboxUser } from '@/lib/exchange'
import { composeFromForm } from './compose'
import { splitNames } from './compose-form'
import { db } from './db'
import { addMailboxUser } from './mailbox-user-for-tests'
import { findMessage } from './queries/mailbox-view'
import { emptyStart, startOf } from './reply'
import { openSite } from './site'
import { openTestAccounts } from './test-accounts'
import { putItem } from './transport/mailbox/put-item'
import { readMessage } from './transport/mailbox/read-message'

let accounts: Awaited<ReturnType<typeof openTestAccounts>>
let frank: MailboxUser
let anna: MailboxUser
let full: MailboxUser

beforeAll(async () => {
  process.env.SECRET_KEY ??= 'a key for tests'
  accounts = await openTestAccounts()
  const { site } = await openSite(db, 'test')
  frank = await addMailboxUser(site, 'FrankM', 'Frank Miller')
  anna = await addMailboxUser(site, 'AnnaB', 'Anna Berg')
  await addMailboxUser(site, 'AnnaC', 'Anna Cole')
  full = await addMailboxUser(site, 'FullF', 'Fritz Full', { bytes: 2_200_000_000 })
})
afterAll(() => accounts.close())
beforeEach(async () => {
  await db.mailboxItem.deleteMany()
  await db.mailItem.deleteMany()
})

function form(fields: Readonly<Record<string, string | readonly (string | File)[]>>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries({ op: 'send', mode: 'new', ...fields }))
    for (const one of typeof value === 'string' ? [value] : value) data.append(name, one)
  return data
}

/** What the mailbox has in a folder, the newest first, as it is read. */
async function messages({ mailbox }: MailboxUser, folder: string) {
  const found = await db.mailboxItem.findMany({
    where: { mailboxGuid: mailbox.guid, folder },
    orderBy: { id: 'desc' },
    include: { item: true },
  })
  return Promise.all(found.map(async ({ id, item }) => ({ id, ...(await readMessage(item.content)), item })))
}

/** A message from Anna in Frank's Inbox. */
async function received(...header: string[]) {
  const text = [
    'Message-ID: <first@fabrikam.com>',
    'From: "Park; J" <j.park@fabrikam.com>',
    'To: Frank <FrankM@contoso.com>, Anna Berg <AnnaB@contoso.com>',
    'Subject: Invoice 2291',
    ...header,
    '',
    'Please pay.',
  ]
  const id = await putItem(
    db,
    frank,
    {
      ...{
        folder: 'Inbox',
        messageId: '<first@fabrikam.com>',
        subject: 'Invoice 2291',
        fromText: 'J',
        toText: '',
      },
      ...{ content: Buffer.from(text.join('\r\n')), server: 'EXCH01', sender: 'j.park@fabrikam.com' },
    },
    new Date(),
  )
  return String(id)
}

describe('A message that is composed', () => {
  it('goes to the Outbox, to those whose names were typed', async () => {
    const sent = await composeFromForm(
      frank,
      form({ to: 'Anna Berg; j.park@fabrikam.com', cc: 'fritz', subject: 'Lunch', body: 'At noon?' }),
    )
    expect(sent).toEqual({ ok: true, value: { draft: null, files: [], error: null } })
    expect(await messages(frank, 'Outbox')).toMatchObject([
      {
        to: [{ address: 'AnnaB@contoso.com' }, { address: 'j.park@fabrikam.com' }],
        cc: [{ address: 'FullF@contoso.com' }],
        subject: 'Lunch',
      },
    ])
  })

  it('is not sent where a name could be several, and says which', async () => {
    const sent = await composeFromForm(frank, form({ to: 'Anna' }))
    expect(sent.ok ? null : sent.error).toMatchObject({
      errorId: 'RecipientAmbiguous',
      target: 'To',
      recommendedAction: 'Type one of them: Anna Berg <AnnaB@contoso.com>; Anna Cole <AnnaC@contoso.com>',
    })
    expect(await db.mailboxItem.count()).toBe(0)
  })

  it('stays as a draft when the mailbox is full, and the draft is replaced by the next try', async () => {
    const first = await composeFromForm(full, form({ to: 'AnnaB', subject: 'One' }))
    expect(first).toMatchObject({ ok: true, value: { error: { errorId: 'MailboxQuotaExceeded' } } })
    const draft = first.ok ? (first.value.draft ?? '') : ''
    await composeFromForm(full, form({ to: 'AnnaB', subject: 'Two', mode: 'draft', source: draft }))
    expect((await messages(full, 'Drafts')).map(({ subject }) => subject)).toEqual(['Two'])
    expect(await messages(full, 'Outbox')).toEqual([])
  })

  it('takes the files that were chosen, up to 7 MB', async () => {
    const file = (bytes: number) =>
      new File([new Uint8Array(bytes)], 'C:\\plan.pdf', { type: 'application/pdf' })
    const large = await composeFromForm(frank, form({ to: 'AnnaB', files: [file(8_000_000)] }))
    expect(large.ok ? null : large.error).toMatchObject({ target: 'Attachments' })
    await composeFromForm(frank, form({ to: 'AnnaB', files: [file(10)] }))
    const [sent] = await messages(frank, 'Outbox')
    expect(sent?.attachments.map(({ filename, content }) => [filename, content.length])).toEqual([
      ['plan.pdf', 10],
    ])
  })

  it('keeps the files and the thread of a draft that is gone on with', async () => {
    const source = await received()
    const file = new File([new Uint8Array(10)], 'plan.pdf', { type: 'application/pdf' })
    const saved = await composeFromForm(
      frank,
      form({ op: 'draft', to: 'AnnaB', mode: 'reply', source, files: [file] }),
    )
    expect(saved).toMatchObject({ ok: true, value: { files: [{ filename: 'plan.pdf', bytes: 10 }] } })
    const draft = saved.ok ? (saved.value.draft ?? '') : ''
    await composeFromForm(frank, form({ to: 'AnnaB', mode: 'draft', source: draft, keep: '0' }))
    const [sent] = await messages(frank, 'Outbox')
    expect(sent).toMatchObject({
      attachments: [{ filename: 'plan.pdf' }],
      references: ['<first@fabrikam.com>'],
    })
    expect(await messages(frank, 'Drafts')).toEqual([])
  })

  it('is sent by the button for that alone: a form without one is kept as a draft', async () => {
    const kept = await composeFromForm(frank, form({ op: '', to: 'AnnaB', subject: 'Half' }))
    expect(kept).toMatchObject({ ok: true, value: { draft: expect.any(String), error: null } })
    expect(await messages(frank, 'Outbox')).toEqual([])
  })

  it('is not made of a draft that is gone: it was sent, and would go again without its files', async () => {
    const saved = await composeFromForm(frank, form({ op: 'draft', to: 'AnnaB' }))
    const source = saved.ok ? (saved.value.draft ?? '') : ''
    const again = () => composeFromForm(frank, form({ to: 'AnnaB', mode: 'draft', source }))
    const both = await Promise.all([again(), again()])
    expect(both.map((one) => (one.ok ? 'sent' : one.error.errorId)).toSorted()).toEqual([
      'MessageNotFound',
      'sent',
    ])
    expect(await again()).toMatchObject({ ok: false, error: { errorId: 'MessageNotFound' } })
    expect(await messages(frank, 'Outbox')).toHaveLength(1)
  })

  it('cannot be made of somebody else’s message', async () => {
    const source = await received()
    await composeFromForm(anna, form({ to: 'AnnaB', mode: 'reply', source }))
    const [sent] = await messages(anna, 'Outbox')
    expect(String(Buffer.from(sent?.item.content ?? []))).not.toContain('first@fabrikam.com')
    expect(await findMessage(anna.mailbox.guid, source)).toBe(null)
  })
})

describe('An answer', () => {
  it('begins with whom it is for and with the original, and belongs to its thread', async () => {
    const source = await received('References: <zero@fabrikam.com>')
    const original = await findMessage(frank.mailbox.guid, source)
    const start = original ? startOf('reply-all', original, frank) : emptyStart
    expect(start).toMatchObject({
      to: 'Park  J <j.park@fabrikam.com>; Anna Berg <AnnaB@contoso.com>',
      cc: '',
      subject: 'RE: Invoice 2291',
    })
    expect(start.body).toContain('From: Park  J <j.park@fabrikam.com>')
    expect(start.body).toContain('Please pay.')
    await composeFromForm(frank, form({ ...start, files: [], mode: 'reply-all', source }))
    const [sent] = await messages(frank, 'Outbox')
    expect(String(Buffer.from(sent?.item.content ?? []))).toMatch(
      /^In-Reply-To: <first@fabrikam\.com>\r\nReferences: <zero@fabrikam\.com> <first@fabrikam\.com>/m,
    )
  })
})

describe('An answer to what one has sent oneself', () => {
  it('goes to whom that went to, each once', async () => {
    await composeFromForm(frank, form({ to: 'AnnaB; FullF', cc: 'annac', subject: 'Plan' }))
    const [sent] = await messages(frank, 'Outbox')
    const original = await findMessage(frank.mailbox.guid, String(sent?.id))
    const to = 'Anna Berg <AnnaB@contoso.com>; Fritz Full <FullF@contoso.com>'
    expect(original && startOf('reply', original, frank)).toMatchObject({ to, cc: '' })
    expect(original && startOf('reply-all', original, frank)).toMatchObject({
      to,
      cc: 'Anna Cole <AnnaC@contoso.com>',
    })
  })
})

describe('Names that are typed', () => {
  it.each([
    ['a@b.example; c@d.example', ['a@b.example', 'c@d.example']],
    ['"Berg, Anna" <a@b.example>, x', ['"Berg, Anna" <a@b.example>', 'x']],
    [' ; ,\r\n', []],
    ['"never ends; x', ['"never ends', 'x']],
  ])('are apart by semicolons and commas: %s', (typed, names) => {
    expect(splitNames(typed)).toEqual(names)
  })
})
