import type pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { edgeSubscription } from '@/lib/exchange'
import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import { command, type Value } from '@/lib/shell'
import type { TestSite } from '../../test-site'
import { categorizer } from '../categorizer/categorizer'
import { keepMail } from '../keep-mail'
import { mailToKeep } from '../mail-for-tests'
import { openPool } from '../pool'
import { testTransport } from '../transport-for-tests'
import type { Transport } from '../worker'
import { namingEdge } from './edge-servers'
import { postForTests, type WorldForTests } from './post-for-tests'
import { accepting, ehlo, type ScriptedSmtp, scriptedSmtp } from './scripted-smtp-for-tests'
import { smtpDeliveryWith } from './smtp-delivery'

let place: TestSite
let pool: pg.Pool
let base: Transport & { refresh(): Promise<void>; close(): Promise<void> }
let world: WorldForTests
let transport: Transport
let edge: ScriptedSmtp
let fqdn: string

const worker = smtpDeliveryWith({ greetingMs: 10_000, silenceMs: 10_000, stopMs: 60_000 })
const now = new Date('2026-11-22T10:00:00Z')
const path = 'C:\\Data\\EdgeSubscription.xml'
const run = (name: string, args: Record<string, Value>) => done(place.run(command(name, args)))

beforeAll(async () => {
  place = await contoso('2013')
  pool = openPool(place.url, { max: 6 })
  await run('New-EdgeSubscription', { FileName: path })
  await run('New-EdgeSubscription', { FileData: { kind: 'file', path } })
  base = await testTransport(place, pool)
  fqdn = (await place.site.store.find(edgeSubscription, 'EDGE01'))?.properties.fqdn ?? ''
}, 60_000)
afterAll(async () => {
  await base.close()
  await pool.end()
  await place.close()
})
beforeEach(async () => {
  await pool.query(
    'truncate "MailItem", "MailQueue", "MailDelivery", "MessageTracking", "TransportSession" cascade',
  )
  edge = await scriptedSmtp((line) =>
    line.startsWith('EHLO')
      ? ehlo.replace('250 PIPELINING', '250-AUTH LOGIN PLAIN\r\n250-X-EXPS EXCHANGEAUTH\r\n250 PIPELINING')
      : accepting(line),
  )
  world = { records: { [`${fqdn} A`]: ['192.0.2.25'] }, servers: { '192.0.2.25': edge } }
  const post = postForTests(() => world)
  transport = Object.create(base, { post: { value: post }, now: { value: () => now } })
})
afterEach(() => edge.close())

async function sent(): Promise<void> {
  const mail = mailToKeep(['a@fabrikam.com'])
  const content = Buffer.from(`X-MS-Exchange-Organization-SCL: 1\r\n${mail.mail.content}`)
  await keepMail(pool, [{ ...mail, mail: { ...mail.mail, content }, event: null }])
  await categorizer.work(transport)
  await worker.work(transport)
  await worker.ended?.(transport)
}

const queues = async () =>
  (
    await pool.query(
      `select "deliveryType", "nextHopDomain", "connector", "lastError", "nextRetryAt" from "MailQueue" where "kind" = 'Delivery'`,
    )
  ).rows
const internet = 'EdgeSync - Default-First-Site-Name to Internet'

describe('Mail for the Internet of an organization with an Edge subscription', () => {
  it('goes to the Edge server at the address that DNS has for it', async () => {
    await sent()
    expect(edge.messages).toHaveLength(1)
    expect(await queues()).toMatchObject([
      { deliveryType: 'SmtpRelayWithinAdSiteToEdge', nextHopDomain: internet, lastError: null },
    ])
    const { rows } = await pool.query(`select "details" from "MessageTracking" where "eventId" = 'SEND'`)
    expect(rows[0].details).toMatchObject({ serverHostname: fqdn, serverIp: '192.0.2.25' })
  })

  it('is told neither the password of the server nor what the organization noted of the message', async () => {
    await sent()
    expect(edge.heard.filter((line) => /^(AUTH|X-EXPS)/.test(line))).toEqual([])
    expect(edge.messages[0]).toContain('Hello.')
    expect(edge.messages[0]).not.toContain('X-MS-Exchange-Organization')
  })

  it.each(['NXDOMAIN', 'SERVFAIL'] as const)(
    'waits where DNS says %s of it, and goes back to nobody',
    async (status) => {
      world = { records: { [`${fqdn} A`]: status }, servers: {} }
      await sent()
      expect(await queues()).toMatchObject([
        {
          lastError: `[{LRT=26-11-22 10:00:00};{LED=451 4.4.0 DNS query failed. The Edge Transport server cannot be found: ${fqdn}};{FQDN=${fqdn}}]`,
          nextRetryAt: new Date('2026-11-22T10:01:00Z'),
        },
      ])
    },
  )

  it('waits where it does not answer, and the error names it', async () => {
    world = { ...world, servers: { '192.0.2.25': 'timeout' } }
    await sent()
    const [queue] = await queues()
    expect(queue.lastError).toContain('421 4.4.1 Connection timed out.')
    expect(queue.lastError).toContain(`{FQDN=${fqdn}};{IP=192.0.2.25}`)
  })

  it('waits where the connector names a server that is not subscribed any more', async () => {
    await run('Set-SendConnector', { Identity: internet, SourceTransportServers: ['EXCH01'] })
    await base.refresh()
    const mail = mailToKeep(['a@fabrikam.com'])
    await keepMail(pool, [{ ...mail, event: null }])
    await categorizer.work(transport)
    await pool.query(
      `update "MailQueue" set "deliveryType" = 'SmtpRelayWithinAdSiteToEdge' where "kind" = 'Delivery'`,
    )
    await worker.work(transport)
    await worker.ended?.(transport)
    expect((await queues())[0].lastError).toContain(
      'no Edge Transport server that is subscribed to this site',
    )
  })

  it('has the name in the error of 2010, too, whose own form names nobody', () => {
    const toEdge = { deliveryType: 'SmtpRelayWithinAdSiteToEdge' } as const
    expect(namingEdge(toEdge, '451 4.4.0 Nobody answered.', fqdn)).toBe(
      `451 4.4.0 Nobody answered. The Edge Transport server is ${fqdn}.`,
    )
    expect(namingEdge({ deliveryType: 'DnsConnectorDelivery' }, '451', fqdn)).toBe('451')
  })
})
