import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ExchangeVersion } from '@/lib/exchange'
import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import type { TestSite } from '@/lib/server/test-site'
import { absent, command, type Value } from '@/lib/shell'
import { Dialogue } from '../testing/dialogue'
import { hasProgram, runProgram } from '../testing/independent-program'
import { serving, sourceOf } from '../testing/serving'
import { exchangeSmtp } from './exchange-smtp'

let place: TestSite

async function run(name: string, args: Record<string, Value> = {}) {
  return done(place.run(command(name, args)))
}

async function prepare(version: ExchangeVersion) {
  place = await contoso(version)
  await run('New-AcceptedDomain', { Name: 'official name', DomainName: 'contoso.com' })
  await place.inTransaction(({ store }) =>
    store.users.insert({
      name: 'Frank Miller',
      firstName: 'Frank',
      lastName: 'Miller',
      logonName: 'frankm',
      accessLevel: 'User',
      enabled: true,
      vpn: false,
      remoteWebAccess: false,
      passwordHash: 'x',
      mailbox: null,
    }),
  )
  await run('Enable-Mailbox', { Identity: 'frankm' })
  await run('Set-Mailbox', {
    Identity: 'frankm',
    EmailAddressPolicyEnabled: false,
    PrimarySmtpAddress: 'FrankM@contoso.com',
  })
}

/** Speaks with Exchange as it is configured now. */
async function withExchange<T>(work: (port: number) => Promise<T>, at = 25): Promise<T> {
  const { port, close } = await serving(exchangeSmtp(await sourceOf(place.site), 'EXCH01', at))
  try {
    return await work(port)
  } finally {
    await close()
  }
}

function say(...lines: string[]): Promise<readonly string[]> {
  return withExchange(async (port) => {
    const dialogue = new Dialogue(port)
    const heard = [await dialogue.hear()]
    for (const line of lines) heard.push(await dialogue.say(line))
    return heard
  })
}

describe('Exchange 2013 at port 25', () => {
  beforeAll(() => prepare('2013'))
  afterAll(() => place.close())

  it('greets with the name of the connector that takes strangers, and the date', async () => {
    const [greeting, hello] = await say('EHLO mx1.adatum.com')
    expect(greeting).toMatch(
      /^220 EXCH01\.contoso\.local Microsoft ESMTP MAIL Service ready at \w{3}, \d\d? \w{3} \d{4} \d\d:\d\d:\d\d \+0000$/i,
    )
    expect(hello?.split('\r\n')).toEqual([
      expect.stringMatching(/^250-exch01\.contoso\.local Hello \[198\.51\.100\.77\]$/i),
      '250-SIZE 37748736',
      '250-PIPELINING',
      '250-DSN',
      '250-ENHANCEDSTATUSCODES',
      '250-STARTTLS',
      '250 8BITMIME',
    ])
  })

  it('takes those whom it has a mailbox for, refuses the unknown and relays for nobody', async () => {
    const heard = await say(
      'EHLO a.example',
      'MAIL FROM:<someone@adatum.com>',
      'RCPT TO:<frankm@CONTOSO.com>',
      'RCPT TO:<nobody@contoso.com>',
      'RCPT TO:<someone@fabrikam.com>',
      'RCPT TO:<frankm%fabrikam.com@contoso.com>',
      'RCPT TO:<"frankm@contoso.com"@fabrikam.com>',
    )
    expect(heard.slice(2)).toEqual([
      '250 2.1.0 Sender OK',
      '250 2.1.5 Recipient OK',
      '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
      '550 5.7.1 Unable to relay',
      '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
      '501 5.1.7 Invalid address',
    ])
  })

  it('asks to come again where nothing keeps messages', async () => {
    const heard = await say(
      'EHLO a.example',
      'MAIL FROM:<>',
      'RCPT TO:<frankm@contoso.com>',
      'DATA',
      'Subject: hello\r\n\r\n.',
    )
    expect(heard.slice(4)).toEqual([
      '354 Start mail input; end with <CRLF>.<CRLF>',
      '451 4.3.2 System not accepting network messages',
    ])
  })

  it('answers in Exchange’s words', async () => {
    expect(
      await say('MAIL FROM:<a@b.example>', 'NONSENSE', 'EHLO', 'EHLO x', 'MAIL FROM:frank', 'DATA'),
    ).toEqual([
      expect.anything(),
      '503 5.5.2 Send hello first',
      '500 5.3.3 Unrecognized command',
      '501 5.5.4 Invalid domain name',
      expect.stringContaining('Hello'),
      '501 5.1.7 Invalid address',
      '503 5.5.2 Need rcpt command',
    ])
    expect((await say('EHLO x', 'AUTH LOGIN'))[2]).toBe('504 5.7.4 Unrecognized authentication type')
  })

  it('admits nobody when no connector is for strangers', async () => {
    const Identity = 'EXCH01\\Default Frontend EXCH01'
    await run('Set-ReceiveConnector', { Identity, PermissionGroups: 'ExchangeServers' })
    expect((await say('EHLO a.example', 'MAIL FROM:<a@adatum.com>'))[2]).toBe(
      '530 5.7.1 Client was not authenticated',
    )
    await run('Set-ReceiveConnector', { Identity, PermissionGroups: 'AnonymousUsers, ExchangeServers' })
  })

  it('says its connector’s own banner and name', async () => {
    const Identity = 'EXCH01\\Default Frontend EXCH01'
    await run('Set-ReceiveConnector', { Identity, Fqdn: 'mail.contoso.com', Banner: '220 Contoso' })
    expect((await say())[0]).toBe('220 Contoso')
    await run('Set-ReceiveConnector', { Identity, Banner: null })
    expect((await say())[0]).toMatch(/^220 mail\.contoso\.com Microsoft ESMTP/)
  })

  it.skipIf(!hasProgram('openssl'))('shows openssl its certificate after STARTTLS', async () => {
    const said = await withExchange((port) =>
      runProgram(
        'openssl',
        ['s_client', '-connect', `127.0.0.1:${port}`, '-starttls', 'smtp', '-crlf'],
        'QUIT\n',
      ),
    )
    expect(said).toMatch(/subject=.*EXCH01/)
    expect(said).toContain('New, TLSv1.')
  })

  it.skipIf(!hasProgram('swaks'))('is met by swaks: taken over TLS, refused as a relay', async () => {
    const meet = (to: string, ...more: string[]) =>
      withExchange((port) =>
        runProgram('swaks', [
          '--server',
          '127.0.0.1',
          '--port',
          `${port}`,
          '--from',
          'a@adatum.com',
          '--to',
          to,
          ...more,
        ]),
      )
    expect(await meet('frankm@contoso.com', '--tls', '--quit-after', 'RCPT')).toContain(
      '<~  250 2.1.5 Recipient OK',
    )
    expect(await meet('someone@fabrikam.com')).toContain('<** 550 5.7.1 Unable to relay')
  })

  it('takes submissions at 587 from nobody who did not sign in', async () => {
    const heard = await withExchange(async (port) => {
      const dialogue = new Dialogue(port)
      return [
        await dialogue.hear(),
        await dialogue.say('EHLO pc'),
        await dialogue.say('MAIL FROM:<frankm@contoso.com>'),
      ]
    }, 587)
    expect(heard[2]).toBe('530 5.7.1 Client was not authenticated')
  })

  it('lives through lines without end, early talk and sudden goodbyes', async () => {
    await withExchange(async (port) => {
      const long = new Dialogue(port)
      await long.hear()
      long.socket.write('x'.repeat(100_000))
      expect(await long.hear()).toMatch(/^421 /)
      const early = new Dialogue(port)
      early.socket.write('EHLO a\r\n')
      expect(await early.hear()).toMatch(/^421 /)
      const rude = new Dialogue(port)
      await rude.hear()
      await rude.say('EHLO a')
      rude.socket.resetAndDestroy()
      expect(await new Dialogue(port).hear()).toMatch(/^220 /)
    })
  })
})

describe('Exchange 2010 at port 25', () => {
  beforeAll(() => prepare('2010'))
  afterAll(() => place.close())

  it('lets strangers in once they are ticked and the transport service was restarted', async () => {
    const Identity = 'EXCH01\\Default EXCH01'
    const groups = 'ExchangeUsers, ExchangeServers, ExchangeLegacyServers'
    const mailFrom = async () => (await say('EHLO a.example', 'MAIL FROM:<a@adatum.com>'))[2]
    const set = await run('Set-ReceiveConnector', { Identity, PermissionGroups: `AnonymousUsers, ${groups}` })
    expect(set.warnings).toEqual([expect.stringContaining('Restart-Service MSExchangeTransport')])
    expect(await mailFrom()).toBe('530 5.7.1 Client was not authenticated')
    // It runs already: nothing is started.
    await run('Start-Service', { Name: 'MSExchangeTransport' })
    expect(await mailFrom()).toBe('530 5.7.1 Client was not authenticated')
    await run('Restart-Service', { Name: 'MSExchangeTransport' })
    expect(await mailFrom()).toBe('250 2.1.0 Sender OK')
    await run('Set-ReceiveConnector', { Identity, PermissionGroups: groups })
    expect(await mailFrom()).toBe('250 2.1.0 Sender OK')
    await run('Restart-Service', { Name: 'MSExchangeTransport' })
  })

  it('admits strangers only by a connector for the Internet', async () => {
    const [, , refused] = await say('EHLO a.example', 'MAIL FROM:<a@adatum.com>')
    expect(refused).toBe('530 5.7.1 Client was not authenticated')
    await run('Set-ReceiveConnector', {
      Identity: 'EXCH01\\Default EXCH01',
      RemoteIPRanges: '192.168.0.0-192.168.0.255',
    })
    await run('New-ReceiveConnector', {
      Name: 'WSE Internet Receive Connector',
      Usage: 'Internet',
      Bindings: '192.168.0.3:25',
      Fqdn: 'mail.contoso.com',
      Server: 'EXCH01',
    })
    const heard = await say('EHLO a.example', 'MAIL FROM:<a@adatum.com>', 'RCPT TO:<nobody@contoso.com>')
    expect(heard[0]).toMatch(/^220 mail\.contoso\.com /)
    expect(heard.slice(2)).toEqual(['250 2.1.0 Sender OK', '550 5.1.1 User unknown'])
  })

  it('has no mailbox for an account without one, nor by any name but an address', async () => {
    await run('Disable-Mailbox', { Identity: 'frankm', Confirm: absent })
    const heard = await say('EHLO a', 'MAIL FROM:<>', 'RCPT TO:<frankm@contoso.com>', 'RCPT TO:<frankm>')
    expect(heard.slice(3)).toEqual([
      '550 5.1.1 User unknown',
      expect.stringMatching(/^550 5\.7\.1|^501 5\.1\.7/),
    ])
  })
})
