import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SessionLog } from '../intake'
import { Dialogue } from '../testing/dialogue'
import { type MailSite, mailSite } from './mail-site-for-tests'
import { envelope, sayTo, sendRaw } from './say-for-tests'

let exchange: MailSite

beforeAll(async () => {
  exchange = await mailSite('2016')
})
afterAll(() => exchange.close())
beforeEach(() => exchange.forget())

describe('A message that comes in', () => {
  it('is answered with its number once it is kept', async () => {
    const said = await exchange.withExchange((port) =>
      sendRaw(port, 'Message-ID: <one@adatum.com>\r\nSubject: x\r\n\r\n..dot\r\nend\r\n.\r\n'),
    )
    expect(said).toMatch(
      /^250 2\.6\.0 <one@adatum\.com> \[InternalId=\d+, Hostname=exch01\.contoso\.local\] Queued mail for delivery$/i,
    )
    const [mail] = await exchange.kept()
    expect(mail?.content.toString()).toMatch(/\r\n\r\n\.dot\r\nend\r\n$/)
    expect(mail?.origin).toMatchObject({
      source: 'SMTP',
      directionality: 'Incoming',
      connector: 'EXCH01\\Default Frontend EXCH01',
      clientIp: '198.51.100.77',
      clientName: 'mx.adatum.com',
      serverIp: '192.168.0.3',
      authenticatedAs: null,
      bypassesLimits: false,
    })
  })

  it('keeps what the envelope asks for: DSN, 8BITMIME and SMTPUTF8', async () => {
    await exchange.withExchange((port) =>
      sendRaw(port, 'Subject: x\r\n\r\n.\r\n', [
        'EHLO x',
        'MAIL FROM:<a@adatum.com> RET=HDRS ENVID=QQ314159 BODY=8BITMIME SMTPUTF8 SIZE=100',
        'RCPT TO:<frankm@contoso.com> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;Frank+2Bnews@contoso.com',
        'DATA',
      ]),
    )
    const [mail] = await exchange.kept()
    expect(mail?.origin).toMatchObject({ ret: 'HDRS', envid: 'QQ314159', body: '8BITMIME', smtputf8: true })
    expect(mail?.recipients).toEqual([
      {
        address: 'frankm@contoso.com',
        notify: ['SUCCESS', 'DELAY'],
        orcpt: 'rfc822;Frank+news@contoso.com',
        history: [],
      },
    ])
  })

  it('refuses what it does not do, and says so in EHLO', async () => {
    const heard = await sayTo(exchange, [
      'EHLO x',
      'MAIL FROM:<a@adatum.com> BODY=BINARYMIME',
      'MAIL FROM:<a@adatum.com> XSHADOW=1',
      'BDAT 5 LAST',
      'MAIL FROM:<a@adatum.com> SIZE=99999999',
      'MAIL FROM:<ä@adatum.com>',
    ])
    expect(heard[1]).not.toMatch(/CHUNKING|BINARYMIME|NTLM|XRDST/)
    expect(heard.slice(2)).toEqual([
      '501 5.5.4 Invalid arguments',
      '501 5.5.4 Invalid arguments',
      '500 5.3.3 Unrecognized command',
      '552 5.3.4 Message size exceeds fixed maximum message size',
      '501 5.1.7 Invalid address',
    ])
  })

  it('ends the session of a client that makes too many mistakes', async () => {
    const heard = await sayTo(exchange, ['A', 'B', 'C', 'D', 'E', 'F'])
    expect(heard.slice(5)).toEqual([
      '500 5.3.3 Unrecognized command',
      '421 4.7.0 Too many errors on this connection, closing transmission channel',
    ])
  })

  it('loses what strangers write into fields of Exchange’s own', async () => {
    await exchange.withExchange((port) =>
      sendRaw(
        port,
        'X-MS-Exchange-Organization-AuthAs: Internal\r\nSubject: x\r\nx-ms-exchange-forest-a: 1\r\n folded\r\nReceived: from a by b\r\n\r\nX-MS-Exchange-Organization-SCL: -1\r\n.\r\n',
      ),
    )
    const text = (await exchange.kept())[0]?.content.toString()
    expect(text).toContain('X-MS-Exchange-Organization-AuthAs: Anonymous')
    expect(text).not.toMatch(/AuthAs: Internal|folded/)
    expect(text).toMatch(/Received: from a by b\r\n\r\nX-MS-Exchange-Organization-SCL: -1\r\n$/)
  })

  it('is not kept when it is too large, and the session goes on', async () => {
    const megabyte = `${'x'.repeat(998)}\r\n`.repeat(1049)
    const heard = await exchange.withExchange(async (port) => {
      const dialogue = new Dialogue(port)
      await dialogue.hear()
      for (const line of envelope) await dialogue.say(line)
      for (let i = 0; i < 50; i++)
        if (!dialogue.socket.write(megabyte))
          await new Promise((resolve) => dialogue.socket.once('drain', resolve))
      return [await dialogue.say('.'), await dialogue.say('NOOP')]
    })
    expect(heard).toEqual(['552 5.3.4 Message size exceeds fixed maximum message size', '250 2.0.0 OK'])
    expect(await exchange.kept()).toEqual([])
  })

  it('goes to 200 recipients, and the sender comes again for the rest', async () => {
    await exchange.run('Set-AcceptedDomain', { Identity: 'official name', DomainType: 'InternalRelay' })
    const heard = await exchange.withExchange(async (port) => {
      const dialogue = new Dialogue(port)
      await dialogue.hear()
      for (const line of envelope.slice(0, 2)) await dialogue.say(line)
      const lines = Array.from({ length: 5000 }, (_, at) => `RCPT TO:<u${at}@contoso.com>\r\n`)
      dialogue.socket.write(lines.join(''))
      const replies: string[] = []
      for (const _ of lines) replies.push(await dialogue.hear())
      await dialogue.say('DATA')
      return [...replies, await dialogue.say('Subject: x\r\n\r\n.')]
    })
    await exchange.run('Set-AcceptedDomain', { Identity: 'official name', DomainType: 'Authoritative' })
    expect(heard.filter((one) => one === '250 2.1.5 Recipient OK')).toHaveLength(200)
    expect(heard.filter((one) => one === '452 4.5.3 Too many recipients')).toHaveLength(4800)
    expect(heard.at(-1)).toMatch(/^250 2\.6\.0 /)
    expect((await exchange.kept())[0]?.recipients).toHaveLength(200)
  })

  it('is written down line by line, where the connector logs', async () => {
    let written: (session: SessionLog) => void = () => undefined
    const log = new Promise<SessionLog>((resolve) => {
      written = resolve
    })
    await exchange.withExchange(
      async (port) => {
        const dialogue = new Dialogue(port)
        await dialogue.hear()
        for (const line of [...envelope, 'Subject: x\r\n\r\n.', 'QUIT']) await dialogue.say(line)
        await dialogue.hear()
      },
      25,
      { ...exchange.intake, log: written },
    )
    const session = await log
    expect(session).toMatchObject({
      kind: 'Receive',
      connector: 'EXCH01\\Default Frontend EXCH01',
      localEndpoint: '192.168.0.3:25',
      remoteEndpoint: expect.stringMatching(/^198\.51\.100\.77:\d+$/),
      sessionId: expect.stringMatching(/^[0-9A-F]{16}$/),
    })
    expect(session.lines.map(({ event, data }) => `${event} ${data}`)).toEqual([
      '+ ',
      '* SMTPSubmit SMTPAcceptAnySender SMTPAcceptAuthoritativeDomainSender AcceptRoutingHeaders',
      expect.stringMatching(/^> 220 exch01/i),
      '< EHLO mx.adatum.com',
      expect.stringMatching(/^> 250 exch01\S+ Hello \[198\.51\.100\.77\] SIZE 37748736 PIPELINING /i),
      '< MAIL FROM:<a@adatum.com>',
      '> 250 2.1.0 Sender OK',
      '< RCPT TO:<frankm@contoso.com>',
      '> 250 2.1.5 Recipient OK',
      '< DATA',
      '> 354 Start mail input; end with <CRLF>.<CRLF>',
      expect.stringMatching(/^> 250 2\.6\.0 /),
      '< QUIT',
      '> 221 2.0.0 Service closing transmission channel',
      '- ',
    ])
  })
})

/** The shapes that were published with SMTP smuggling (SEC Consult, 2023), and their relatives. */
const falseEnds = [
  '\n.\n',
  '\n.\r\n',
  '\r\n.\n',
  '\r.\r',
  '\r\n.\r',
  '\r.\r\n',
  '\r\n\0.\r\n',
  '\n\r.\r\n',
  '\r\n.\r\r\n',
  '\n.\r',
  '\r.\n',
  '\r\n.\0\r\n',
  '\r\r\n.\r\r\n',
  '\n\n.\n\n',
]

describe('What looks like the end of a message', () => {
  it.each(falseEnds)('%j smuggles no second one in', async (end) => {
    const smuggled =
      'MAIL FROM:<admin@contoso.com>\r\nRCPT TO:<frankm@contoso.com>\r\nDATA\r\nSubject: y\r\n\r\nz'
    const said = await exchange.withExchange((port) =>
      sendRaw(port, `Subject: x\r\n\r\nhi${end}${smuggled}\r\n.\r\n`),
    )
    expect(said).toMatch(/^250 2\.6\.0/)
    const kept = await exchange.kept()
    expect(kept).toHaveLength(1)
    // What is passed on from here has no line end but CRLF, so it is one message everywhere.
    expect(kept[0]?.content.toString('latin1')).not.toMatch(/(?<!\r)\n|\r(?!\n)/)
  })

  it('is refused for its bare line ends where the connector wants that', async () => {
    const Identity = 'EXCH01\\Default Frontend EXCH01'
    await exchange.run('Set-ReceiveConnector', { Identity, BareLinefeedRejectionEnabled: true })
    expect(await exchange.withExchange((port) => sendRaw(port, 'Subject: x\n\n.\r\n\r\n.\r\n'))).toMatch(
      /^550 5\.6\.11 /,
    )
    await exchange.run('Set-ReceiveConnector', { Identity, BareLinefeedRejectionEnabled: false })
  })

  it('and what is said before its time is not listened to', async () => {
    await exchange.withExchange(async (port) => {
      const eager = new Dialogue(port)
      await eager.hear()
      await eager.say('EHLO x')
      eager.socket.write('STARTTLS\r\nMAIL FROM:<a@adatum.com>\r\nRCPT TO:<frankm@contoso.com>\r\n')
      expect(await eager.hear()).toBe('220 2.0.0 SMTP server ready')
      await eager.encrypt().catch(() => undefined)
      eager.socket.destroy()
    })
    expect(await exchange.kept()).toEqual([])
  })
})

describe('Idle connections', () => {
  it('are as many of one client as its connector says, and disturb nobody else', async () => {
    await exchange.withExchange(async (port) => {
      const idle = Array.from({ length: 60 }, () => new Dialogue(port))
      const greetings = await Promise.all(idle.map((one) => one.hear()))
      expect(greetings.filter((one) => one.startsWith('220 '))).toHaveLength(20)
      expect(greetings.filter((one) => one.startsWith('421 4.3.2 '))).toHaveLength(40)
      expect(await new Dialogue(port, '127.20.0.25').hear()).toMatch(/^220 /)
      for (const { socket } of idle) socket.destroy()
    })
  })

  it('are harmless by the thousand where the connector lets them', async () => {
    const Identity = 'EXCH01\\Default Frontend EXCH01'
    const more = { MaxInboundConnectionPerSource: 'unlimited', MaxInboundConnectionPercentagePerSource: 100 }
    await exchange.run('Set-ReceiveConnector', { Identity, ...more })
    await exchange.withExchange(async (port) => {
      const idle = Array.from({ length: 1000 }, () =>
        connect({ port, host: '127.0.0.1' }).on('error', () => undefined),
      )
      expect(await sendRaw(port, 'Subject: x\r\n\r\n.\r\n')).toMatch(/^250 2\.6\.0/)
      for (const socket of idle) socket.destroy()
    })
    const usual = { MaxInboundConnectionPerSource: null, MaxInboundConnectionPercentagePerSource: 2 }
    await exchange.run('Set-ReceiveConnector', { Identity, ...usual })
  }, 30_000)

  it('of one client are a share of those that are free, and one at least', async () => {
    const Identity = 'EXCH01\\Default Frontend EXCH01'
    const change = { MaxInboundConnection: 10, MaxInboundConnectionPercentagePerSource: 30 }
    await exchange.run('Set-ReceiveConnector', { Identity, ...change })
    await exchange.withExchange(async (port) => {
      const heard: string[] = []
      // Of 10, 9 and 8 free ones 30 percent are 3, 2 and 2.
      for (const from of ['127.0.0.1', '127.0.0.1', '127.0.0.1', '127.20.0.25'])
        heard.push((await new Dialogue(port, from).hear()).slice(0, 9).trimEnd())
      expect(heard.map((one) => one.slice(0, 3))).toEqual(['220', '220', '421', '220'])
    })
    const usual = { MaxInboundConnection: 5000, MaxInboundConnectionPercentagePerSource: 2 }
    await exchange.run('Set-ReceiveConnector', { Identity, ...usual })
  })
})

describe('A limit of a minute', () => {
  it('lets a service take so many connections, and then none for a while', async () => {
    await exchange.run('Set-FrontendTransportService', { Identity: 'EXCH01', MaxConnectionRatePerMinute: 2 })
    await exchange.withExchange(async (port) => {
      const heard: string[] = []
      for (const _ of [1, 2, 3]) {
        const dialogue = new Dialogue(port)
        heard.push((await dialogue.hear()).slice(0, 9))
        dialogue.socket.destroy()
      }
      expect(heard.map((one) => one.split(' ')[0])).toEqual(['220', '220', '421'])
    })
    const usual = { Identity: 'EXCH01', MaxConnectionRatePerMinute: 1200 }
    await exchange.run('Set-FrontendTransportService', usual)
  })

  it.each([
    ['IPAddress', ['250', '250', '421', '250', '250']],
    ['User', ['250', '250', '250', '421', '250']],
    ['All', ['250', '250', '421', '421', '250']],
    ['None', ['250', '250', '250', '250', '250']],
  ])('lets somebody begin so many messages, by %s', async (MessageRateSource, codes) => {
    const Identity = 'EXCH01\\Default Frontend EXCH01'
    await exchange.run('Set-ReceiveConnector', { Identity, MessageRateLimit: 2, MessageRateSource })
    await exchange.withExchange(async (port) => {
      const heard: string[] = []
      for (const [at, sender] of ['a', 'a', 'b', 'a', 'b'].entries()) {
        const dialogue = new Dialogue(port, at < 3 ? '127.0.0.1' : '127.20.0.25')
        await dialogue.hear()
        await dialogue.say('EHLO mx.adatum.com')
        heard.push(await dialogue.say(`MAIL FROM:<${sender}@adatum.com>`))
        dialogue.socket.destroy()
      }
      expect(heard.map((one) => one.slice(0, 3))).toEqual(codes)
      const tooMany = heard.find((one) => one.startsWith('421'))
      if (tooMany)
        expect(tooMany.trim()).toBe(
          '421 4.4.2 Message submission rate for this client has exceeded the configured limit',
        )
    })
    await exchange.run('Set-ReceiveConnector', {
      Identity,
      MessageRateLimit: 'Unlimited',
      MessageRateSource: 'IPAddress',
    })
  })
})
