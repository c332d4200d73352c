import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasProgram, runProgram } from '../testing/independent-program'
import { type MailSite, mailSite, password } from './mail-site-for-tests'

let exchange: MailSite

beforeAll(async () => {
  exchange = await mailSite('2016')
})
afterAll(() => exchange.close())
beforeEach(() => exchange.forget())

interface Sending {
  readonly port: number
  readonly from: string
  readonly to: string
  /** Over TLS, and as Frank. */
  readonly password?: string
}

const message = ({ from, to }: Sending) => `From: ${from}\nTo: ${to}\nSubject: by program\n\nHello.\n`

const python = `
import smtplib, ssl, sys
port, sender, to, password = sys.argv[1:5]
try:
    with smtplib.SMTP('127.0.0.1', int(port)) as smtp:
        if password:
            context = ssl.create_default_context(); context.check_hostname = False; context.verify_mode = ssl.CERT_NONE
            smtp.starttls(context=context)
            smtp.login('frankm', password)
        smtp.sendmail(sender, [to], sys.stdin.read())
except smtplib.SMTPException as refused:
    print(refused)
`

/** Each sends a message, and gives what it says of a refusal. */
const programs: Readonly<Record<string, (sending: Sending) => Promise<string>>> = {
  swaks: (sending) =>
    runProgram('swaks', [
      ...['--server', `127.0.0.1:${sending.port}`, '--from', sending.from, '--to', sending.to],
      ...(sending.password ? ['--tls', '-a', 'LOGIN', '-au', 'frankm', '-ap', sending.password] : []),
    ]),
  curl: (sending) =>
    runProgram(
      'curl',
      [
        ...['-sSv', `smtp://127.0.0.1:${sending.port}`, '-T', '-'],
        ...['--mail-from', sending.from, '--mail-rcpt', sending.to],
        ...(sending.password ? ['-k', '--ssl-reqd', '--user', `frankm:${sending.password}`] : []),
      ],
      message(sending),
    ),
  python3: (sending) =>
    runProgram(
      'python3',
      ['-c', python, `${sending.port}`, sending.from, sending.to, sending.password ?? ''],
      message(sending),
    ),
  msmtp: (sending) =>
    runProgram(
      'msmtp',
      [
        ...['--file=/dev/null', '--host=127.0.0.1', `--port=${sending.port}`, `--from=${sending.from}`],
        ...(sending.password
          ? ['--tls=on', '--tls-certcheck=off', '--auth=login', '--user=frankm']
          : ['--tls=off', '--auth=off']),
        ...(sending.password ? [`--passwordeval=printf %s '${sending.password}'`] : []),
        sending.to,
      ],
      message(sending),
    ),
  nodemailer: async (sending) => {
    const transport = createTransport({
      ...{ host: '127.0.0.1', port: sending.port, tls: { rejectUnauthorized: false } },
      ...(sending.password && { auth: { user: 'frankm', pass: sending.password } }),
    })
    const { from, to } = sending
    return transport.sendMail({ envelope: { from, to }, raw: message(sending) }).then(
      () => '',
      (refused: Error) => refused.message,
    )
  },
}

const atHand = (name: string) => name === 'nodemailer' || hasProgram(name)

describe.each(Object.entries(programs))('%s', (name, send) => {
  const stranger = (to: string) => exchange.withExchange((port) => send({ port, from: 'a@adatum.com', to }))
  const frank = (secret: string) =>
    exchange.withExchange(
      (port) => send({ port, from: 'frankm@contoso.com', to: 'a@fabrikam.com', password: secret }),
      587,
    )

  it.skipIf(!atHand(name))('delivers to a mailbox, and over TLS as a user to anybody', async () => {
    await stranger('frankm@contoso.com')
    await frank(password)
    const kept = await exchange.kept()
    expect(kept.map(({ sender, recipients }) => [sender, recipients[0]?.address])).toEqual([
      ['a@adatum.com', 'frankm@contoso.com'],
      ['frankm@contoso.com', 'a@fabrikam.com'],
    ])
  })

  it.skipIf(!atHand(name))('is told why it may not', async () => {
    expect(await stranger('nobody@contoso.com')).toMatch(/550.*5\.1\.10/)
    expect(await stranger('a@fabrikam.com')).toMatch(/550.*5\.7\.1 Unable to relay/)
    expect(await frank('wrong')).toMatch(/535.*5\.7\.3/)
    expect(await exchange.kept()).toEqual([])
  })
})

describe.skipIf(!hasProgram('smtp-source'))('smtp-source of Postfix', () => {
  const source = (...words: string[]) =>
    exchange.withExchange((port) =>
      runProgram('smtp-source', ['-f', 'a@adatum.com', ...words, `127.0.0.1:${port}`]),
    )

  it.each([
    ['over connections that it keeps', []],
    ['over a new connection for each', ['-d']],
  ])('delivers a hundred messages by ten sessions, %s', async (_, words) => {
    expect(await source('-s', '10', '-m', '100', '-l', '2000', '-t', 'frankm@contoso.com', ...words)).toBe('')
    expect(await exchange.kept()).toHaveLength(100)
  })

  it('is told why it may not', async () => {
    expect(await source('-t', 'nobody@contoso.com')).toMatch(/550 5\.1\.10/)
    expect(await source('-t', 'a@fabrikam.com')).toMatch(/550 5\.7\.1 Unable to relay/)
  })
})
