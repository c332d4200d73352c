import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import { absent, command, OutputBytes, type Value } from '@/lib/shell'
import type { TestSite } from '../../test-site'
import { keepMail } from '../keep-mail'
import { mailToKeep } from '../mail-for-tests'
import { openPool } from '../pool'
import { queueOf } from '../queue-of'
import { testTransport } from '../transport-for-tests'
import { pendingRemoval } from './pending-removal'

let site: TestSite
let pool: ReturnType<typeof openPool>
let queue = 0n

beforeAll(async () => {
  site = await contoso('2013')
  pool = openPool(site.url, { max: 2 })
})
afterAll(async () => {
  await pool.end()
  await site.close()
})
beforeEach(async () => {
  await pool.query('truncate "MailDelivery", "MailQueue", "MailItem", "MailboxItem", "MessageTracking"')
  queue = await queueOf(pool, 'EXCH01', fabrikam, new Date('2026-11-22T09:00:00Z'))
})

const fabrikam = {
  kind: 'Delivery',
  deliveryType: 'DnsConnectorDelivery',
  nextHopDomain: 'fabrikam.com',
  nextHopCategory: 'External',
  connector: 'WSE Internet SendConnector',
} as const

const run = (name: string, args: Record<string, Value> = {}) => site.run(command(name, args))

async function output(name: string, args: Record<string, Value> = {}) {
  return ((await done(run(name, args))).output ?? []) as Record<string, unknown>[]
}

async function errorOf(name: string, args: Record<string, Value>) {
  const result = await run(name, args)
  return result.ok ? null : result.error
}

/** Messages that wait for fabrikam.com. @returns their identities */
async function waiting(...subjects: string[]) {
  await keepMail(
    pool,
    subjects.map((subject) => mailToKeep(['j.park@fabrikam.com'], subject)),
  )
  const { rows } = await pool.query<{ id: bigint }>(
    `update "MailDelivery" set "queueId" = $1 where "queueId" <> $1 returning "id"`,
    [queue],
  )
  return rows.map(({ id }) => `EXCH01\\${queue}\\${id}`)
}

const states = async () =>
  (await pool.query(`select "state" from "MailDelivery" order by "id"`)).rows.map(({ state }) => state)
const events = async () =>
  (await pool.query(`select "eventId", "source" from "MessageTracking" order by "id"`)).rows.map(
    ({ eventId, source }) => `${eventId} ${source}`,
  )
const retryAt = (date: string | null) =>
  pool.query('update "MailQueue" set "nextRetryAt" = $2, "lastError" = $3 where "id" = $1', [
    queue,
    date,
    date && '421 4.4.2 Connection dropped',
  ])

describe('A queue', () => {
  it('is shown with its next hop, its state and how many wait', async () => {
    await waiting('One', 'Two', 'Three')
    await pool.query(
      `update "MailDelivery" set "state" = 'Retry' where "id" = (select min("id") from "MailDelivery")`,
    )
    expect(await output('Get-Queue', { Identity: `EXCH01\\${queue}` })).toMatchObject([
      {
        Identity: `EXCH01\\${queue}`,
        DeliveryType: 'DnsConnectorDelivery',
        NextHopDomain: 'fabrikam.com',
        NextHopCategory: 'External',
        Status: 'Ready',
        MessageCount: 3,
        DeferredMessageCount: 1,
      },
    ])
    expect(await output('Get-Queue', { Identity: 'EXCH01\\FABRIKAM.com' })).toHaveLength(1)
    const all = [{ GroupByValue: 'fabrikam.com', MessageCount: 3 }]
    const here = { Site: ['default-first-site-name'] }
    const places: readonly Record<string, Value>[] = [
      {},
      { Forest: true },
      here,
      { Server: ['EXCH01', 'exch01'] },
    ]
    for (const where of places) expect(await output('Get-QueueDigest', where)).toMatchObject(all)
    expect(await errorOf('Get-QueueDigest', { Forest: true, ...here })).toMatchObject({
      errorId: 'AmbiguousParameterSet',
    })
    expect(await errorOf('Get-QueueDigest', { Site: ['Nowhere'] })).toMatchObject({ target: 'Site' })
  })

  it('is Suspended before it is Retry, Connecting, Active and Ready', async () => {
    const status = async () => (await output('Get-Queue', { Identity: `EXCH01\\${queue}` }))[0]?.Status
    await waiting('One')
    await pool.query(`update "MailDelivery" set "state" = 'Active', "claimedBy" = $1`, [randomUUID()])
    expect(await status()).toBe('Active')
    await pool.query('update "MailQueue" set "connectingBy" = $1 where "id" = $2', [randomUUID(), queue])
    expect(await status()).toBe('Connecting')
    await retryAt('2026-11-22T12:00:00Z')
    expect(await status()).toBe('Retry')
    await done(run('Suspend-Queue', { Identity: `EXCH01\\${queue}`, Confirm: absent }))
    expect(await status()).toBe('Suspended')
  })

  it('of poison is there only while it holds something, and its messages are suspended', async () => {
    const poison = {
      ...fabrikam,
      kind: 'Poison',
      deliveryType: 'Undefined',
      nextHopDomain: 'Poison Message',
    } as const
    const id = await queueOf(pool, 'EXCH01', poison, new Date())
    const keys = async () => (await output('Get-Queue')).map(({ Identity }) => Identity)
    expect(await keys()).not.toContain('EXCH01\\Poison')
    await waiting('One')
    await pool.query('update "MailDelivery" set "queueId" = $1, "crashes" = 2', [id])
    expect(await keys()).toContain('EXCH01\\Poison')
    const [message] = await output('Get-Message', { Queue: 'Poison' })
    expect(message).toMatchObject({ Status: 'Suspended' })
    await done(run('Resume-Message', { Identity: String(message?.Identity) }))
    expect(await output('Get-Message', { Queue: 'Submission' })).toMatchObject([{ Status: 'Ready' }])
  })

  it('tries again at once by Retry-Queue where it is in Retry, and nowhere else', async () => {
    const next = async () =>
      (await pool.query('select "nextRetryAt" as "at" from "MailQueue" where "id" = $1', [queue])).rows[0].at
    await done(run('Retry-Queue', { Identity: `EXCH01\\${queue}` }))
    expect(await next()).toBeNull()
    await retryAt('2999-01-01T00:00:00Z')
    await done(run('Retry-Queue', { Filter: "Status -eq 'Retry'" }))
    expect((await next()).getTime()).toBeLessThanOrEqual(Date.now())
  })

  it('in Retry is submitted anew by -Resubmit, without what is suspended', async () => {
    const [first = ''] = await waiting('One', 'Two')
    await done(run('Suspend-Message', { Identity: first, Confirm: absent }))
    await done(run('Retry-Queue', { Identity: `EXCH01\\${queue}`, Resubmit: true }))
    expect(await output('Get-Message', { Queue: 'Submission' })).toHaveLength(0)
    await retryAt('2999-01-01T00:00:00Z')
    await done(run('Retry-Queue', { Identity: `EXCH01\\${queue}`, Resubmit: true }))
    expect(await output('Get-Message', { Queue: 'Submission' })).toMatchObject([{ Subject: 'Two' }])
    expect(await output('Get-Message', { Queue: `EXCH01\\${queue}` })).toMatchObject([{ Subject: 'One' }])
    expect(await events()).toContain('RESUBMIT QUEUE')
  })
})

describe('The messages of queues', () => {
  it('are found by queue, by filter and by page', async () => {
    await waiting('Invoice 1', 'Offer_2', 'Invoice 3')
    const subjects = async (args: Record<string, Value>) =>
      (await output('Get-Message', args)).map(({ Subject }) => Subject)
    expect(await subjects({ Queue: 'EXCH01\\fabrikam.com' })).toEqual(['Invoice 1', 'Offer_2', 'Invoice 3'])
    expect(await subjects({ Filter: "Subject -like 'invoice*'" })).toEqual(['Invoice 1', 'Invoice 3'])
    expect(await subjects({ Filter: "Subject -like '*r?2'" })).toEqual([])
    expect(await subjects({ Filter: "Size -gt 10 -and Subject -eq 'OFFER_2'" })).toEqual(['Offer_2'])
    expect(await subjects({ Filter: 'Size -gt 100000' })).toEqual([])
    expect(await subjects({ ResultSize: 1, BookmarkIndex: 2 })).toEqual(['Offer_2'])
    expect(await subjects({ BookmarkIndex: 2, SearchForward: false, IncludeBookmark: false })).toEqual([
      'Invoice 1',
    ])
    expect(await output('Get-Message', { ResultSize: 1, ReturnPageInfo: true })).toMatchObject([
      { PageOffset: 0, TotalCount: 3 },
      { Subject: 'Invoice 1' },
    ])
    expect(await subjects({ SortOrder: ['-Subject'], ResultSize: 1 })).toEqual(['Offer_2'])
    expect((await done(run('Get-Message', { ResultSize: 2 }))).warnings?.[0]).toContain('more results')
    expect(await subjects({ ResultSize: 1, BookmarkIndex: 2 ** 31 - 1 })).toEqual(['Invoice 3'])
  })

  it('wait with their queue, and say why', async () => {
    await waiting('One')
    await retryAt('2999-01-01T00:00:00Z')
    expect(await output('Get-Message', { IncludeRecipientInfo: true })).toMatchObject([
      { Status: 'Retry', LastError: '421 4.4.2 Connection dropped', Recipients: ['j.park@fabrikam.com'] },
    ])
  })

  it('are suspended and resumed, each the undo of the other', async () => {
    const [Identity = ''] = await waiting('One', 'Two')
    const { undo = [] } = await done(run('Suspend-Message', { Identity, Confirm: absent }))
    expect(await states()).toEqual(['Suspended', 'Ready'])
    for (const step of undo) await done(site.run(step))
    expect(await states()).toEqual(['Ready', 'Ready'])
  })

  it('are suspended when they are put back, while a process has them in hand', async () => {
    const [Identity = ''] = await waiting('One')
    await pool.query(`update "MailDelivery" set "state" = 'Active', "claimedBy" = $1`, [randomUUID()])
    await done(run('Suspend-Message', { Identity, Confirm: absent }))
    expect(await states()).toEqual(['PendingSuspend'])
    await done(run('Resume-Message', { Identity }))
    expect(await states()).toEqual(['Active'])
  })
})

describe('A message that is removed', () => {
  const reports = async () =>
    (await output('Get-Message', { Queue: 'Submission' })).map(({ FromAddress }) => FromAddress)

  it('is gone, and its sender gets a report', async () => {
    const [Identity = ''] = await waiting('One', 'Two')
    await done(run('Remove-Message', { Identity, Confirm: absent }))
    expect(await output('Get-Message', { Queue: `EXCH01\\${queue}` })).toMatchObject([{ Subject: 'Two' }])
    expect(await reports()).toEqual(['<>'])
    expect(await events()).toContain('FAIL ADMIN')
  })

  it('gives no report when none is wanted', async () => {
    await waiting('One', 'Two')
    const all = { Server: 'EXCH01', Filter: "FromAddress -eq 'J.Park@fabrikam.com'" }
    await done(run('Remove-Message', { ...all, WithNDR: false, Confirm: absent }))
    expect(await output('Get-Message')).toEqual([])
  })

  it.each([
    [true, ['<>']],
    [false, []],
  ])('goes when it is put back, while a process has it in hand; with a report: %s', async (WithNDR, told) => {
    const [Identity = ''] = await waiting('One')
    await pool.query(`update "MailDelivery" set "state" = 'Active', "claimedBy" = $1`, [randomUUID()])
    await done(run('Remove-Message', { Identity, WithNDR, Confirm: absent }))
    expect(await states()).toEqual(['PendingRemove'])
    const transport = await testTransport(site, pool)
    await pendingRemoval.work(transport)
    expect(await states()).toEqual(['PendingRemove'])
    await pool.query('update "MailDelivery" set "claimedBy" = null')
    await pendingRemoval.work(transport)
    expect(await output('Get-Message', { Queue: `EXCH01\\${queue}` })).toEqual([])
    expect(await reports()).toEqual(told)
  })
})

describe('Export-Message', () => {
  it('writes the envelope before the message, as the Replay directory reads it', async () => {
    const [Identity = ''] = await waiting('One')
    const [file] = await output('Export-Message', { Identity })
    expect(file?.FileData).toBeInstanceOf(OutputBytes)
    const text = Buffer.from(String(JSON.parse(JSON.stringify(file?.FileData))), 'base64').toString()
    expect(text).toMatch(/^X-Sender: <j\.park@fabrikam\.com>\r\nX-Receiver: <j\.park@fabrikam\.com>\r\n/)
    expect(text).toContain('\r\nSubject: One\r\n\r\nHello.')
  })
})
