import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { exchangeServer } from '@/lib/exchange'
import { prepareNetwork, readWorld } from '@/lib/network'
import { contoso } from '@/lib/network/testing/contoso'
import type { Value } from '@/lib/shell'
import { openWire, type Wire } from '@/lib/wire'
import { loopbackSources, openPost, type Post } from '@/lib/wire/client'
import { type MailSite, mailSite } from '@/lib/wire/mail/mail-site-for-tests'
import { keptSite, readObjects } from '../kept-site'
import { categorizer } from './categorizer/categorizer'
import { knownRouting } from './categorizer/known-routing'
import { shadowRedundancy } from './delivery/shadow-redundancy'
import { smtpDelivery } from './delivery/smtp-delivery'
import { enqueue } from './enqueue'
import { type OpenIntake, openIntake } from './intake/intake'
import { keepMail } from './keep-mail'
import { mailToKeep } from './mail-for-tests'
import { addSecondServer, transportService } from './second-server-for-tests'
import { type TestTransport, testTransport, workRounds } from './transport-for-tests'
import type { Transport } from './worker'

let mail: MailSite
let wire: Wire
let post: Post
let base: TestTransport
let transport: Transport

beforeAll(async () => {
  mail = await mailSite('2016')
  const { place, run } = mail
  await place.inTransaction((site) => prepareNetwork(site, contoso({ publicAddresses: ['203.0.113.10'] })))
  await addSecondServer(place, { name: 'EXCH02', address: '192.168.1.3', database: 'DB2' })
  await place.db.user.updateMany({ where: { logonKey: 'erikab' }, data: { database: 'DB2' } })
  await run('New-ADReplicationSite', { Name: 'Branch' })
  await run('New-ADReplicationSubnet', { Name: '192.168.1.0/24', Site: 'Branch' })
  await run('New-ADReplicationSiteLink', {
    Name: 'Main-Branch',
    SitesIncluded: ['Default-First-Site-Name', 'Branch'],
  })
  wire = await openWire({
    snapshot: async () => keptSite(place.db, await readObjects(place.db), 'network'),
    ports: { dns: 0, dnsInside: 0, dnsResolver: 0, proxy: 0, smtp: 0, submission: 0, block: 0 },
    saveCache: async () => undefined,
    intake: mail.intake,
  })
  base = await testTransport(place, mail.pool)
  const world = await readWorld(base.site())
  const bindingOf = (address: string) => loopbackSources(world).bindingOf(address)
  post = openPost({ settle: () => wire.settle(), bindingOf })
  transport = Object.create(base, { post: { value: post } })
}, 60_000)
afterAll(async () => {
  await base.close()
  await wire.close()
  await mail.close()
})
beforeEach(() =>
  mail.pool.query(
    'truncate "MailItem", "MailQueue", "MailDelivery", "MailboxItem", "MessageTracking", "TransportSession" cascade',
  ),
)

/** The site has changed: everybody reads it anew. */
async function changed(name: string, args: Record<string, Value>): Promise<void> {
  await mail.run(name, args)
  await refresh()
}

async function refresh(): Promise<void> {
  await base.refresh()
  post.refresh()
}

const rounds = (count: number) => workRounds(transport, count)

async function sent(...to: readonly string[]): Promise<void> {
  const kept = mailToKeep(to)
  const origin = { ...kept.mail.origin, directionality: 'Originating' as const, authenticatedAs: 'frankm' }
  const queuedMail = { ...kept.mail, sender: 'frankm@contoso.com', origin }
  await keepMail(mail.pool, [{ ...kept, receivedAt: transport.now(), mail: queuedMail, event: null }])
}

async function events(): Promise<readonly string[]> {
  const { rows } = await mail.pool.query('select "server", "eventId" from "MessageTracking" order by "id"')
  return rows.map(({ server, eventId }) => `${server} ${eventId}`)
}

async function queues() {
  const { rows } = await mail.pool.query(
    'select "server", "deliveryType", "nextHopDomain", "failures", "lastError" from "MailQueue" order by "id"',
  )
  return rows
}

async function inboxes(): Promise<readonly { logonName: string; content: string }[]> {
  const { rows } = await mail.pool.query(`
    select person."logonName", encode(item."content", 'escape') as "content"
    from "MailboxItem" as place join "MailItem" as item on item."id" = place."itemId"
      join "User" as person on person."mailboxGuid" = place."mailboxGuid" order by place."id"`)
  return rows
}

describe('Between two servers of the organization', () => {
  it('a message is relayed to the site of the mailbox, and delivered there with the traces of both', async () => {
    await sent('erikab@contoso.com')
    await rounds(2)
    expect(await queues()).toMatchObject([
      { server: 'EXCH01' },
      {
        deliveryType: 'SmtpRelayToMailboxDeliveryGroup',
        nextHopDomain: 'site:Branch;version:15',
        failures: 0,
      },
      { server: 'EXCH02', deliveryType: 'Undefined' },
      { server: 'EXCH02', deliveryType: 'SmtpDeliveryToMailbox' },
    ])
    expect(await events()).toEqual(['EXCH02 RECEIVE', 'EXCH01 SEND', 'EXCH02 DELIVER'])
    const [held] = await inboxes()
    expect(held?.logonName).toBe('erikab')
    expect(held?.content).toContain('AuthAs: Internal')
    expect(held?.content).toMatch(/Received: from exch01\.contoso\.local[\s\S]* by exch02\.contoso\.local/i)
  }, 30_000)

  it('rules, journal and forwards have a message once, at the first server', async () => {
    await changed('New-TransportRule', {
      Name: 'Mark',
      PrependSubject: '[Seen] ',
      SetHeaderName: 'X-Seen',
      SetHeaderValue: 'yes',
    })
    await changed('New-JournalRule', {
      Name: 'All',
      JournalEmailAddress: 'frankm@contoso.com',
      Scope: 'Global',
      Enabled: true,
    })
    await changed('Set-Mailbox', {
      Identity: 'erikab',
      ForwardingAddress: 'frankm',
      DeliverToMailboxAndForward: true,
    })
    await sent('erikab@contoso.com')
    await rounds(3)
    expect((await inboxes()).map(({ logonName }) => logonName).toSorted()).toEqual([
      'erikab',
      'frankm',
      'frankm',
    ])
    await mail.run('Remove-TransportRule', { Identity: 'Mark' })
    await mail.run('Remove-JournalRule', { Identity: 'All' })
    await changed('Set-Mailbox', { Identity: 'erikab', ForwardingAddress: null })
  }, 30_000)

  it('a message waits at the first while the transport of the second is stopped', async () => {
    await transportService(mail.place, 'EXCH02', 'Stopped')
    await refresh()
    await sent('erikab@contoso.com')
    await rounds(1)
    expect((await queues()).at(-1)).toMatchObject({
      nextHopDomain: 'site:Branch;version:15',
      failures: 1,
      lastError: expect.stringContaining('Unable to connect'),
    })
    await transportService(mail.place, 'EXCH02', 'Running')
    await refresh()
    await mail.pool.query('update "MailQueue" set "nextRetryAt" = null')
    await rounds(2)
    expect(await inboxes()).toHaveLength(1)
  }, 30_000)
})

it('A message that is handed on a second time is not delivered a second time', async () => {
  await sent('erikab@contoso.com')
  const copy = await mail.pool.query('select * from "MailDelivery"')
  await rounds(2)
  const [{ itemId, recipients, enqueuedAt, expiresAt }] = copy.rows
  const { rows } = await mail.pool.query('select min("id") as "id" from "MailQueue"')
  const again = { itemId, recipients, enqueuedAt, expiresAt, queueId: rows[0].id, delayNoticeAt: null }
  await enqueue(mail.pool, [again])
  await rounds(2)
  expect(await inboxes()).toHaveLength(1)
  expect((await events()).at(-1)).toBe('EXCH02 DUPLICATEDELIVER')
}, 30_000)

it('The way to another site is the one that costs least', async () => {
  const way = async () => {
    const { servers } = await knownRouting(base.site())
    return servers.get('EXCH01')?.table.sites.find(({ name }) => name === 'Branch')?.way
  }
  expect(await way()).toMatchObject({ cost: 100, path: ['Branch'] })
  await mail.run('New-ADReplicationSite', { Name: 'Middle' })
  for (const one of ['Default-First-Site-Name', 'Branch'])
    await changed('New-ADReplicationSiteLink', {
      Name: `Middle-${one}`,
      SitesIncluded: ['Middle', one],
      Cost: 10,
    })
  expect(await way()).toMatchObject({ cost: 20, path: ['Middle', 'Branch'] })
})

describe('Shadow redundancy', () => {
  let intake: OpenIntake
  beforeAll(() => {
    intake = openIntake({ pool: mail.pool, site: () => base.site() })
    return changed('Set-ADReplicationSubnet', { Identity: '192.168.1.0/24', Site: 'Default-First-Site-Name' })
  })
  afterAll(() => intake.close())

  async function accepted(...to: readonly string[]): Promise<void> {
    expect(await intake.accept(mailToKeep(to).mail)).toMatchObject({ ok: true })
  }

  async function later(minutes: number): Promise<void> {
    await mail.place.inTransaction(({ clock }) => clock.advance(minutes * 60_000))
    await refresh()
  }

  async function turns(name: string, state: 'Running' | 'Stopped'): Promise<void> {
    await transportService(mail.place, name, state)
    await refresh()
  }

  it('has a copy at a second server before a message is accepted, until it is delivered', async () => {
    await accepted('frankm@contoso.com')
    expect(await events()).toEqual(['EXCH01 RECEIVE', 'EXCH02 HARECEIVE'])
    expect((await queues()).at(-1)).toMatchObject({
      server: 'EXCH02',
      deliveryType: 'ShadowRedundancy',
      nextHopDomain: 'exch01.contoso.local',
    })
    await shadowRedundancy.work(transport)
    expect((await events()).at(-1)).toBe('EXCH02 HARECEIVE')
    await rounds(1)
    await shadowRedundancy.work(transport)
    expect((await events()).at(-1)).toBe('EXCH01 DELIVER')
    await later(2)
    await shadowRedundancy.work(transport)
    expect((await events()).at(-1)).toBe('EXCH02 HADISCARD')
    expect((await mail.pool.query('select from "MailDelivery"')).rowCount).toBe(0)
  }, 30_000)

  it('resubmits the messages of a server that is silent for 3 hours, and none is delivered twice', async () => {
    await accepted('frankm@contoso.com')
    await turns('EXCH01', 'Stopped')
    await shadowRedundancy.work(transport)
    await later(179)
    await shadowRedundancy.work(transport)
    await rounds(1)
    expect(await inboxes()).toEqual([])
    await later(2)
    await shadowRedundancy.work(transport)
    await rounds(1)
    expect((await events()).slice(2)).toEqual(['EXCH02 RESUBMIT', 'EXCH02 DELIVER'])
    await turns('EXCH01', 'Running')
    await rounds(1)
    expect((await events()).at(-1)).toBe('EXCH01 DUPLICATEDELIVER')
    expect(await inboxes()).toHaveLength(1)
  }, 30_000)

  it('lets nothing in without a second server where that is wanted', async () => {
    const reject = (RejectMessageOnShadowFailure: boolean) =>
      changed('Set-TransportConfig', { RejectMessageOnShadowFailure })
    await reject(true)
    await accepted('frankm@contoso.com')
    await turns('EXCH02', 'Stopped')
    const refused = await intake.accept(mailToKeep(['frankm@contoso.com']).mail)
    expect(refused.ok || refused.error.message).toBe('451 4.4.0 Message failed to be made redundant')
    await reject(false)
    await accepted('frankm@contoso.com')
    await turns('EXCH02', 'Running')
  })

  it('of 2010 keeps what it hands on to another server until that one has delivered it', async () => {
    await mail.place.inTransaction(async ({ store }) => {
      const found = await store.find(exchangeServer, 'EXCH01')
      const roles = ['Mailbox', 'HubTransport'] as const
      if (found) await store.update(exchangeServer, found, { version: '2010', roles })
    })
    await refresh()
    await sent('erikab@contoso.com')
    await categorizer.work(transport)
    await smtpDelivery.work(transport)
    await smtpDelivery.ended?.(transport)
    expect(await events()).toEqual(['EXCH02 RECEIVE', 'EXCH01 SEND', 'EXCH01 HAREDIRECT'])
    await shadowRedundancy.work(transport)
    await rounds(1)
    await later(15)
    await shadowRedundancy.work(transport)
    expect((await events()).slice(3)).toEqual(['EXCH02 DELIVER', 'EXCH01 HADISCARD'])
  }, 30_000)
})
