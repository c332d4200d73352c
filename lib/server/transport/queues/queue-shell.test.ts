import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import { command } from '@/lib/shell'
import { database } from '../../db'
import { testShell } from '../../test-shell'
import type { TestSite } from '../../test-site'
import { categorizer } from '../categorizer/categorizer'
import { mailboxDelivery } from '../delivery/mailbox-delivery'
import { pickupWorker } from '../intake/pickup'
import { keepMail } from '../keep-mail'
import { mailToKeep, recipient } from '../mail-for-tests'
import { person } from '../mailbox/person-for-tests'
import { openPool } from '../pool'
import { testTransport } from '../transport-for-tests'

let site: TestSite
let pool: ReturnType<typeof openPool>
beforeAll(async () => {
  site = await contoso('2013')
  process.env.DATABASE_URL = site.url
  pool = openPool(site.url, { max: 1 })
})
afterAll(async () => {
  await pool.end()
  await database().$disconnect()
  await site.close()
})

const waiting = (...subjects: string[]) =>
  keepMail(
    pool,
    subjects.map((subject) => mailToKeep(['j.park@fabrikam.com'], subject)),
  )
const count = async () => Number((await pool.query('select count(*) as "n" from "MailDelivery"')).rows[0].n)

describe('In the shell', () => {
  it('a queue is emptied by the line of the book, curly quotes and all', async () => {
    await waiting('One', 'Two', 'Three')
    const shell = await testShell()
    const [ran] = await shell.run(
      'Get-Message -Queue “EXCH01\\Submission” | Remove-Message -WithNDR $false -Confirm:$false',
    )
    expect(ran?.told).toBe('')
    expect(await count()).toBe(0)
  })

  it('the queues of all servers are listed, and those in Retry tried again', async () => {
    const shell = await testShell()
    const all = await shell.run(
      'Get-TransportServer | Get-Queue; Get-Queue -Filter {Status -eq "Retry"} | Retry-Queue',
    )
    expect(all.map(({ told }) => told)).toEqual(['', ''])
    expect(all[0]?.objects).toHaveLength(1)
    const [piped] = await shell.run('Get-Queue | Suspend-Queue -Confirm:$false')
    expect(piped?.told).toBe('')
    const [suspended] = await shell.run(
      "Get-Queue -Filter {Status -eq 'Suspended'} | Resume-Queue -Confirm:$false",
    )
    expect(suspended?.told).toBe('')
  })

  it('the page after a message begins with that message as its bookmark', async () => {
    await waiting('One', 'Two', 'Three')
    const shell = await testShell()
    const ran = await shell.run(
      '$last = Get-Message -ResultSize 2 | Select-Object -Last 1; (Get-Message -BookmarkObject $last -IncludeBookmark $false).Subject; Get-Message -Filter {Status -eq "Ready"} | Remove-Message -WithNDR $false -Confirm:$false',
    )
    expect(ran.map(({ told }) => told.includes('BookmarkObject'))).not.toContain(true)
    expect(ran.flatMap(({ objects }) => objects)).toEqual(['Three'])
  })

  it('a message is exported to a file', async () => {
    await waiting('Exported')
    const shell = await testShell()
    const [ran] = await shell.run(
      'Get-Message -Queue Submission | ForEach-Object { Suspend-Message $_.Identity -Confirm:$false; Export-Message $_.Identity | AssembleMessage -Path ("C:\\" + $_.Subject + ".eml") }',
    )
    expect(ran?.told).toBe('')
    const file = Buffer.from((await site.site.drive.read('C:\\Exported.eml')) ?? []).toString()
    expect(file).toContain('X-Sender: <j.park@fabrikam.com>')
    expect(file).toContain('Subject: Exported')
  })
})

describe('A message that is exported, assembled and put into the Replay directory', () => {
  const home = mkdtempSync(join(tmpdir(), 'replay-'))
  afterAll(() => rmSync(home, { recursive: true }))

  /** All that a message can have: folded fields, bytes of eight bits, lines of dots, no line end at its end. */
  const content = Buffer.from(
    'Message-ID: <replayed@fabrikam.com>\r\nFrom: j.park@fabrikam.com\r\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n and more\r\nX-Sender: of its own\r\n\r\n..\r\n.\r\nGr\xfc\xdfe \0\t \r\nno end',
    'latin1',
  )

  it('comes to the mailbox with every byte that it had, to those whom its envelope named', async () => {
    await pool.query('truncate "MailDelivery", "MailQueue", "MailItem", "MailboxItem" cascade')
    await done(site.run(command('New-AcceptedDomain', { Name: 'contoso.com', DomainName: 'contoso.com' })))
    await site.inTransaction(async ({ store }) => {
      for (const name of ['AnnaB', 'FrankM']) await store.users.insert(person(name))
    })
    const kept = mailToKeep([])
    const recipients = [
      { ...recipient('AnnaB@contoso.com'), orcpt: 'rfc822;anna@contoso.com', notify: ['NEVER'] as const },
      recipient('FrankM@contoso.com'),
    ]
    await keepMail(pool, [{ ...kept, mail: { ...kept.mail, recipients, content } }])

    const shell = await testShell()
    const ran = await shell.run(
      'Get-Message -Queue Submission | Suspend-Message -Confirm:$false; Get-Message -Queue Submission | ForEach-Object { Export-Message $_.Identity } | AssembleMessage -Path "C:\\replay.eml"; Get-Message -Queue Submission | Remove-Message -WithNDR $false -Confirm:$false',
    )
    expect(ran.map(({ told }) => told).join('')).toBe('')
    expect(await count()).toBe(0)
    const folder = join(home, 'exchange/EXCH01/Replay')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'replay.eml'), (await site.site.drive.read('C:\\replay.eml')) ?? '')

    const transport = await testTransport(site)
    await pickupWorker(() => home).work(transport)
    const { rows: queued } = await pool.query('select "recipients" from "MailDelivery"')
    expect(queued.map((one) => one.recipients)).toEqual([recipients])
    for (const worker of [categorizer, mailboxDelivery]) await worker.work(transport)
    await transport.close()

    const { rows } = await pool.query<{ content: Buffer; sender: string }>(
      'select "content", "sender" from "MailboxItem" join "MailItem" on "MailItem"."id" = "itemId"',
    )
    expect(rows.map(({ sender }) => sender)).toEqual(['j.park@fabrikam.com', 'j.park@fabrikam.com'])
    for (const one of rows) {
      expect(one.content.subarray(-content.length).equals(content)).toBe(true)
      // What Exchange writes in front: its trace and its own fields.
      const added = one.content.subarray(0, -content.length).toString()
      expect(added).toMatch(/^Received: from localhost by Replay (?:.*\r\n)+$/)
      expect(added).not.toMatch(/^X-(?:Sender|Receiver|CreatedBy|EndOfInjectedXHeaders)/im)
    }
  })
})
