import { randomUUID } from 'node:crypto'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import { isLiveSmartHost, liveSmartHost, liveSmartHostName } from '@/lib/network'
import { command, secure, type Value } from '@/lib/shell'
import { openWayOut } from '@/lib/wire/client'
import type { TestSite } from '../../test-site'
import { categorizer } from '../categorizer/categorizer'
import { keepMail } from '../keep-mail'
import { mailToKeep } from '../mail-for-tests'
import { type TestTransport, testTransport } from '../transport-for-tests'
import type { Transport } from '../worker'
import { addInternetConnector } from './internet-for-tests'
import { postForTests } from './post-for-tests'
import { smtpDeliveryWith } from './smtp-delivery'

const worker = smtpDeliveryWith({ greetingMs: 10_000, silenceMs: 10_000, stopMs: 60_000 })
const host = 'smtp.example.net'
let place: TestSite
let base: TestTransport
let transport: Transport
/** The real smart host: every address of the world is this one, on loopback. */
let relay: SMTPServer
let dialled: string[]
let passwords: string[]
let received: string[][]

const run = async (name: string, args: Record<string, Value>) => {
  await done(place.run(command(name, args)))
  await base.refresh()
}
const confirm = (recipients: readonly string[]) =>
  run('Set-LiveSmartHost', { SmartHost: host, Recipients: [...recipients] })

beforeAll(async () => {
  place = await contoso('2013')
  await addInternetConnector(place)
  base = await testTransport(place)
  await run('Set-SendConnector', { Identity: 'Internet', DNSRoutingEnabled: false, SmartHosts: [host] })
  relay = new SMTPServer({
    authOptional: true,
    onAuth({ password }, _, answer) {
      passwords.push(password ?? '')
      answer(null, { user: 'contoso' })
    },
    onData(stream, { envelope }, answer) {
      stream.resume().once('end', () => {
        received.push(envelope.rcptTo.map(({ address }) => address))
        answer(null)
      })
    },
  })
  relay.on('error', () => undefined)
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve))
}, 60_000)
afterAll(async () => {
  await new Promise<void>((resolve) => relay.close(() => resolve()))
  await base.close()
  await place.close()
})
beforeEach(() => {
  dialled = []
  passwords = []
  received = []
  const { port } = relay.server.address() as { port: number }
  transport = Object.create(base, {
    process: { value: randomUUID() },
    post: { value: postForTests(() => ({ records: {}, servers: {} })) },
    wayOut: {
      value: openWayOut({
        async isConfirmed(asked) {
          const kept = await base.site().store.find(liveSmartHost, liveSmartHostName)
          return isLiveSmartHost(kept?.properties, asked)
        },
        resolve: async () => ['203.0.113.7'],
        at: (address) => {
          dialled.push(address)
          return { host: '127.0.0.1', port }
        },
      }),
    },
  })
})
afterEach(async () => {
  await run('Clear-LiveSmartHost', {})
  await base.pool.query('truncate "MailItem", "MailQueue", "MailDelivery", "MessageTracking" cascade')
})

/** Writes to these, and does all that can be done for it. @returns what became of each: a DSN's status, or LastError */
async function written(to: readonly string[]) {
  await keepMail(base.pool, [mailToKeep([...to])])
  await categorizer.work(transport)
  await worker.work(transport)
  await worker.ended?.(transport)
  const failed = await base.pool.query(
    `select "details"->'recipients' as "to", "details"->'recipientStatus' as "said" from "MessageTracking" where "eventId" = 'FAIL'`,
  )
  const waiting = await base.pool.query('select "lastError" from "MailQueue" where "lastError" is not null')
  return {
    failed: failed.rows.map(({ to, said }) => `${to} ${said}`),
    waiting: waiting.rows.map(({ lastError }) => String(lastError)),
  }
}

describe('Mail to a real smart host', () => {
  it('does not leave before an administrator has confirmed it', async () => {
    const { failed, waiting } = await written(['me@proseware.com'])
    expect([dialled, received, failed.length + waiting.length > 0]).toEqual([[], [], true])
  })

  it('leaves for the confirmed recipients, and comes back for all others', async () => {
    await confirm(['me@proseware.com', 'adatum.com'])
    const { failed } = await written([
      'me@proseware.com',
      'you@proseware.com',
      'a@adatum.com',
      'b@sub.adatum.com',
    ])
    expect(received.map((to) => to.toSorted())).toEqual([['a@adatum.com', 'me@proseware.com']])
    expect(failed.join()).toMatch(/you@proseware\.com/)
    expect(failed.join()).toMatch(/b@sub\.adatum\.com/)
    expect(failed.join()).toMatch(/550 5\.7\.1 This rehearsal lets no mail leave for this recipient/)
  })

  it('stops when the confirmation is taken back', async () => {
    await confirm(['me@proseware.com'])
    await written(['me@proseware.com'])
    await run('Clear-LiveSmartHost', {})
    await written(['me@proseware.com'])
    expect(received).toHaveLength(1)
  })

  it('is let out by no undo: each of them keeps it inside', async () => {
    const set = command('Set-LiveSmartHost', { SmartHost: host, Recipients: ['me@proseware.com'] })
    const clear = command('Clear-LiveSmartHost', {})
    for (const _ of ['first', 'second']) expect((await done(place.run(set))).undo).toEqual([clear])
    expect((await done(place.run(clear))).undo).toBeUndefined()
  })

  it('never tells the connector’s password to a server whose certificate is not its own', async () => {
    await confirm(['me@proseware.com'])
    const password = secure('Password', place.site.vault.seal('s3cret'))
    await run('Set-SendConnector', {
      Identity: 'Internet',
      SmartHostAuthMechanism: 'BasicAuth',
      AuthenticationCredential: { kind: 'credential', userName: 'contoso', password },
    })
    const { waiting } = await written(['me@proseware.com'])
    expect([dialled.length > 0, passwords, received]).toEqual([true, [], []])
    expect(waiting.join()).toMatch(/454 4\.7\.5 Certificate validation failure/)
    await run('Set-SendConnector', {
      Identity: 'Internet',
      SmartHostAuthMechanism: 'None',
      AuthenticationCredential: null,
    })
  })

  it('is confirmed for a server that can be another computer, and for somebody', async () => {
    for (const bad of ['127.0.0.1', '[169.254.1.1]', 'smtp example', ''])
      expect(
        (await place.run(command('Set-LiveSmartHost', { SmartHost: bad, Recipients: ['a@b.example'] }))).ok,
      ).toBe(false)
    for (const bad of [[], ['a b@c.example'], ['me@'], ['*']])
      expect((await place.run(command('Set-LiveSmartHost', { SmartHost: host, Recipients: bad }))).ok).toBe(
        false,
      )
  })
})
