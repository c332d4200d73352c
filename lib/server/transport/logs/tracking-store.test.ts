import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyEvent, type TrackingQuery } from '@/lib/exchange'
import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import { command, type Value } from '@/lib/shell'
import type { TestSite } from '../../test-site'
import { openPool } from '../pool'
import { writeTracking } from '../tracking-rows'
import { eventForTests } from './tracking-for-tests'
import { trackingStore } from './tracking-store'

let site: TestSite
let pool: pg.Pool
beforeAll(async () => {
  site = await contoso('2016')
  pool = openPool(site.url, { max: 2 })
})
afterAll(async () => {
  await pool.end()
  await site.close()
})

const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 9, 41, second))
const write = (...events: readonly Parameters<typeof eventForTests>[0][]) =>
  writeTracking(pool, events.map(eventForTests))

async function found(query: Partial<TrackingQuery>, most = 10_000) {
  const subjects: string[] = []
  for await (const event of trackingStore(site.db).read({ ...everyEvent, ...query }, most))
    subjects.push(event.subject)
  return subjects
}

async function output(name: string, args: Record<string, Value> = {}) {
  return ((await done(site.run(command(name, args)))).output ?? []) as Record<string, unknown>[]
}

describe('A search of the tracking log', () => {
  beforeAll(() =>
    write(
      { subject: 'Second', at: at(2), messageId: '<2@x>', sender: 'Ann@x.org', internalMessageId: 7n },
      {
        subject: 'First 100%',
        at: at(1),
        messageId: '<1@x>',
        recipients: ['a@contoso.com', 'B@contoso.com'],
      },
      {
        subject: 'Third',
        at: at(3),
        messageId: '<3@x>',
        eventId: 'DSN',
        source: 'DSN',
        sender: '',
        reference: '<1@x>',
      },
      { subject: 'Elsewhere', at: at(4), messageId: '<4@x>', server: 'EXCH02' },
    ),
  )

  it('gives events in the order of their time, whatever order they were written in', async () => {
    expect(await found({})).toEqual(['First 100%', 'Second', 'Third', 'Elsewhere'])
  })

  it.each<[string, Partial<TrackingQuery>, string[]]>([
    ['sender, in any case', { sender: 'ANN@X.ORG' }, ['Second']],
    ['the null reverse-path', { sender: '<>' }, ['Third']],
    ['any of several recipients', { recipients: ['b@CONTOSO.com', 'nobody@contoso.com'] }, ['First 100%']],
    ['a part of the subject', { messageSubject: 'SECO' }, ['Second']],
    ['a subject with characters of patterns', { messageSubject: '0%' }, ['First 100%']],
    ['a Message-ID without its brackets', { messageId: '2@x' }, ['Second']],
    ['an event in small letters', { eventId: 'dsn' }, ['Third']],
    ['a source', { source: 'Dsn' }, ['Third']],
    ['a server', { server: 'EXCH02' }, ['Elsewhere']],
    ['a time, both ends included', { start: at(2), end: at(3) }, ['Second', 'Third']],
    ['the number of a message', { internalMessageId: '7' }, ['Second']],
    ['the message that a report is about', { reference: '<1@x>' }, ['Third']],
    ['a number that is none', { internalMessageId: "7' or true --" }, []],
    ['a network message id that is none', { networkMessageId: 'x' }, []],
    ['texts that PostgreSQL does not know', { sender: 'a\0b', messageSubject: '\ud800' }, []],
    [
      'years beyond the calendar',
      { start: new Date(-8e15), end: new Date(8e15) },
      ['First 100%', 'Second', 'Third', 'Elsewhere'],
    ],
  ])('finds by %s', async (_, query, subjects) => {
    expect(await found(query)).toEqual(subjects)
  })

  it('reads on where a batch ended, and stops where it was told to', async () => {
    const many = Array.from({ length: 1500 }, (__, n) => ({
      subject: `Many ${n}`,
      sender: 'many@x.org',
      at: at(10 + (n >> 8)),
    }))
    await write(...many)
    const all = await found({ sender: 'many@x.org' })
    expect(all).toEqual(many.map(({ subject }) => subject))
    expect(await found({ sender: 'many@x.org' }, 1200)).toEqual(all.slice(0, 1200))
  })
})

describe('Get-MessageTrackingLog', () => {
  it('shows the properties of the documentation', async () => {
    const [first] = await output('Get-MessageTrackingLog', { Server: 'EXCH01', ResultSize: '1' })
    expect(Object.keys(first ?? {})).toEqual(
      expect.arrayContaining([
        'Timestamp',
        'RecipientStatus',
        'RecipientCount',
        'SourceContext',
        'ClientHostname',
        'NetworkMessageId',
      ]),
    )
    expect(first).toMatchObject({
      MessageSubject: 'First 100%',
      RecipientCount: 2,
      Sender: 'j.park@fabrikam.com',
    })
  })

  it('reads the log of one server, and says when there is more than it shows', async () => {
    const result = await done(site.run(command('Get-MessageTrackingLog', { ResultSize: '2' })))
    expect(result.output).toHaveLength(2)
    expect(result.warnings?.[0]).toMatch(/^There are more results/)
    expect(await output('Get-MessageTrackingLog', { MessageSubject: 'Elsewhere' })).toEqual([])
  })
})

describe('A delivery report', () => {
  beforeAll(async () => {
    await site.inTransaction(async ({ store }) => {
      const password = {
        passwordHash: '',
        firstName: '',
        lastName: '',
        accessLevel: 'User',
        enabled: true,
        vpn: false,
      } as const
      await store.users.insert({
        ...password,
        name: 'Frank',
        logonName: 'FrankM',
        remoteWebAccess: false,
        mailbox: null,
      })
    })
    await done(site.run(command('Enable-Mailbox', { Identity: 'FrankM', Alias: 'FrankM' })))
    const sent = { messageId: '<sent@contoso.com>', subject: 'Offer', sender: own }
    await write(
      { ...sent, at: at(20), source: 'STOREDRIVER', recipients: ['sales@contoso.com', 'x@fabrikam.com'] },
      {
        ...sent,
        at: at(21),
        eventId: 'EXPAND',
        source: 'ROUTING',
        recipients: ['a@contoso.com'],
        relatedRecipient: 'sales@contoso.com',
      },
      { ...sent, at: at(22), eventId: 'DELIVER', source: 'STOREDRIVER', recipients: ['a@contoso.com'] },
      {
        ...sent,
        at: at(23),
        eventId: 'FAIL',
        source: 'SMTP',
        recipients: ['X@fabrikam.com'],
        recipientStatus: ['552 5.2.2 Mailbox full'],
      },
    )
  })
  const own = 'FrankM@contoso.local'

  it('tells what became of a message that a mailbox sent, recipient by recipient', async () => {
    const [found] = await output('Search-MessageTrackingReport', {
      Identity: 'FrankM',
      Recipients: ['x@fabrikam.com'],
    })
    expect(found).toMatchObject({ Subject: 'Offer', FromAddress: own })
    const [report] = await output('Get-MessageTrackingReport', {
      Identity: String(found?.MessageTrackingReportId),
    })
    expect(report).toMatchObject({
      DeliveredCount: 1,
      UnsuccessfulCount: 1,
      PendingCount: 0,
      RecipientTrackingEvents: [
        {
          RecipientAddress: 'X@fabrikam.com',
          DeliveryStatus: 'Unsuccessful',
          EventDescription: 'The next server refused the message for X@fabrikam.com: 552 5.2.2 Mailbox full.',
        },
        { RecipientAddress: 'a@contoso.com', DeliveryStatus: 'Delivered' },
      ],
    })
  })

  it('names those of the organization, and its servers only where every detail is wanted', async () => {
    await done(site.run(command('New-AcceptedDomain', { Name: 'contoso.com', DomainName: 'contoso.com' })))
    await done(
      site.run(
        command('New-DistributionGroup', {
          Name: 'sales-team',
          DisplayName: 'Sales',
          PrimarySmtpAddress: 'sales@contoso.com',
        }),
      ),
    )
    const search = { Identity: 'FrankM', BypassDelegateChecking: true }
    const [found] = await output('Search-MessageTrackingReport', search)
    expect(found).toMatchObject({
      FromDisplayName: 'Frank',
      RecipientDisplayNames: ['Sales', 'x@fabrikam.com'],
    })
    const [bare] = await output('Search-MessageTrackingReport', { ...search, DoNotResolve: true })
    expect(bare?.FromDisplayName).toBe(own)
    const Identity = String(found?.MessageTrackingReportId)
    const events = async (args: Record<string, Value>) =>
      (await output('Get-MessageTrackingReport', { Identity, ...args }))[0]?.RecipientTrackingEvents
    expect(JSON.stringify(await events({ DetailLevel: 'Basic' }))).not.toContain('EXCH01')
    const Recipients = ['X@fabrikam.com']
    expect(await events({ DetailLevel: 'Verbose', Recipients })).toMatchObject([
      { Server: 'EXCH01', EventData: ['552 5.2.2 Mailbox full'] },
    ])
    expect(await events({ ReportTemplate: 'RecipientPath', ResultSize: 1 })).toMatchObject([
      { RecipientDisplayName: 'Sales, x@fabrikam.com' },
    ])
  })

  it('is found by messages, though several servers tell of each', async () => {
    const told = (messageId: string, minute: number) =>
      ['EXCH01', 'EXCH02', 'EXCH03'].map((server) => ({
        ...{ messageId, server, at: at(minute), sender: own, recipients: ['y@fabrikam.com'] },
      }))
    await write(...told('<first@contoso.com>', 30), ...told('<second@contoso.com>', 31))
    const search = { Identity: 'FrankM', Recipients: ['y@fabrikam.com'] }
    expect(await output('Search-MessageTrackingReport', { ...search, ResultSize: 2 })).toHaveLength(2)
    const one = await done(site.run(command('Search-MessageTrackingReport', { ...search, ResultSize: 1 })))
    expect(one.output).toHaveLength(1)
    expect(one.warnings).toHaveLength(1)
  })

  it('is refused where there is none', async () => {
    const none = await site.run(command('Get-MessageTrackingReport', { Identity: 'Message-Id=<none@x>' }))
    expect(none).toMatchObject({ ok: false, error: { errorId: 'MessageTrackingReportNotFound' } })
  })
})
