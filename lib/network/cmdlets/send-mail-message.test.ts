import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { command, type Value } from '@/lib/shell'
import { type MailSite, mailSite, password } from '@/lib/wire/mail/mail-site-for-tests'

let exchange: MailSite

beforeAll(async () => {
  exchange = await mailSite('2016')
})
afterAll(() => exchange.close())
beforeEach(() => exchange.forget())

const send = (args: Record<string, Value>) =>
  exchange.place.run(
    command('Send-MailMessage', {
      From: 'Scanner <scanner@adatum.com>',
      To: 'frankm@contoso.com',
      Subject: 'Prüfung',
      Body: 'größer\nals',
      SmtpServer: '192.168.0.3',
      ...args,
    }),
  )

describe('Send-MailMessage', () => {
  it('sends over SMTP from a PC in the office', async () => {
    expect(
      await send({ Cc: 'erikab@contoso.com', DeliveryNotificationOption: 'OnSuccess', Priority: 'High' }),
    ).toMatchObject({ ok: true })
    const [mail] = await exchange.kept()
    expect(mail?.sender).toBe('scanner@adatum.com')
    expect(mail?.origin).toMatchObject({ clientIp: '192.168.0.200', authenticatedAs: null })
    expect(mail?.recipients).toMatchObject([
      { address: 'frankm@contoso.com', notify: ['SUCCESS'] },
      { address: 'erikab@contoso.com', notify: ['SUCCESS'] },
    ])
    const written = mail?.content.toString() ?? ''
    expect(written).toContain('From: "Scanner" <scanner@adatum.com>\r\n')
    expect(written).toContain(`\r\n\r\n${Buffer.from('größer\nals').toString('base64')}\r\n`)
    const { rows } = await exchange.pool.query('select "subject" from "MailItem"')
    expect(rows).toEqual([{ subject: 'Prüfung' }])
  })

  it('signs in where it was given a credential', async () => {
    const sealed = exchange.place.site.vault.seal(password)
    const Credential: Value = {
      kind: 'credential',
      userName: 'frankm',
      password: { kind: 'secure', prompt: '', sealed },
    }
    const from = { From: 'frankm@contoso.com', To: 'a@fabrikam.com', Port: 587, UseSsl: true }
    expect(await send({ ...from, Credential })).toMatchObject({ ok: true })
    expect(await send(from)).toMatchObject({
      ok: false,
      error: { message: 'Transaction failed. The server response was: 5.7.1 Client was not authenticated' },
    })
  })

  it('says what the server said when it refuses, and which name or port is wrong', async () => {
    expect(await send({ To: 'a@fabrikam.com' })).toMatchObject({
      ok: false,
      error: { message: 'Mailbox unavailable. The server response was: 5.7.1 Unable to relay' },
    })
    expect(await send({ Port: 26 })).toMatchObject({
      ok: false,
      error: { message: 'Unable to connect to the remote server.' },
    })
    expect(await send({ SmtpServer: 'nowhere.contoso.local' })).toMatchObject({
      ok: false,
      error: { message: "The remote name could not be resolved: 'nowhere.contoso.local'" },
    })
    expect(await exchange.kept()).toEqual([])
  })

  it('writes nothing into a header that was not meant for it', async () => {
    expect(
      await send({ Subject: 'a\r\nBcc: b@contoso.com', From: 'x\r\nBcc: y <a@adatum.com>' }),
    ).toMatchObject({ ok: true })
    expect((await exchange.kept())[0]?.content.toString()).not.toMatch(/^Bcc:/m)
    expect(await send({ From: 'a@adatum.com>\r\nRSET' })).toMatchObject({ ok: false })
  })
})
