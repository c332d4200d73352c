import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MailOrigin, MailRecipient, NextHop } from '@/lib/exchange'
import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import { command, secure, type Value } from '@/lib/shell'
import type { TestSite } from '../../test-site'
import { enqueue } from '../enqueue'
import { keepMail } from '../keep-mail'
import { mailToKeep, recipient } from '../mail-for-tests'
import { openPool } from '../pool'
import { queueOf } from '../queue-of'
import { reaperAfter } from '../reaper'
import { testTransport } from '../transport-for-tests'
import type { Transport } from '../worker'
import { addInternetConnector, fabrikamHop, fabrikamRecords } from './internet-for-tests'
import { postForTests, type WorldForTests } from './post-for-tests'
import { accepting, ehlo, type Script, type ScriptedSmtp, scriptedSmtp } from './scripted-smtp-for-tests'
import { smtpDeliveryWith } from './smtp-delivery'

let place: TestSite
let pool: pg.Pool
let base: Transport & { refresh(): Promise<void>; close(): Promise<void> }
let world: WorldForTests
let post: ReturnType<typeof postForTests>
let transport: Transport
let now: Date
let servers: ScriptedSmtp[] = []

const worker = smtpDeliveryWith({ greetingMs: 10_000, silenceMs: 10_000, stopMs: 60_000 })

beforeAll(async () => {
  place = await contoso('2013')
  pool = openPool(place.url, { max: 6 })
  await addInternetConnector(place)
  base = await testTransport(place, pool)
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
  now = new Date('2026-11-22T10:00:00Z')
  world = {
    records: fabrikamRecords,
    servers: {},
  }
  post = postForTests(() => world)
  transport = processOf()
})
afterEach(async () => {
  for (const server of servers) await server.close()
  servers = []
})

const run = (name: string, args: Record<string, Value>) => done(place.run(command(name, args)))

/** A transport process with the clock and the network of this test. */
function processOf(stopping = new AbortController().signal): Transport {
  return Object.create(base, {
    stopping: { value: stopping },
    post: { value: post },
    now: { value: () => now },
    process: { value: randomUUID() },
  })
}

async function fabrikam(script: Script, greeting?: string | null): Promise<ScriptedSmtp> {
  const server = await scriptedSmtp(script, greeting)
  servers.push(server)
  world = { ...world, servers: { ...world.servers, '198.51.100.25': server } }
  return server
}

async function queued(
  to: readonly (string | MailRecipient)[],
  origin: Partial<MailOrigin> = {},
  next: NextHop = fabrikamHop,
  content?: string,
): Promise<bigint> {
  const recipients = to.map((one) => (typeof one === 'string' ? recipient(one) : one))
  const kept = mailToKeep(recipients.map(({ address }) => address))
  const mail = {
    ...kept.mail,
    origin: { ...kept.mail.origin, ...origin },
    sender: 'FrankM@contoso.com',
    ...(content !== undefined && { content: Buffer.from(content) }),
  }
  const [itemId = 0n] = await keepMail(pool, [{ ...kept, mail, event: null }])
  await pool.query('delete from "MailDelivery" where "itemId" = $1', [itemId])
  const queueId = await queueOf(pool, 'EXCH01', next, now)
  const expiresAt = new Date(now.getTime() + 172_800_000)
  await enqueue(pool, [{ itemId, queueId, recipients, enqueuedAt: now, expiresAt, delayNoticeAt: null }])
  return queueId
}

/** One turn of the worker, until all that it began has ended. */
async function turn(by = transport): Promise<void> {
  await worker.work(by)
  await worker.ended?.(by)
}

const queue = async (id: bigint) =>
  (await pool.query('select * from "MailQueue" where "id" = $1', [id])).rows[0]
const waiting = async (queueId: bigint) =>
  (await pool.query('select * from "MailDelivery" where "queueId" = $1 order by "id"', [queueId])).rows
const events = async () =>
  (await pool.query('select * from "MessageTracking" order by "id"')).rows.map(
    ({ eventId, source, details }) => `${eventId} ${source} ${details.recipients} ${details.recipientStatus}`,
  )
const reports = async () =>
  (await pool.query(`select "origin" from "MailItem" where "sender" = '' order by "id"`)).rows.map(
    ({ origin }) => origin.status,
  )

describe('SMTP delivery', () => {
  it('sends what waits for a domain over one connection, and says so in the logs', async () => {
    const server = await fabrikam(accepting)
    const id = await queued(['a@fabrikam.com', 'b@fabrikam.com'])
    await queued(['c@fabrikam.com'])
    await turn()
    expect(server.connections).toBe(1)
    expect(server.messages).toHaveLength(2)
    expect(server.heard[0]).toBe('EHLO mail.contoso.com')
    expect(await waiting(id)).toEqual([])
    expect((await events()).slice(0, 2)).toEqual([
      'SEND SMTP a@fabrikam.com,b@fabrikam.com 250 2.1.0 OK,250 2.1.0 OK',
      'SEND SMTP c@fabrikam.com 250 2.1.0 OK',
    ])
    const { rows } = await pool.query(
      'select "kind", "connector", "lines" from "TransportSession" order by "kind"',
    )
    expect(rows.map(({ kind, connector }) => [kind, connector])).toEqual([
      ['Connectivity', 'Internet'],
      ['Send', 'Internet'],
    ])
    expect(JSON.stringify(rows[1].lines)).toContain('RCPT TO:<a@fabrikam.com>')
  })

  it('does with each recipient what was said of it', async () => {
    await fabrikam((line) => {
      if (line.includes('nobody')) return '550 5.1.1 User unknown'
      return line.includes('later') ? '451 4.7.1 Greylisted' : accepting(line)
    })
    const id = await queued(['a@fabrikam.com', 'nobody@fabrikam.com', 'later@fabrikam.com'])
    await turn()
    expect(await events()).toEqual([
      'SEND SMTP a@fabrikam.com 250 2.1.0 OK',
      'FAIL SMTP nobody@fabrikam.com 550 5.1.1 User unknown',
      'DEFER SMTP later@fabrikam.com 451 4.7.1 Greylisted',
      ...(await events()).slice(3),
    ])
    const [left] = await waiting(id)
    expect(left.recipients.map((one: MailRecipient) => one.address)).toEqual(['later@fabrikam.com'])
    expect([left.state, left.attempts, left.recipientCount, left.lastError]).toEqual([
      'Retry',
      1,
      1,
      '451 4.7.1 Greylisted',
    ])
    expect(left.nextAttemptAt.getTime() - now.getTime()).toBe(15 * 60_000)
    expect((await queue(id)).nextRetryAt).toBeNull()
    expect(await reports()).toEqual([['5.1.1']])
  })

  it('returns the whole message when that is refused, and sends the next on the same connection', async () => {
    const server = await fabrikam((line, message) =>
      message?.includes('Subject: Invoice 2291') && server.messages.length === 1
        ? '554 5.7.1 Refused by policy'
        : accepting(line),
    )
    const id = await queued(['a@fabrikam.com'])
    await queued(['b@fabrikam.com'])
    await turn()
    expect([server.connections, await waiting(id)]).toEqual([1, []])
    expect(server.heard.filter((line) => /^(MAIL|RSET)/.test(line)).map((line) => line.slice(0, 4))).toEqual([
      'MAIL',
      'RSET',
      'MAIL',
    ])
    expect(await reports()).toEqual([['5.7.1']])
  })

  it('tries the exchangers by their preference, and the next where one does not answer', async () => {
    const server = await fabrikam(accepting)
    world = {
      records: {
        'fabrikam.com MX': ['20 second.fabrikam.com.', '10 first.fabrikam.com.'],
        'first.fabrikam.com A': ['198.51.100.91'],
        'second.fabrikam.com A': ['198.51.100.25'],
      },
      servers: { ...world.servers, '198.51.100.91': 'timeout' },
    }
    await queued(['a@fabrikam.com'])
    await turn()
    expect(post.tried).toEqual(['198.51.100.91', '198.51.100.25'])
    expect(server.messages).toHaveLength(1)
  })

  it.each([
    ['no such domain', { 'fabrikam.com MX': 'NXDOMAIN' }, '5.4.4'],
    ['the domain takes no mail (RFC 7505)', { 'fabrikam.com MX': ['0 .'] }, '5.1.10'],
    ['neither exchangers nor an address', {}, '5.4.4'],
    ['the exchanger is this server', { 'fabrikam.com MX': ['10 mail.contoso.com.'] }, '5.4.4'],
  ] as const)('returns mail where DNS says: %s', async (_, records, status) => {
    world = { records, servers: {} }
    const id = await queued(['a@fabrikam.com'])
    await turn()
    expect(await waiting(id)).toEqual([])
    expect(await reports()).toEqual([[status]])
    expect((await events())[0]).toMatch(/^FAIL DNS/)
  })

  it('sends to the domain itself where there are no exchangers (RFC 5321 §5.1)', async () => {
    const server = await fabrikam(accepting)
    world = { ...world, records: { 'fabrikam.com A': ['198.51.100.25'] } }
    await queued(['a@fabrikam.com'])
    await turn()
    expect(server.messages).toHaveLength(1)
  })

  it('tries later when DNS does not answer', async () => {
    world = { records: { 'fabrikam.com MX': 'SERVFAIL' }, servers: {} }
    const id = await queued(['a@fabrikam.com'])
    await turn()
    const { failures, lastError, nextRetryAt } = await queue(id)
    expect([failures, nextRetryAt.getTime() - now.getTime()]).toEqual([1, 60_000])
    expect(lastError).toContain('451 4.4.0 DNS query failed')
  })

  it('says DEFER of what waits once for each Retry, and each time of the message with which a connection ended', async () => {
    const id = await queued(['a@fabrikam.com', 'b@fabrikam.com'])
    const first = '421 4.2.1 Unable to connect'
    await turn()
    expect(await events()).toEqual([`DEFER SMTP a@fabrikam.com,b@fabrikam.com ${first},${first}`])
    now = (await queue(id)).nextRetryAt
    await queued(['c@fabrikam.com'])
    world = { records: { 'fabrikam.com MX': 'SERVFAIL' }, servers: {} }
    await turn()
    expect((await events()).slice(1)).toEqual(['DEFER DNS c@fabrikam.com 451 4.4.0 DNS query failed'])
    for (let at = 0; at < 2; at += 1) {
      world = { ...world, records: fabrikamRecords }
      await fabrikam((line) => (line === '.' ? null : accepting(line)))
      now = (await queue(id)).nextRetryAt
      await turn()
    }
    const lost = '421 4.4.2 Connection dropped due to SocketError'
    expect((await events()).slice(2)).toEqual(
      Array(2).fill(`DEFER SMTP a@fabrikam.com,b@fabrikam.com ${lost},${lost}`),
    )
    await fabrikam(accepting)
    now = (await queue(id)).nextRetryAt
    await turn()
    expect((await events()).slice(4).map((one) => one.slice(0, 4))).toEqual(['SEND', 'SEND'])
  })

  it('says DEFER of any number of messages', async () => {
    for (let at = 0; at < 3; at += 1) await queued([`a${at}@fabrikam.com`])
    await pool.query(`
      insert into "MailDelivery" ("itemId", "queueId", "recipients", "recipientCount", "enqueuedAt", "expiresAt")
      select delivery."itemId", "queueId", "recipients", "recipientCount", "enqueuedAt", "expiresAt"
      from "MailDelivery" as delivery, generate_series(1, 140)`)
    await turn()
    expect((await events()).length).toBe(423)
  })

  it('goes without encryption where that is nobody’s wish and does not come about', async () => {
    const server = await fabrikam((line) => {
      if (line.startsWith('EHLO')) return '250-mail.fabrikam.com\r\n250 STARTTLS'
      return line === 'STARTTLS' ? '220 2.0.0 Go' : accepting(line)
    })
    await queued(['a@fabrikam.com'])
    await turn()
    expect([server.connections, server.messages.length]).toEqual([2, 1])
  })

  it('is not in Retry because its own process stopped', async () => {
    const stopping = new AbortController()
    const server = await fabrikam((line) => {
      if (line.startsWith('MAIL')) stopping.abort()
      return line.startsWith('MAIL') ? null : accepting(line)
    })
    const id = await queued(['a@fabrikam.com'])
    await turn(processOf(stopping.signal))
    expect([server.connections, (await queue(id)).failures, (await waiting(id))[0].state]).toEqual([
      1,
      0,
      'Ready',
    ])
  })

  it('waits a minute four times, five minutes six times, then ten minutes', async () => {
    const id = await queued(['a@fabrikam.com'])
    const tries: number[] = []
    const start = now.getTime()
    for (let at = 0; at < 14; at += 1) {
      await turn()
      tries.push((now.getTime() - start) / 60_000)
      now = (await queue(id)).nextRetryAt
    }
    expect(tries).toEqual([0, 1, 2, 3, 4, 9, 14, 19, 24, 29, 34, 44, 54, 64])
    expect((await queue(id)).lastError).toMatch(
      /^\[\{LRT=26-11-22 11:04:00\};\{LED=441 4\.4\.1 .*"421 4\.2\.1 Unable to connect".*198\.51\.100\.25:25\};\{FQDN=mail\.fabrikam\.com\};\{IP=198\.51\.100\.25\}\]$/,
    )
    await fabrikam(accepting)
    await turn()
    expect([await waiting(id), (await queue(id)).failures, (await queue(id)).lastError]).toEqual([
      [],
      0,
      null,
    ])
  })

  it('is not stopped by servers that greet nobody, fall silent or hang up', async () => {
    for (const [script, greeting] of [
      [accepting, '554 No service'],
      [accepting, null],
      [(line: string) => (line.startsWith('EHLO') ? null : accepting(line)), undefined],
      [(line: string) => (line === '.' ? null : accepting(line)), undefined],
      [(line: string) => (line.startsWith('MAIL') ? '421 4.3.2 Closing' : accepting(line)), undefined],
    ] as const) {
      await fabrikam(script, greeting)
      const id = await queued(['a@fabrikam.com'])
      await turn()
      const [left] = await waiting(id)
      expect([left.state, left.claimedBy, (await queue(id)).failures]).toEqual(['Ready', null, 1])
      await pool.query('truncate "MailQueue", "MailDelivery" cascade')
    }
  })

  it('lets the others pass a message that ends each connection', async () => {
    const server = await fabrikam((line, message) =>
      message?.includes('Subject: Invoice 2291') && server.heard.at(-2)?.includes('bad@')
        ? null
        : accepting(line),
    )
    const id = await queued(['bad@fabrikam.com'])
    await queued(['good@fabrikam.com'])
    for (let at = 0; at < 7; at += 1) {
      await turn()
      now = (await queue(id)).nextRetryAt ?? now
    }
    const left = await waiting(id)
    expect(left.map(({ recipients, state }) => [recipients[0].address, state])).toEqual([
      ['bad@fabrikam.com', 'Retry'],
    ])
    expect(server.messages.length).toBeGreaterThan(1)
  })

  it('sends nothing that the other does not take: too large, signed eight bits, addresses and headers beyond ASCII', async () => {
    await fabrikam((line) =>
      line.startsWith('EHLO') ? '250-mail.fabrikam.com\r\n250 SIZE 10' : accepting(line),
    )
    await queued(['a@fabrikam.com'])
    await turn()
    await fabrikam((line) => (line.startsWith('EHLO') ? '250 mail.fabrikam.com' : accepting(line)))
    const signed = 'Content-Type: multipart/signed; boundary=b\r\n\r\n--b\r\n\r\nGrüße\r\n--b--\r\n'
    await queued(['b@fabrikam.com'], { body: '8BITMIME' }, fabrikamHop, signed)
    await queued(['ü@fabrikam.com'], { smtputf8: true })
    await queued(['c@fabrikam.com'], { smtputf8: true }, fabrikamHop, 'Subject: Grüße\r\n\r\nHello\r\n')
    await turn()
    expect((await reports()).flat().sort()).toEqual(['5.3.4', '5.6.1', '5.6.7', '5.6.9'])
  })

  it('encodes eight bits for who does not take them, and leaves them for who does', async () => {
    const text = 'Subject: x\r\n\r\nViele Grüße, und alles Gute.\r\n'
    const old = await fabrikam((line) =>
      line.startsWith('EHLO') ? '250 mail.fabrikam.com' : accepting(line),
    )
    await queued(['a@fabrikam.com'], { body: '8BITMIME', smtputf8: true }, fabrikamHop, text)
    await turn()
    expect(old.messages[0]).toContain('Viele Gr=C3=BC=C3=9Fe, und')
    const later = await fabrikam(accepting)
    await queued(['a@fabrikam.com'], {}, fabrikamHop, text)
    await turn()
    expect(later.heard.find((line) => line.startsWith('MAIL'))).toContain('BODY=8BITMIME')
    expect(later.messages[0]).toContain(Buffer.from('Viele Grüße').toString('latin1'))
    expect(await reports()).toEqual([])
  })

  it('says SMTPUTF8 for a header in UTF-8, and not for other messages', async () => {
    const server = await fabrikam((line) =>
      line.startsWith('EHLO') ? `${ehlo.replace('250 ', '250-')}\r\n250 SMTPUTF8` : accepting(line),
    )
    await queued(['a@fabrikam.com'], { smtputf8: true }, fabrikamHop, 'Subject: Grüße\r\n\r\nHello\r\n')
    await queued(['ü@fabrikam.com'], { smtputf8: true }, fabrikamHop, 'Subject: Grüße\r\n\r\nHello\r\n')
    await queued(['b@fabrikam.com'], {}, fabrikamHop, 'Subject: x\r\n\r\nGrüße\r\n')
    await turn()
    expect(
      server.heard
        .filter((line) => line.startsWith('MAIL'))
        .map((line) => line.match(/SMTPUTF8/g)?.length ?? 0),
    ).toEqual([1, 1, 0])
  })

  it('passes on what the sender asked to be told, and tells it where the next server does not', async () => {
    const server = await fabrikam(accepting)
    const asks = { notify: ['SUCCESS', 'FAILURE'] as const, orcpt: 'rfc822;first@contoso.com' }
    await queued([{ ...recipient('a@fabrikam.com'), ...asks }, 'b@fabrikam.com'], {
      ret: 'HDRS',
      envid: 'QQ314',
    })
    await turn()
    expect(
      server.heard.filter((line) => /^(MAIL|RCPT)/.test(line)).map((line) => line.replace(/ SIZE=\d+/, '')),
    ).toEqual([
      'MAIL FROM:<FrankM@contoso.com> RET=HDRS ENVID=QQ314',
      'RCPT TO:<a@fabrikam.com> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;first@contoso.com',
      'MAIL FROM:<FrankM@contoso.com> RET=HDRS ENVID=QQ314',
      'RCPT TO:<b@fabrikam.com>',
    ])
    expect(await reports()).toEqual([])
    await fabrikam((line) => (line.startsWith('EHLO') ? ehlo.replace('250-DSN\r\n', '') : accepting(line)))
    await queued([{ ...recipient('a@fabrikam.com'), ...asks }])
    await turn()
    expect(await reports()).toEqual([['2.1.0']])
  })

  it('shares the load among smart hosts, and uses the others where one is away', async () => {
    const server = await scriptedSmtp(accepting)
    servers.push(server)
    world = { records: {}, servers: { '10.10.10.101': server } }
    const nextHopDomain = '[10.10.10.100],[10.10.10.101]'
    for (const name of ['a', 'b', 'c'])
      await queued(
        [`${name}@adatum.com`],
        {},
        { ...fabrikamHop, deliveryType: 'SmartHostConnectorDelivery', nextHopDomain },
      )
    await turn()
    expect(server.messages).toHaveLength(3)
  })

  it('signs in to a smart host with the connector’s password, and waits where it is wrong', async () => {
    const base64 = (text: string) => Buffer.from(text).toString('base64')
    const wants =
      (password: string): Script =>
      (line) => {
        if (line.startsWith('EHLO')) return '250-isp.example\r\n250 AUTH PLAIN'
        if (!line.startsWith('AUTH')) return accepting(line)
        return line.endsWith(base64(`\0contoso\0${password}`)) ? '235 2.7.0 OK' : '535 5.7.8 Bad password'
      }
    const [right, wrong] = [await scriptedSmtp(wants('s3cret')), await scriptedSmtp(wants('other'))]
    servers.push(right, wrong)
    const password = secure('Password', place.site.vault.seal('s3cret'))
    await run('Set-SendConnector', {
      Identity: 'Internet',
      DNSRoutingEnabled: false,
      SmartHosts: ['10.10.10.101'],
      SmartHostAuthMechanism: 'BasicAuth',
      AuthenticationCredential: { kind: 'credential', userName: 'contoso', password },
    })
    await base.refresh()
    const toHost = {
      ...fabrikamHop,
      deliveryType: 'SmartHostConnectorDelivery',
      nextHopDomain: '[10.10.10.101]',
    } as const
    world = { records: {}, servers: { '10.10.10.101': wrong } }
    const id = await queued(['a@adatum.com'], {}, toHost)
    await turn()
    expect([(await queue(id)).lastError, wrong.messages.length]).toEqual([
      expect.stringContaining('535 5.7.8 Bad password'),
      0,
    ])
    world = { records: {}, servers: { '10.10.10.101': right } }
    await pool.query('update "MailQueue" set "nextRetryAt" = null')
    await turn()
    expect(right.messages).toHaveLength(1)
    const again = async (server: ScriptedSmtp) => {
      servers.push(server)
      world = { records: {}, servers: { '10.10.10.101': server } }
      await pool.query('update "MailQueue" set "nextRetryAt" = null')
      await queued(['a@adatum.com'], {}, toHost)
      await turn()
      return [(await queue(id)).lastError, server.messages.length, server.connections]
    }
    // A handshake that fails must not be followed by the password in clear, nor by mail that nobody answers for.
    const offersTls = await scriptedSmtp((line) => {
      if (line.startsWith('EHLO')) return '250-isp.example\r\n250-STARTTLS\r\n250 AUTH PLAIN'
      return line === 'STARTTLS' ? '220 2.0.0 Go' : accepting(line)
    })
    expect(await again(offersTls)).toEqual([expect.stringContaining('TLS could not be negotiated'), 0, 1])
    expect(offersTls.heard.filter((line) => line.startsWith('AUTH'))).toEqual([])
    const refusesTls = await scriptedSmtp((line) => {
      if (line.startsWith('EHLO')) return '250-isp.example\r\n250-STARTTLS\r\n250 AUTH PLAIN'
      return line === 'STARTTLS' ? '454 4.7.0 TLS not available' : accepting(line)
    })
    expect(await again(refusesTls)).toEqual([
      expect.stringContaining('451 4.4.0 The smart host offers no'),
      0,
      1,
    ])
    expect(await again(await scriptedSmtp(accepting))).toEqual([
      expect.stringContaining('451 4.4.0 The smart host offers no authentication'),
      0,
      1,
    ])
    await pool.query(`update "SiteObject" set "properties" = jsonb_set("properties",
      '{authenticationCredential,password,sealed}', '"nonsense"') where "name" = 'Internet'`)
    await base.refresh()
    expect(await again(await scriptedSmtp(accepting))).toEqual([
      expect.stringContaining('451 4.4.0 The password for authentication cannot be read: '),
      0,
      0,
    ])
    expect(right.messages[0]).not.toContain('X-MS-Exchange-Forest')
    const [shown] = (await run('Get-SendConnector', { Identity: 'Internet' })).output ?? []
    expect(JSON.stringify(shown)).not.toContain(password.sealed)
    await run('Set-SendConnector', {
      Identity: 'Internet',
      SmartHosts: [],
      DNSRoutingEnabled: true,
      SmartHostAuthMechanism: 'None',
      AuthenticationCredential: null,
    })
    await base.refresh()
  })

  it('begins a new connection after 20 messages', async () => {
    const server = await fabrikam(accepting)
    for (let at = 0; at < 25; at += 1) await queued([`a${at}@fabrikam.com`])
    await turn()
    expect([server.messages.length, server.connections]).toEqual([25, 2])
  })

  it('leaves suspended queues and messages alone', async () => {
    const server = await fabrikam(accepting)
    const id = await queued(['a@fabrikam.com'])
    await queued(['b@fabrikam.com'])
    await pool.query(
      `update "MailDelivery" set "state" = 'Suspended' where "recipients" @> '[{"address": "a@fabrikam.com"}]'`,
    )
    await turn()
    expect(server.messages).toHaveLength(1)
    await pool.query(
      'update "MailDelivery" set "state" = \'Ready\'; update "MailQueue" set "suspended" = true',
    )
    await turn()
    expect([server.messages.length, (await waiting(id)).length]).toEqual([1, 1])
  })

  it('stops sending from a queue that is suspended meanwhile', async () => {
    const suspend = async () => {
      await pool.query('update "MailQueue" set "suspended" = true')
      return '250 2.1.0 OK'
    }
    const server = await fabrikam((line) =>
      line === '.' && server.messages.length === 1 ? suspend() : accepting(line),
    )
    let id = 0n
    for (let at = 0; at < 22; at += 1) id = await queued([`a${at}@fabrikam.com`])
    await turn()
    expect([server.messages.length, (await waiting(id)).length]).toEqual([20, 2])
  })

  it('shares a queue between two processes, and sends each message once', async () => {
    const server = await fabrikam(accepting)
    for (let at = 0; at < 45; at += 1) await queued([`a${at}@fabrikam.com`])
    const other = processOf()
    await Promise.all([turn(), turn(other)])
    await Promise.all([turn(), turn(other)])
    const to = server.heard.filter((line) => line.startsWith('RCPT'))
    expect([to.length, new Set(to).size]).toEqual([45, 45])
  })

  it('loses nothing when a process dies before it knows the answer, and sends again what it was not sure of', async () => {
    const reaper = reaperAfter(0)
    const death = new AbortController()
    const dies = processOf(death.signal)
    const takenOver = async () => {
      await reaper.work(transport)
      death.abort()
      return '250 2.1.0 OK'
    }
    const server = await fabrikam((line) =>
      line === '.' && server.messages.length === 1 ? takenOver() : accepting(line),
    )
    const id = await queued(['a@fabrikam.com'])
    await turn(dies)
    expect((await waiting(id)).map(({ state, crashes }) => [state, crashes])).toEqual([['Ready', 1]])
    await turn()
    expect([server.messages.length, await waiting(id)]).toEqual([2, []])
    expect(await events()).toEqual(['SEND SMTP a@fabrikam.com 250 2.1.0 OK'])
  })
})
