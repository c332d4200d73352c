import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { prepareNetwork, readWorld } from '@/lib/network'
import { contoso } from '@/lib/network/testing/contoso'
import type { Value } from '@/lib/shell'
import { openWire, type Wire } from '@/lib/wire'
import { loopbackSources, openPost, type Post } from '@/lib/wire/client'
import { type MailSite, mailSite } from '@/lib/wire/mail/mail-site-for-tests'
import { keptSite, readObjects } from '../kept-site'
import { categorizer } from './categorizer'
import { keepMail } from './keep-mail'
import { mailToKeep } from './mail-for-tests'
import { mailboxDelivery } from './mailbox-delivery'
import { addSecondServer, transportService } from './second-server-for-tests'
import { smtpDelivery } from './smtp-delivery'
import { type TestTransport, testTransport } from './transport-for-tests'
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

async function rounds(count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    await categorizer.work(transport)
    await mailboxDelivery.work(transport)
    await smtpDelivery.work(transport)
    await smtpDelivery.ended?.(transport)
  }
}

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
