import { createTransport } from 'nodemailer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { serverAccount, serverPassword } from '@/lib/server/transport/intake/server-password'
import { Dialogue } from '../testing/dialogue'
import { type MailSite, mailSite, password } from './mail-site-for-tests'
import { sayTo } from './say-for-tests'

let exchange: MailSite

beforeAll(async () => {
  exchange = await mailSite('2016')
})
afterAll(() => exchange.close())
beforeEach(() => exchange.forget())

describe('A relay for everybody', () => {
  const shapes = [
    'a@fabrikam.com',
    '"a@fabrikam.com"',
    'a%fabrikam.com@contoso.com',
    '"a%fabrikam.com"@contoso.com',
    '@contoso.com:a@fabrikam.com',
    'fabrikam.com!a@contoso.com',
    'fabrikam.com!a',
    '"a@fabrikam.com"@contoso.com',
    'a@fabrikam.com@contoso.com',
    'a@[192.168.0.3]',
    'a%fabrikam.com@[192.168.0.3]',
    'a@fabrikam.com@[192.168.0.3]',
    '@[192.168.0.3]:a@fabrikam.com',
    'fabrikam.com!a@[192.168.0.3]',
    '"a%fabrikam.com"',
    'a@contoso.com.fabrikam.com',
    'a@fabrikam.com.',
    'a',
  ]
  it('it is not, whoever they say they are', async () => {
    for (const sender of ['a@adatum.com', 'frankm@contoso.com', 'a@[198.51.100.77]', '']) {
      const heard = await exchange.withExchange(async (port) => {
        const dialogue = new Dialogue(port)
        await dialogue.hear()
        await dialogue.say('HELO x')
        const replies = [await dialogue.say(`MAIL FROM:<${sender}>`)]
        for (const to of shapes.slice(0, 5)) replies.push(await dialogue.say(`RCPT TO:<${to}>`))
        return replies
      })
      expect(heard[0]).toBe('250 2.1.0 Sender OK')
      expect(heard.slice(1).filter((one) => one.startsWith('2'))).toEqual([])
    }
    for (const to of shapes)
      expect((await sayTo(exchange, ['HELO x', 'MAIL FROM:<a@adatum.com>', `RCPT TO:<${to}>`]))[3]).toMatch(
        /^5\d\d /,
      )
  })

  it('it becomes for whom Add-ADPermission lets it, as many do for a scanner', async () => {
    await exchange.run('New-ReceiveConnector', {
      Name: 'Scanner',
      Server: 'EXCH01',
      Custom: true,
      TransportRole: 'FrontendTransport',
      Bindings: '0.0.0.0:25',
      RemoteIPRanges: '192.168.0.50',
      PermissionGroups: 'AnonymousUsers',
    })
    const relay = (from: string) =>
      exchange.withExchange(async (port) => {
        const dialogue = new Dialogue(port, from)
        await dialogue.hear()
        await dialogue.say('HELO x')
        await dialogue.say('MAIL FROM:<a@contoso.com>')
        return dialogue.say('RCPT TO:<a@fabrikam.com>')
      })
    expect(await relay('127.10.0.50')).toMatch(/^550 5\.7\.1/)
    await exchange.run('Add-ADPermission', {
      Identity: 'EXCH01\\Scanner',
      User: 'NT AUTHORITY\\ANONYMOUS LOGON',
      ExtendedRights: 'ms-Exch-SMTP-Accept-Any-Recipient',
    })
    expect(await relay('127.10.0.50')).toBe('250 2.1.5 Recipient OK')
    expect(await relay('127.10.0.51')).toMatch(/^550 5\.7\.1/)
    await exchange.run('Remove-ReceiveConnector', { Identity: 'EXCH01\\Scanner' })
  })
})

const token = (user: string, secret = password) => Buffer.from(`\0${user}\0${secret}`).toString('base64')

describe('Those who sign in', () => {
  const submit = (options: { user: string; pass?: string; from?: string; header?: string }) =>
    exchange.withExchange(async (port) => {
      const transport = createTransport({
        host: '127.0.0.1',
        port,
        tls: { rejectUnauthorized: false },
        auth: { user: options.user, pass: options.pass ?? password },
      })
      const mail = {
        from: options.header ?? options.from ?? 'frankm@contoso.com',
        to: 'someone@fabrikam.com',
        subject: 'hello',
        text: 'hello',
        envelope: { from: options.from ?? 'frankm@contoso.com', to: 'someone@fabrikam.com' },
      }
      try {
        return (await transport.sendMail(mail)).response
      } catch (error) {
        return (error as { response?: string }).response
      } finally {
        transport.close()
      }
    }, 587)

  it('may write to anybody from their own address, over TLS', async () => {
    expect(await submit({ user: 'CONTOSO\\frankm' })).toMatch(/^250 2\.6\.0 /)
    const [mail] = await exchange.kept()
    const user = await exchange.place.site.store.users.find('frankm')
    expect(mail?.origin).toMatchObject({
      directionality: 'Originating',
      authenticatedAs: user?.id,
      connector: 'EXCH01\\Client Frontend EXCH01',
    })
  })

  it('are not offered to say their password in the clear', async () => {
    const heard = await sayTo(
      exchange,
      ['EHLO x', `AUTH PLAIN ${token('frankm')}`, 'MAIL FROM:<frankm@contoso.com>'],
      587,
    )
    expect(heard[1]).not.toContain('AUTH')
    expect(heard.slice(2)).toEqual([
      '504 5.7.4 Unrecognized authentication type',
      '530 5.7.1 Client was not authenticated',
    ])
  })

  it('are told when their password is wrong, or their address is somebody else’s', async () => {
    expect(await submit({ user: 'frankm', pass: 'wrong' })).toBe('535 5.7.3 Authentication unsuccessful')
    const denied = '550 5.7.60 SMTP; Client does not have permissions to send as this sender'
    expect(await submit({ user: 'frankm', from: 'erikab@contoso.com' })).toBe(denied)
    expect(await submit({ user: 'frankm', header: 'Erika <erikab@contoso.com>' })).toBe(denied)
    expect(await submit({ user: 'frankm', from: 'someone@adatum.com' })).toBe(denied)
    await exchange.run('Add-ADPermission', { Identity: 'erikab', User: 'frankm', ExtendedRights: 'Send As' })
    expect(await submit({ user: 'frankm', from: 'erikab@contoso.com' })).toMatch(/^250 /)
  })

  it('may be a server behind TLS by X-EXPS, which is for no user and for nobody without TLS', async () => {
    const lines: string[] = []
    const signIn = (user: string, pass: string, ignoreTLS: boolean) =>
      exchange.withExchange(async (port) => {
        const client = new SMTPConnection({
          ...{ host: '127.0.0.1', port, ignoreTLS, tls: { rejectUnauthorized: false } },
          customAuth: {
            EXCHANGEAUTH: async ({ sendCommand }) => {
              const { response } = await sendCommand(`X-EXPS EXCHANGEAUTH SHA256 ${token(user, pass)}`)
              lines.push(response)
            },
          },
        })
        await new Promise<void>((resolve) => client.connect(() => resolve()))
        const offered = String(client.lastServerResponse).includes('250-X-EXPS EXCHANGEAUTH')
        await new Promise<void>((resolve) =>
          client.login({ user, pass, method: 'EXCHANGEAUTH' }, () => resolve()),
        )
        client.close()
        return [offered, lines.at(-1)]
      })
    const [server, right] = [serverAccount('EXCH01'), serverPassword('EXCH01')]
    expect(await signIn(server, right, false)).toEqual([true, '235 2.7.0 Authentication successful'])
    expect(await signIn(server, 'wrong', false)).toEqual([true, '535 5.7.3 Authentication unsuccessful'])
    const not = '504 5.7.4 Unrecognized authentication type'
    expect(await signIn(server, right, true)).toEqual([false, not])
    expect(await signIn('frankm', password, false)).toEqual([true, not])
  })

  it('may be a server of the site, by the password that only it knows', async () => {
    const heard = await sayTo(exchange, [
      'EHLO exch01.contoso.local',
      `AUTH PLAIN ${token(serverAccount('EXCH01'), serverPassword('EXCH01'))}`,
      'MAIL FROM:<a@adatum.com>',
      'RCPT TO:<someone@fabrikam.com>',
      'DATA',
      'X-MS-Exchange-Organization-AuthAs: Anonymous\r\nX-MS-Exchange-Organization-MessageDirectionality: Incoming\r\n\r\n.',
    ])
    expect(heard.slice(2)).toEqual([
      '235 2.7.0 Authentication successful',
      '250 2.1.0 Sender OK',
      '250 2.1.5 Recipient OK',
      expect.stringMatching(/^354/),
      expect.stringMatching(/^250 2\.6\.0/),
    ])
    expect((await exchange.kept())[0]?.origin).toMatchObject({
      directionality: 'Incoming',
      authenticatedAs: null,
      bypassesLimits: true,
    })
  })
})
