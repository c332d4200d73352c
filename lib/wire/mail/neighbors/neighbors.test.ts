import { once } from 'node:events'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { knownNeighbors, prepareNetwork } from '@/lib/network'
import { contoso } from '@/lib/network/testing/contoso'
import { keptSite, readObjects } from '@/lib/server/kept-site'
import { queued } from '@/lib/server/transport/wake'
import { command, type Value } from '@/lib/shell'
import { openWire, type Wire } from '../../open-wire'
import { route } from '../../route'
import { Dialogue } from '../../testing/dialogue'
import { hasProgram, runProgram } from '../../testing/independent-program'
import { knock } from '../../testing/knock'
import { serving, sourceOf } from '../../testing/serving'
import { type MailSite, mailSite } from '../mail-site-for-tests'
import { Errands } from './errands'
import { neighborSmtp } from './neighbor-smtp'

let mail: MailSite
let wire: Wire
/** The site's Exchange server, behind its router. */
const exchange = '127.10.0.3'

beforeAll(async () => {
  mail = await mailSite('2013')
  await mail.place.inTransaction((site) =>
    prepareNetwork(site, contoso({ publicAddresses: ['203.0.113.10'] })),
  )
  await mail.run('Add-RouterForward', { Port: 25, Address: '192.168.0.3' })
  const record = { Zone: 'contoso.com', TimeToLive: 60 }
  await mail.run('Add-ProviderDnsRecord', {
    Zone: 'contoso.com',
    Name: 'mail',
    Type: 'A',
    Data: '203.0.113.10',
  })
  await mail.run('Add-ProviderDnsRecord', {
    Zone: record.Zone,
    Name: '@',
    Type: 'MX',
    Data: '0 mail.contoso.com.',
  })
  wire = await openWire({
    snapshot: async () => keptSite(mail.place.db, await readObjects(mail.place.db), 'network'),
    ports: { dns: 0, dnsInside: 0, dnsResolver: 0, proxy: 0, smtp: 0, submission: 0, block: 0 },
    saveCache: async () => undefined,
    intake: mail.intake,
  })
})
afterAll(async () => {
  await wire.close()
  await mail.close()
})

async function portOf(domain: string, server = 0): Promise<number> {
  const address = knownNeighbors.find((one) => one.domain === domain)?.hosts[server]?.address ?? ''
  return route(await wire.settle(), 'inside', 'tcp', address, 25)
}

/** What a neighbor says to the greeting and to each line. */
async function say(domain: string, ...lines: string[]): Promise<readonly string[]> {
  const dialogue = new Dialogue(await portOf(domain), exchange)
  const heard = [await dialogue.hear()]
  for (const line of lines) heard.push(await dialogue.say(line))
  dialogue.socket.destroy()
  return heard
}

const envelope = (to: string, from = 'frankm@contoso.com') => [
  'EHLO mail.contoso.com',
  `MAIL FROM:<${from}>`,
  `RCPT TO:<${to}>`,
]

/** Writes to somebody; gives the last reply. */
async function write(to: string, header = 'Subject: Hello', from?: string): Promise<string | undefined> {
  const message = `${header}\r\n\r\nHello.\r\n.`
  return (await say(to.split('@')[1] ?? '', ...envelope(to, from), 'DATA', message)).at(-1)
}

const set = (Identity: string, change: Record<string, Value>) =>
  mail.run('Set-Neighbor', { Identity, ...change })

const taken = async (recipient: string) =>
  (await mail.place.db.outsideMessage.findMany({ where: { recipient } })).map(({ content, ...row }) => ({
    ...row,
    text: Buffer.from(content).toString(),
  }))

/** Waits until something comes into the site's queues. */
async function arrival(work: () => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: mail.place.url })
  await client.connect()
  await client.query(`listen ${queued}`)
  const told = once(client, 'notification')
  await work()
  await told
  await client.end()
}

describe('Fabrikam', () => {
  it('keeps what it takes before it says so, and writes down whom it had it from', async () => {
    expect(await write('j.park@fabrikam.com')).toMatch(/^250 2\.0\.0 Ok: queued as [0-9A-F]{10}$/)
    const [kept] = await taken('j.park@fabrikam.com')
    expect(kept).toMatchObject({ host: 'mail.fabrikam.com', sender: 'frankm@contoso.com', subject: 'Hello' })
    expect(kept?.text).toMatch(
      /^Received: from mail\.contoso\.com \(\[203\.0\.113\.10\]\)\r\n by mail\.fabrikam\.com/,
    )
  })

  it.each([
    ['nobody@fabrikam.com', '550 5.1.1 <nobody@fabrikam.com>: Recipient address rejected: User unknown'],
    ['lena.ek@fabrikam.com', '552 5.2.2 <lena.ek@fabrikam.com>: Mailbox is full'],
    ['archive@fabrikam.com', '452 4.2.2 <archive@fabrikam.com>: Mailbox is full, try again later'],
    ['someone@adatum.com', '554 5.7.1 <someone@adatum.com>: Relay access denied'],
    ['postmaster@fabrikam.com', '250 2.1.5 Accepted'],
  ])('answers for %s: %s', async (to, reply) => {
    expect((await say('fabrikam.com', ...envelope(to))).at(-1)).toBe(reply)
  })

  it('takes mail for a mailbox again once it was emptied', async () => {
    await mail.run('Clear-NeighborMailbox', { Identity: 'fabrikam.com', Mailbox: 'lena.ek' })
    expect(await write('lena.ek@fabrikam.com')).toMatch(/^250 /)
    await set('fabrikam.com', { FullMailboxes: ['lena.ek'] })
    expect((await say('fabrikam.com', ...envelope('lena.ek@fabrikam.com'))).at(-1)).toMatch(/^552 /)
  })

  it('does not say 250 for what could not be written down', async () => {
    const { noIntake } = await import('../../no-intake')
    const source = await sourceOf(mail.place.site, noIntake)
    const { port, close } = await serving(neighborSmtp(source, 'mail.fabrikam.com', new Errands(source)))
    const dialogue = new Dialogue(port)
    await dialogue.hear()
    for (const line of [...envelope('j.park@fabrikam.com'), 'DATA']) await dialogue.say(line)
    expect(await dialogue.say('.')).toBe('451 4.3.0 The message could not be written down')
    await close()
  })

  it.skipIf(!hasProgram('swaks'))('is met by swaks', async () => {
    const to = [
      '--server',
      '127.0.0.1',
      '--port',
      `${await portOf('fabrikam.com')}`,
      '--to',
      'j.park@fabrikam.com',
    ]
    expect(await runProgram('swaks', [...to, '--from', 'someone@adatum.com'])).toContain(
      '250 2.0.0 Ok: queued',
    )
  })
})

describe('a neighbor', () => {
  it('that greylists takes the second attempt, after five minutes of the site’s clock', async () => {
    const asked = envelope('a@tailspintoys.com')
    const attempt = async (lines = asked) => (await say('tailspintoys.com', ...lines)).at(-1)
    const later = '451 4.7.1 Greylisted, come again in 5 minutes'
    expect([await attempt(), await attempt()]).toEqual([later, later])
    await mail.run('Start-Sleep', { Seconds: 300 })
    expect(await attempt()).toMatch(/^250 /)
    expect(await attempt(envelope('b@tailspintoys.com'))).toBe(later)
  })

  it('whose disk is full takes nothing until there is room', async () => {
    expect((await say('wingtiptoys.com', ...envelope('a@wingtiptoys.com')))[2]).toBe(
      '452 4.3.1 Insufficient system storage',
    )
    await set('wingtiptoys.com', { Full: false })
    expect(await write('a@wingtiptoys.com')).toMatch(/^250 /)
  })

  it('that believes SPF refuses what the site’s own record forbids to its address', async () => {
    const greeted = async () => (await say('woodgrovebank.com', ...envelope('a@woodgrovebank.com')))[2]
    const record = (Data: string) => ({ Zone: 'contoso.com', Name: '@', Type: 'TXT', Data })
    await mail.run('Add-ProviderDnsRecord', { ...record('v=spf1 ip4:203.0.113.99 -all'), Id: 'spf' })
    expect(await greeted()).toBe('550 5.7.1 SPF check failed: 203.0.113.10 may not send mail for contoso.com')
    await mail.run('Set-ProviderDnsRecord', { Zone: 'contoso.com', Id: 'spf', Data: 'v=spf1 mx -all' })
    expect(await greeted()).toMatch(/^250 /)
  })

  it('with the site on its block list refuses all of it', async () => {
    await set('adatum.com', { BlockedAddresses: ['203.0.113.10'] })
    expect((await say('adatum.com', ...envelope('a@adatum.com')))[2]).toBe(
      '550 5.7.1 Service unavailable; client host [203.0.113.10] is on our block list',
    )
    await set('adatum.com', { BlockedAddresses: [] })
  })

  it.each([
    ['Data', 5, ''],
    ['Mail', 2, ''],
    ['Greeting', 0, ''],
  ])('that hangs up at %s says no word from there on, and keeps nothing', async (DropAt, at, said) => {
    await set('southridgevideo.com', { DropAt })
    const to = 'a@southridgevideo.com'
    const heard = await say('southridgevideo.com', ...envelope(to), 'DATA', 'Subject: x\r\n\r\nx\r\n.')
    expect(heard.slice(0, at).every((reply) => /^[23]/.test(reply))).toBe(true)
    expect(heard[at]).toBe(said)
    expect(await taken(to)).toEqual([])
  })

  it('that is down does not answer at all', async () => {
    await set('adatum.com', { Down: true })
    expect(await knock(await portOf('adatum.com'))).toBe('silent')
    await set('adatum.com', { Down: false })
    expect(await knock(await portOf('adatum.com', 1))).toBe('open')
  })

  it('that is slow waits before it greets and before it takes a message', async () => {
    const waited: number[] = []
    const source = await sourceOf(mail.place.site, mail.intake)
    const serve = neighborSmtp(source, 'mail.cohowinery.com', new Errands(source), async (seconds) => {
      waited.push(seconds)
    })
    const { port, close } = await serving(serve)
    const dialogue = new Dialogue(port, exchange)
    expect(await dialogue.hear()).toBe('220 mail.cohowinery.com ESMTP')
    for (const line of [...envelope('a@cohowinery.com'), 'DATA']) await dialogue.say(line)
    expect(await dialogue.say('.')).toMatch(/^250 /)
    expect(waited).toEqual([3, 3])
    await close()
  })

  it('that wants TLS hears nobody without, and everybody with it', async () => {
    const [, hello, refused] = await say('treyresearch.com', ...envelope('a@treyresearch.com'))
    expect(hello).toContain('STARTTLS')
    expect(refused).toBe('530 5.7.0 Must issue a STARTTLS command first')
    const dialogue = new Dialogue(await portOf('treyresearch.com'), exchange)
    await dialogue.hear()
    await dialogue.say('EHLO mail.contoso.com')
    await dialogue.say('STARTTLS')
    await dialogue.encrypt()
    for (const line of envelope('a@treyresearch.com')) expect(await dialogue.say(line)).toMatch(/^250/)
    dialogue.socket.destroy()
  })

  it('of long ago knows neither 8BITMIME nor SMTPUTF8', async () => {
    const [, hello, refused] = await say(
      'humongousinsurance.com',
      'EHLO mail.contoso.com',
      'MAIL FROM:<frankm@contoso.com> BODY=8BITMIME',
    )
    expect(hello).not.toMatch(/8BITMIME|SMTPUTF8/)
    expect(refused).toMatch(/^5/)
  })
})

describe('Consolidated Messenger', () => {
  const host = 'consolidatedmessenger.com'

  it.each([
    ['code-5.7.1', '550 5.7.1 Not permitted (code-5.7.1)'],
    ['Code-4.3.2', '451 4.3.2 System not accepting messages (code-4.3.2)'],
    ['code-5.2.2', '552 5.2.2 Mailbox full (code-5.2.2)'],
    ['code-5.0.0', '550 Refused'],
    ['code-5.9.9', '550 5.9.9 As you asked (code-5.9.9)'],
    ['code-2.1.5', '250 2.1.5 Accepted'],
    ['code-5.07.1', '250 2.1.5 Accepted'],
    ['orders', '250 2.1.5 Accepted'],
  ])('says to the mailbox %s: %s', async (name, reply) => {
    expect((await say(host, ...envelope(`${name}@${host}`))).at(-1)).toBe(reply)
  })

  it('says what it has against a message’s content when it has it, and goes on', async () => {
    const message = ['DATA', 'Subject: x\r\n\r\nx\r\n.']
    const heard = await say(
      host,
      ...envelope(`code-5.6.0@${host}`),
      ...message,
      ...envelope(`code-4.6.5@${host}`).slice(1),
      ...message,
      ...envelope(`orders@${host}`).slice(1),
      ...message,
    )
    expect(heard.filter((one) => /^\d+ .*code|queued/.test(one))).toEqual([
      '554 5.6.0 Content damaged (code-5.6.0)',
      '451 4.6.5 Character set not there (code-4.6.5)',
      expect.stringMatching(/^250 2\.0\.0 Ok: queued/),
    ])
    expect(await taken(`code-5.6.0@${host}`)).toEqual([])
  })
})

describe('what neighbors send by themselves', () => {
  const received = async () =>
    (await mail.kept()).map(({ sender, content, recipients, origin }) => ({
      sender,
      to: recipients.map(({ address }) => address).join(),
      from: origin.clientIp,
      text: content.toString(),
    }))

  it('somebody who is away answers, once, and not to a program', async () => {
    await mail.forget()
    await arrival(() =>
      write('hanna.moos@alpineskihouse.com', 'Subject: Skis\r\nMessage-ID: <1@contoso.com>'),
    )
    const [reply, ...others] = await received()
    expect(others).toEqual([])
    expect(reply).toMatchObject({ sender: '', to: 'frankm@contoso.com', from: '198.51.100.47' })
    expect(reply?.text).toContain('Subject: Automatic reply: Skis')
    expect(reply?.text).toContain('In-Reply-To: <1@contoso.com>')
    expect(reply?.text).toContain('Auto-Submitted: auto-replied')
    await mail.forget()
    // The next answer to somebody is the first thing that comes: a program's got none.
    await write('hanna.moos@alpineskihouse.com', 'Auto-Submitted: auto-replied\r\nSubject: no')
    await arrival(() => write('hanna.moos@alpineskihouse.com', 'Subject: yes'))
    expect((await received()).map(({ text }) => /Subject: .*/.exec(text)?.[0])).toEqual([
      'Subject: Automatic reply: yes',
    ])
  })

  it('a mailbox that forwards brings it back in the sender’s name, with one more trace', async () => {
    await mail.forget()
    await arrival(() => write('frankm@wideworldimporters.com', 'Subject: Round', 'j.park@fabrikam.com'))
    const [back] = await received()
    expect(back).toMatchObject({
      sender: 'j.park@fabrikam.com',
      to: 'frankm@contoso.com',
      from: '198.51.100.55',
    })
    expect(back?.text).toContain('by mail.wideworldimporters.com with ESMTP')
  })

  it('a loop ends at the neighbor, too', async () => {
    const header = 'Received: from a by b; Sun, 22 Nov 2026 09:00:00 +0000\r\n'.repeat(51)
    expect(await write('j.park@fabrikam.com', `${header}Subject: Round`)).toBe(
      '554 5.4.6 Too many hops, the message is in a loop',
    )
  })

  it('a smart host tells the sender what it could not hand on', async () => {
    await mail.forget()
    const lines = [...envelope('nobody@fabrikam.com'), 'DATA', 'Subject: Lost\r\n\r\nHello.\r\n.']
    await arrival(() => say('isp.example', ...lines))
    const [report] = await received()
    expect(report).toMatchObject({ sender: '', to: 'frankm@contoso.com', from: '198.51.100.2' })
    expect(report?.text).toMatch(/Status: 5\.1\.1\r\nDiagnostic-Code: smtp; 550 5\.1\.1 /)
    expect(report?.text).toContain('Subject: Lost')
  })

  it('a neighbor’s message comes to the site by MX, router and port 25', async () => {
    await mail.forget()
    const sent = await mail.place.run(
      command('Send-NeighborMessage', {
        Identity: 'fabrikam.com',
        To: ['frankm@contoso.com', 'nobody@contoso.com'],
        Subject: 'Grüße',
        Body: '.\nBye',
      }),
    )
    if (!sent.ok) throw new Error(sent.error.message)
    expect(sent.value.warnings).toEqual([
      expect.stringMatching(/^Not taken for <nobody@contoso\.com> 550 5\.1\./),
    ])
    const [one] = await received()
    expect(one).toMatchObject({
      sender: 'j.park@fabrikam.com',
      from: '198.51.100.25',
      to: 'frankm@contoso.com',
    })
    expect(one?.text).toContain(`Subject: =?utf-8?B?${Buffer.from('Grüße').toString('base64')}?=`)
  })

  it('it says what the site answered, or that nobody did', async () => {
    const send = (To: string) =>
      mail.place.run(command('Send-NeighborMessage', { Identity: 'adatum.com', To: [To] }))
    expect(await send('nobody@contoso.com')).toMatchObject({
      ok: false,
      error: { errorId: 'MessageRefused', message: expect.stringContaining('550 5.1.') },
    })
    expect(await send('a@proseware.com')).toMatchObject({ ok: false, error: { errorId: 'NoMailServer' } })
    await mail.run('Set-Router', { BlockedPorts: ['25'] })
    expect(await send('frankm@contoso.com')).toMatchObject({ ok: false, error: { errorId: 'NoConnection' } })
    await mail.run('Set-Router', { BlockedPorts: [] })
  })
})
