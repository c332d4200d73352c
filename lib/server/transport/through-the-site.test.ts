import { afterAll, beforeAll, expect, it } from 'vitest'
import { unreachableHop } from '@/lib/exchange'
import { prepareNetwork, readWorld, type World } from '@/lib/network'
import { contoso } from '@/lib/network/testing/contoso'
import { openWire, type Wire } from '@/lib/wire'
import { loopbackSources, openPost } from '@/lib/wire/client'
import { type MailSite, mailSite } from '@/lib/wire/mail/mail-site-for-tests'
import { keptSite, readObjects } from '../kept-site'
import { enqueue } from './enqueue'
import { keepMail } from './keep-mail'
import { mailToKeep, recipient } from './mail-for-tests'
import { queueOf } from './queue-of'
import { type TestTransport, testTransport, workRounds } from './transport-for-tests'
import type { Transport } from './worker'

const smartHost = {
  deliveryType: 'SmartHostConnectorDelivery',
  nextHopDomain: '[192.168.0.3]',
  connector: 'Internet',
} as const

let mail: MailSite
let wire: Wire
let base: TestTransport
let transport: Transport
let world: World

beforeAll(async () => {
  mail = await mailSite('2016')
  const { place } = mail
  await place.inTransaction((site) => prepareNetwork(site, contoso({ publicAddresses: ['203.0.113.10'] })))
  await mail.run('New-SendConnector', {
    Name: 'Internet',
    AddressSpaces: ['*'],
    SourceTransportServers: ['EXCH01'],
  })
  await mail.run('Set-SendConnector', { Identity: 'Internet', ProtocolLoggingLevel: 'Verbose' })
  wire = await openWire({
    snapshot: async () => keptSite(place.db, await readObjects(place.db), 'network'),
    ports: { dns: 0, dnsInside: 0, dnsResolver: 0, proxy: 0, smtp: 0, submission: 0, block: 0 },
    saveCache: async () => undefined,
    intake: mail.intake,
  })
  base = await testTransport(place, mail.pool)
  world = await readWorld(base.site())
  const bindingOf = (address: string) => loopbackSources(world).bindingOf(address)
  const post = openPost({ settle: () => wire.settle(), bindingOf })
  transport = Object.create(base, { post: { value: post } })
}, 60_000)
afterAll(async () => {
  await base.close()
  await wire.close()
  await mail.close()
})

const rounds = (count: number) => workRounds(transport, count)

async function sent(...to: readonly string[]): Promise<void> {
  const kept = mailToKeep(to)
  const origin = { ...kept.mail.origin, directionality: 'Originating' as const, authenticatedAs: 'frankm' }
  const content = Buffer.from(`X-MS-Exchange-Organization-AuthAs: Internal\r\n${kept.mail.content}`)
  const queuedMail = { ...kept.mail, sender: 'FrankM@contoso.com', origin, content }
  await keepMail(mail.pool, [{ ...kept, receivedAt: transport.now(), mail: queuedMail, event: null }])
}

it('A message goes to a colleague and, by DNS, routers and SMTP, to another organization', async () => {
  await sent('erikab@contoso.com', 'j.park@fabrikam.com')
  await rounds(2)
  const { rows } = await mail.pool.query(
    'select "eventId", "source", "details" from "MessageTracking" order by "id"',
  )
  const seen = rows.map(
    ({ eventId, source, details }) => `${eventId} ${source} ${details.recipients} ${details.recipientStatus}`,
  )
  expect(seen).toContain('DELIVER STOREDRIVER erikab@contoso.com ')
  expect(seen.some((one) => /^SEND SMTP j\.park@fabrikam\.com 250 /.test(one))).toBe(true)
  const outside = await mail.pool.query('select "recipient", "content" from "OutsideMessage"')
  expect(outside.rows.map(({ recipient }) => recipient)).toEqual(['j.park@fabrikam.com'])
  expect(outside.rows[0].content.toString()).not.toContain('X-MS-Exchange-Organization')
}, 30_000)

it('A message to a smart host that offers TLS goes there encrypted, and comes in again', async () => {
  const { pool } = mail
  await pool.query('truncate "MailQueue", "MailDelivery", "MessageTracking", "TransportSession" cascade')
  await sent('erikab@contoso.com')
  const { rows } = await pool.query('select "id" from "MailItem" order by "id" desc limit 1')
  await pool.query('delete from "MailDelivery"')
  const at = transport.now()
  const queueId = await queueOf(pool, 'EXCH01', { ...unreachableHop, kind: 'Delivery', ...smartHost }, at)
  const recipients = [recipient('erikab@contoso.com')]
  await enqueue(pool, [
    { itemId: rows[0].id, queueId, recipients, enqueuedAt: at, expiresAt: at, delayNoticeAt: null },
  ])
  await rounds(2)
  const log = await pool.query(`select "lines" from "TransportSession" where "kind" = 'Send'`)
  expect(JSON.stringify(log.rows[0]?.lines)).toMatch(
    /STARTTLS.*220 2\.0\.0.*EHLO.*RCPT TO:<erikab@contoso\.com>.*250 2\.6\.0/,
  )
  const events = await pool.query('select "eventId" from "MessageTracking" order by "id"')
  expect(events.rows.map(({ eventId }) => eventId)).toEqual(
    expect.arrayContaining(['SEND', 'RECEIVE', 'DELIVER']),
  )
}, 30_000)
