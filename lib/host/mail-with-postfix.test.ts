import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findMailHosts } from '@/lib/network'
import { type ConnectedSite, connectedSite } from '@/lib/server/transport/connected-site-for-tests'
import type { WireMap } from '@/lib/wire'
import { wireNetwork } from '@/lib/wire/client'
import { route } from '@/lib/wire/route'
import { type Postfix, type Settings, startPostfix, withoutPostfix } from './bench/mail-postfix'
import { until } from './processes'

const reason = withoutPostfix()
if (reason) console.warn(`SKIPPED: Postfix as a neighbor. ${reason}.`)

/** Litware's MX record leads to an address where there is no computer. Here it is Postfix. */
const neighbor = { domain: 'litwareinc.com', address: '198.51.100.46', binding: '127.20.0.46' }
const patienceMs = 20_000

/** A host of its own domain, with one mailbox, that knows the way to the site. */
const litware =
  (sitePort: number) =>
  (folder: string): Settings => {
    const owner = (option: string) => spawnSync('id', [option, 'postfix'], { encoding: 'utf8' }).stdout.trim()
    mkdirSync(join(folder, 'mail'))
    spawnSync('chown', ['postfix', join(folder, 'mail')])
    return {
      myhostname: `mail.${neighbor.domain}`,
      mydestination: '',
      // The site comes from another address of loopback: it is a stranger.
      mynetworks: '127.0.0.1/32',
      virtual_mailbox_domains: neighbor.domain,
      virtual_mailbox_base: join(folder, 'mail'),
      virtual_mailbox_maps: `inline:{j.park@${neighbor.domain}=j.park/}`,
      virtual_minimum_uid: '1',
      virtual_uid_maps: `static:${owner('-u')}`,
      virtual_gid_maps: `static:${owner('-g')}`,
      // Postfix asks the computer's own resolver, which does not know this world.
      transport_maps: `inline:{{contoso.com=smtp:[127.0.0.1]:${sitePort}}}`,
      smtp_bind_address: neighbor.binding,
      smtp_tls_security_level: 'may',
    }
  }

describe.skipIf(reason !== null)('Postfix as a neighbor', () => {
  let site: ConnectedSite
  let postfix: Postfix | undefined
  const port = () => postfix?.port ?? 0
  const etc = () => postfix?.etc ?? ''

  /** The simulated world with one server more. */
  function withPostfix(map: WireMap): WireMap {
    const others = map.lines.filter(({ address }) => address !== neighbor.address)
    const line = { protocol: 'tcp', address: neighbor.address, port: 25, state: 'open' } as const
    return { ...map, lines: [...others, { ...line, localPort: port(), what: 'Postfix' }] }
  }

  /** Where the MX record of the site leads a stranger. */
  async function wayToTheSite(): Promise<number> {
    const map = await site.settle()
    const found = await findMailHosts(wireNetwork({ settle: async () => map }), 'contoso.com')
    if (!found.ok) throw new Error(found.reason)
    return route(map, 'internet', 'tcp', found.addresses[0] ?? '', 25)
  }

  beforeAll(async () => {
    site = await connectedSite(withPostfix)
    postfix = await startPostfix(litware(await wayToTheSite()))
  }, 60_000)
  afterAll(async () => {
    await postfix?.close()
    await site?.close()
  }, 30_000)

  /** The messages in a mailbox of Postfix, once there are so many. */
  async function maildir(count: number): Promise<readonly string[]> {
    const folder = join(etc(), '../mail/j.park/new')
    const files = () => (existsSync(folder) ? readdirSync(folder) : [])
    expect(await until(() => files().length >= count, patienceMs), `${count} in the Maildir`).toBe(true)
    return files().map((file) => readFileSync(join(folder, file), 'utf8'))
  }

  /** J. Park writes, with Litware's own server. */
  async function write(to: string, subject: string): Promise<void> {
    const from = `j.park@${neighbor.domain}`
    const server = createTransport({ host: '127.0.0.1', port: port(), ignoreTLS: true })
    await server.sendMail({ from, to, subject, text: 'Hello.' })
  }

  const queue = (...words: string[]) =>
    spawnSync('postqueue', ['-c', etc(), ...words], { encoding: 'utf8' }).stdout

  /** Works on the queues until a message of this subject is in Frank's Inbox. */
  async function arrived(subject: RegExp): Promise<string> {
    let found: { content: string } | undefined
    const come = async () => {
      await site.work()
      found = (await site.inbox()).find((one) => subject.test(one.subject))
      return found !== undefined
    }
    expect(await until(come, patienceMs), `${subject} in the Inbox`).toBe(true)
    return found?.content ?? ''
  }

  async function frankWrites(to: string, subject: string): Promise<void> {
    await site.write(to, subject)
    await site.work()
  }

  it('takes what a mailbox of the site sends, by MX, into a Maildir', async () => {
    await frankWrites(`j.park@${neighbor.domain}`, 'From the site')
    const [text] = await maildir(1)
    expect(text).toMatch(/^Return-Path: <FrankM@contoso\.com>/)
    expect(text).toContain('Received: from mail.contoso.com (')
    expect(text).toContain('Subject: From the site')
    expect(text).not.toContain('X-MS-Exchange-Organization')
  }, 30_000)

  it('refuses whom it does not know, and the sender is told with its words', async () => {
    await frankWrites(`nobody@${neighbor.domain}`, 'To nobody')
    const report = await arrived(/^Undeliverable: To nobody/)
    expect(report).toMatch(/Status: 5\.1\.1/)
    expect(report).toContain('Recipient address rejected: User unknown in virtual mailbox table')
  }, 30_000)

  it('brings what is written there to a mailbox of the site', async () => {
    await write('frankm@contoso.com', 'From Postfix')
    const text = await arrived(/^From Postfix$/)
    expect(text).toContain(`by mail.${neighbor.domain} (Postfix)`)
    expect(text).toMatch(/Received: from mail\.litwareinc\.com \(198\.51\.100\.46\)/)
  }, 30_000)

  it('hears before DATA that nobody has an address, and returns the message with our 550', async () => {
    const before = (await maildir(0)).length
    await write('nobody@contoso.com', 'To nobody here')
    const bounce = (await maildir(before + 1)).find((one) => one.includes('Subject: Undelivered Mail'))
    expect(bounce).toContain('Status: 5.1.10')
    expect(bounce?.replace(/\r?\n\s+/g, ' ')).toMatch(
      /550 5\.1\.10 RESOLVER\.ADR\.RecipientNotFound; .*\(in reply to RCPT TO command\)/,
    )
  }, 30_000)

  it('keeps a message while the site is down, and delivers it when it is back', async () => {
    await site.run('Stop-Service', { Name: 'MSExchangeTransport' })
    await site.settle()
    await write('frankm@contoso.com', 'Held')
    const held = () => /"queue_name": "deferred".*Connection refused/.test(queue('-j'))
    expect(await until(held, patienceMs), queue('-j')).toBe(true)
    await site.run('Start-Service', { Name: 'MSExchangeTransport' })
    await site.settle()
    queue('-f')
    expect(await arrived(/^Held$/)).toContain('Subject: Held')
    expect(await until(() => queue('-j') === '', patienceMs)).toBe(true)
    expect((await site.inbox()).filter(({ subject }) => subject === 'Held')).toHaveLength(1)
  }, 60_000)
})
