import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, createServer as createTcpServer, type Server } from 'node:net'
import { connect as tlsConnect } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { OPENSSL_VERSION } from '@/lib/network/certificates/openssl-for-tests'
import { curl, type Ground, openGround, say } from '../ground-for-tests'

let ground: Ground
let exchangePorts: readonly [plain: number, secure: number]
beforeAll(async () => {
  ground = await openGround({ connectMs: 1_500, answerMs: 1_500 })
  exchangePorts = [ground.ports.exchangeHttp, ground.ports.exchange]
}, 60_000)
afterAll(() => ground.close())

const backends: Server[] = []
afterEach(async () => {
  ground.dialled.set('192.168.0.3:80', exchangePorts[0]).set('192.168.0.3:443', exchangePorts[1])
  for (const backend of backends.splice(0)) {
    if ('closeAllConnections' in backend) (backend as ReturnType<typeof createServer>).closeAllConnections()
    await new Promise((resolve) => backend.close(resolve))
  }
})

/** Puts something else where Exchange has its port 80. */
async function behind(backend: Server): Promise<void> {
  backend.listen(0, '127.0.0.1')
  await once(backend, 'listening')
  backends.push(backend)
  ground.drop()
  ground.dialled.set('192.168.0.3:80', (backend.address() as AddressInfo).port)
}
const answering = (answer: (request: IncomingMessage, response: ServerResponse) => void) =>
  behind(createServer(answer))

const ask = (url: string, ...args: string[]) => curl(ground.ports, url, ...args)
const toMail = (more: object = {}) => ({
  agent: false,
  host: '127.0.0.1',
  port: ground.ports.http,
  headers: { host: 'mail.contoso.com' },
  ...more,
})

describe('the reverse proxy', () => {
  it.each([
    ['https://mail.contoso.com/owa/', [], 'EXCH01'],
    ['https://autodiscover.contoso.com/owa/', [], 'EXCH01'],
    ['https://MAIL.Contoso.com/owa/', [], 'EXCH01'],
    ['https://mail.contoso.com/owa/', ['-H', 'Host: mail.contoso.com.'], 'EXCH01'],
    ['https://mail.contoso.com/owa/', ['-H', 'Host: mail.contoso.com:8443'], 'EXCH01'],
    ['http://mail.contoso.com/owa/', [], 'EXCH01'],
    ['https://remote.contoso.com/owa/', [], undefined],
    ['https://www.contoso.com/owa/', [], undefined],
    ['https://mail.contoso.com.evil.example/owa/', [], undefined],
    // Host decides, not the name in TLS.
    ['https://mail.contoso.com/owa/', ['-H', 'Host: remote.contoso.com'], undefined],
    ['https://remote.contoso.com/owa/', ['-H', 'Host: mail.contoso.com'], 'EXCH01'],
    // And the absolute-form before Host.
    ['https://mail.contoso.com/owa/', ['--request-target', 'https://remote.contoso.com/owa/'], undefined],
    ['https://remote.contoso.com/owa/', ['--request-target', 'http://mail.contoso.com/owa/'], 'EXCH01'],
  ])('leads %s %j to %s', async (url, args, server) => {
    const { headers, status } = await ask(url, ...args)
    expect(headers['x-feserver']).toBe(server)
    if (!server) expect(status).toBe(404)
  })

  it('shows the pages of the Essentials server itself', async () => {
    expect((await ask('https://remote.contoso.com/')).body).toContain('IIS Windows Server')
    expect(await ask('https://remote.contoso.com/remote')).toMatchObject({
      status: 302,
      headers: { location: '/Remote/logon?ReturnUrl=%2fremote' },
    })
    expect((await ask('https://remote.contoso.com/Remote/logon')).body).toContain(
      '<title>Remote Web Access</title>',
    )
    expect((await ask('http://remote.contoso.com/remote')).headers.location).toBe(
      'https://remote.contoso.com/remote',
    )
  })

  it('leads who names no host to its own address', async () => {
    expect(await say(ground.ports.http, 'GET /remote HTTP/1.0\r\n\r\n')).toContain(
      'Location: https://192.168.0.2/remote\r\n',
    )
  })

  it('has Remote Desktop Gateway answer 503 for as long as it is stopped', async () => {
    const gateway = (path: string, method: string) => ask(`https://remote.contoso.com${path}`, '-X', method)
    expect((await gateway('/remoteDesktopGateway/', 'RDG_OUT_DATA')).status).toBe(503)
    await ground.run('Restart-Service', { Name: 'TSGateway' })
    expect(await gateway('/remoteDesktopGateway/', 'RDG_OUT_DATA')).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': 'Negotiate, NTLM' },
    })
    expect((await gateway('/rpc/rpcproxy.dll?localhost:3388', 'RPC_IN_DATA')).status).toBe(401)
  })

  it('passes on every value of a field, in both directions', async () => {
    const { headers } = await ask('https://mail.contoso.com/rpc/rpcproxy.dll', '-X', 'RPC_OUT_DATA')
    expect(headers['www-authenticate']).toBe('Negotiate, NTLM, Basic realm="mail.contoso.com"')
    expect(headers['x-powered-by']).toBe('ASP.NET, ARR/2.5')
  })
})

describe.skipIf(!OPENSSL_VERSION)('the certificate, seen by openssl', () => {
  function shown(...args: string[]): Promise<string> {
    return new Promise((resolve) => {
      const s_client = spawn('openssl', ['s_client', '-connect', `127.0.0.1:${ground.ports.https}`, ...args])
      let pem = ''
      s_client.stdout.on('data', (chunk) => {
        pem += chunk
      })
      s_client.stdin.end()
      s_client.on('close', () => {
        const x509 = spawn('openssl', ['x509', '-noout', '-ext', 'subjectAltName'])
        let names = ''
        x509.stdout.on('data', (chunk) => {
          names += chunk
        })
        x509.on('close', () => resolve(names))
        x509.stdin.end(pem)
      })
    })
  }

  it('is that of the PFX for the names that ARRConfig was given, and the server’s own for all others', async () => {
    expect(await shown('-servername', 'mail.contoso.com')).toContain('DNS:mail.contoso.com')
    expect(await shown('-servername', 'AUTODISCOVER.contoso.com')).toContain('DNS:autodiscover.contoso.com')
    for (const args of [
      ['-servername', 'remote.contoso.com'],
      ['-servername', 'www.contoso.com'],
      ['-noservername'],
    ])
      expect(await shown(...args)).toMatch(/DNS:remote\.contoso\.com\s*$/)
  })
})

describe('what is passed on', () => {
  it('says who asked and for what, and nothing that belongs to the connection alone', async () => {
    await answering((one, response) => response.end(JSON.stringify([one.url, one.headers])))
    const { body } = await ask(
      'http://mail.contoso.com/a/../b?c=d%20e',
      ...[
        '-H',
        'Connection: close, X-Secret, Host',
        '-H',
        'X-Secret: 1',
        '-H',
        'Keep-Alive: 5',
        '-H',
        'Upgrade: h2c',
      ],
      ...[
        '-H',
        'X-Forwarded-For: 198.51.100.7',
        '-H',
        'X-Original-URL: /forged',
        '-H',
        'X-ARR-LOG-ID: forged',
        '-H',
        'TE: trailers',
      ],
    )
    const [url, headers] = JSON.parse(body)
    expect(url).toBe('/a/../b?c=d%20e')
    expect(headers).toMatchObject({
      host: 'mail.contoso.com',
      'x-original-url': '/a/../b?c=d%20e',
      'max-forwards': '10',
    })
    expect(headers['x-forwarded-for']).toMatch(/^198\.51\.100\.7, 127\.0\.0\.1:\d+$/)
    expect(headers['x-arr-log-id']).toMatch(/^[0-9a-f-]{36}$/)
    for (const gone of ['x-secret', 'upgrade', 'te', 'keep-alive']) expect(headers[gone]).toBeUndefined()
  })

  it('comes as it is sent, in both directions', async () => {
    let heard: Promise<unknown> = Promise.resolve()
    await answering((one, response) => {
      heard = once(one, 'data')
      one.on('data', () => response.write('half '))
      one.on('end', () => response.end('whole'))
    })
    const outgoing = request(toMail({ method: 'POST' }))
    outgoing.write('first half')
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage]
    expect(String(((await heard) as [Buffer])[0])).toBe('first half')
    expect(String(((await once(answer, 'data')) as [Buffer])[0])).toBe('half ')
    outgoing.end()
    const rest: string[] = []
    for await (const chunk of answer) rest.push(String(chunk))
    expect(rest.join('')).toContain('whole')
  })

  it('keeps trailers, but for those that change what the message is', async () => {
    const trailers: IncomingMessage['trailers'][] = []
    await answering((one, response) => {
      one.resume().on('end', () => {
        trailers.push(one.trailers)
        response.writeHead(200, { Trailer: 'X-Sum' })
        response.write('body')
        response.addTrailers({ 'X-Sum': '42' })
        response.end()
      })
    })
    const outgoing = request(
      toMail({
        method: 'POST',
        headers: {
          host: 'mail.contoso.com',
          'transfer-encoding': 'chunked',
          trailer: 'X-Sent, Content-Length',
        },
      }),
    )
    outgoing.write('x')
    outgoing.addTrailers({ 'X-Sent': '1', Authorization: 'Basic x' })
    outgoing.end()
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage]
    await once(answer.resume(), 'end')
    expect(trailers).toEqual([{ 'x-sent': '1' }])
    expect(answer.trailers).toEqual({ 'x-sum': '42' })
  })

  it('asks for a body only when the server behind does', async () => {
    const bodies: number[] = []
    const backend = createServer((one, response) => {
      let bytes = 0
      one.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      one.on('end', () => {
        bodies.push(bytes)
        response.end('read')
      })
    })
    backend.on('checkContinue', (one, response) => {
      if (one.url === '/no') return response.writeHead(401).end()
      response.writeContinue()
      backend.emit('request', one, response)
    })
    await behind(backend)
    const upload = (path: string) => {
      const outgoing = request(
        toMail({
          method: 'PUT',
          path,
          headers: { host: 'mail.contoso.com', expect: '100-continue', 'content-length': 4 },
        }),
      )
      outgoing.on('error', () => {})
      outgoing.on('continue', () => outgoing.end('body'))
      outgoing.flushHeaders()
      return once(outgoing, 'response') as Promise<[IncomingMessage]>
    }
    const [refused] = await upload('/no')
    expect([refused.statusCode, bodies]).toEqual([401, []])
    refused.destroy()
    const [read] = await upload('/yes')
    expect([read.statusCode, bodies]).toEqual([200, [4]])
    await once(read.resume(), 'end')
  })
})

describe('when the server behind fails', () => {
  it('says 502.3 when it refuses, or does not even start TLS', async () => {
    ground.drop()
    ground.dialled.set('192.168.0.3:443', 1)
    const refused = await ask('https://mail.contoso.com/owa')
    expect(refused).toMatchObject({ status: 502, headers: { server: 'Microsoft-IIS/8.5' } })
    expect(refused.body).toContain('502.3')
    expect(refused.headers['x-feserver']).toBeUndefined()
    expect((await ask('https://remote.contoso.com/')).status).toBe(200)

    const mute = createTcpServer((socket) => socket.on('error', () => {}).resume())
    await behind(mute)
    ground.dialled.set('192.168.0.3:443', (mute.address() as AddressInfo).port)
    const silent = await ask('https://mail.contoso.com/owa')
    expect(silent.status).toBe(502)
    expect(silent.body).toContain('timed out')
  })

  it('says 502.3 when it takes the request and does not answer', async () => {
    await answering(() => {})
    const { status, body } = await ask('http://mail.contoso.com/owa')
    expect([status, body.includes('timed out')]).toEqual([502, true])
  })

  it('breaks off where the answer broke off', async () => {
    await answering((_, response) => {
      response.writeHead(200, { 'content-length': 1_000 })
      response.write('part', () => response.destroy())
    })
    expect((await ask('http://mail.contoso.com/')).exit).toBe(18)
  })

  it('says 502 for what is no HTTP', async () => {
    await behind(
      createTcpServer((socket) =>
        socket.on('error', () => {}).once('data', () => socket.end('220 SMTP\r\n')),
      ),
    )
    expect((await ask('http://mail.contoso.com/')).status).toBe(502)
  })

  it('asks once more over a new connection when a kept one was closed meanwhile', async () => {
    let requests = 0
    const backend = createTcpServer((socket) => {
      let first = true
      socket.on('error', () => {})
      socket.on('data', () => {
        requests++
        if (!first) return socket.resetAndDestroy()
        first = false
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nok')
      })
    })
    await behind(backend)
    expect((await ask('http://mail.contoso.com/')).body).toBe('ok')
    expect((await ask('http://mail.contoso.com/')).body).toBe('ok')
    expect(requests).toBe(3)
  })
})

describe('a request of which two servers could think differently', () => {
  const head = 'Host: mail.contoso.com\r\n'
  const next = 'GET /smuggled HTTP/1.1\r\nHost: mail.contoso.com\r\n\r\n'
  it.each([
    [
      'both lengths',
      `POST / HTTP/1.1\r\n${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${next}`,
    ],
    [
      'both lengths, the other way round',
      `POST / HTTP/1.1\r\n${head}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n${next}`,
    ],
    ['two lengths', `POST / HTTP/1.1\r\n${head}Content-Length: 0\r\nContent-Length: 51\r\n\r\n${next}`],
    ['a list of lengths', `POST / HTTP/1.1\r\n${head}Content-Length: 0, 0\r\n\r\n${next}`],
    ['a length with a sign', `POST / HTTP/1.1\r\n${head}Content-Length: +0\r\n\r\n${next}`],
    ['an unknown coding', `POST / HTTP/1.1\r\n${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${next}`],
    ['two codings', `POST / HTTP/1.1\r\n${head}Transfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n${next}`],
    [
      'two fields of coding',
      `POST / HTTP/1.1\r\n${head}Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${next}`,
    ],
    ['an empty coding', `POST / HTTP/1.1\r\n${head}Transfer-Encoding: \r\n\r\n${next}`],
    [
      'a coding with HTTP/1.0',
      `POST / HTTP/1.0\r\n${head}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n${next}`,
    ],
    [
      'a tab before the coding',
      `POST / HTTP/1.1\r\n${head}Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n${next}`,
    ],
    ['a folded line', `GET / HTTP/1.1\r\n${head}X: a\r\n b\r\n\r\n${next}`],
    ['a space before the colon', `GET / HTTP/1.1\r\nHost : mail.contoso.com\r\n\r\n${next}`],
    ['bare LF', `GET / HTTP/1.1\nHost: mail.contoso.com\n\n${next}`],
    ['bare LF in the middle', `GET / HTTP/1.1\r\nHost: mail.contoso.com\nX: y\r\n\r\n${next}`],
    ['bare CR', `GET / HTTP/1.1\r\nHost: mail.contoso.com\rX: y\r\n\r\n${next}`],
    [
      'bare LF after a chunk size',
      `POST / HTTP/1.1\r\n${head}Transfer-Encoding: chunked\r\n\r\n1\nX\r\n0\r\n\r\n${next}`,
    ],
    [
      'a chunk that is longer than it says',
      `POST / HTTP/1.1\r\n${head}Transfer-Encoding: chunked\r\n\r\n1\r\nXY\r\n0\r\n\r\n${next}`,
    ],
    ['two hosts', `GET / HTTP/1.1\r\n${head}Host: remote.contoso.com\r\n\r\n${next}`],
    [
      'two hosts, the second behind 3,000 fields',
      `GET / HTTP/1.1\r\n${head}${'a:\r\n'.repeat(3_000)}Host: remote.contoso.com\r\n\r\n${next}`,
    ],
    ['the same host twice', `GET / HTTP/1.1\r\n${head}${head}\r\n${next}`],
    ['no host', `GET / HTTP/1.1\r\n\r\n${next}`],
    ['a host that is none', `GET / HTTP/1.1\r\nHost: mail.contoso.com/owa\r\n\r\n${next}`],
    [
      'a user before the host',
      `GET http://mail.contoso.com@remote.contoso.com/ HTTP/1.1\r\n${head}\r\n${next}`,
    ],
    ['an old version', `GET /\r\n${next}`],
    ['a newer version', `GET / HTTP/2.0\r\n${head}\r\n${next}`],
    ['a NUL', `GET / HTTP/1.1\r\nHost: mail.contoso.com\0\r\n\r\n${next}`],
    ['more than a head may have', `GET / HTTP/1.1\r\n${head}X: ${'x'.repeat(20_000)}\r\n\r\n${next}`],
  ])('is refused, and ends the connection: %s', async (_, bytes) => {
    const seen: (string | undefined)[] = []
    await answering((one, response) => {
      seen.push(one.url)
      response.end('behind')
    })
    const answer = await say(ground.ports.http, Buffer.from(bytes, 'latin1'))
    expect(answer).toMatch(/^HTTP\/1\.1 (400|501|505) /)
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1)
    // A body that comes wrong is found when its head went on already, as it streams.
    expect(seen.filter((url) => url !== '/' || !/Transfer-Encoding: chunked\r\n\r\n1/.test(bytes))).toEqual(
      [],
    )
  })

  it('may follow another one when it is sound', async () => {
    await answering((one, response) => response.end(`[${one.url}]`))
    const answer = await say(
      ground.ports.http,
      `GET /1 HTTP/1.1\r\n${head}\r\nGET /2 HTTP/1.1\r\n${head}Connection: close\r\n\r\n`,
    )
    expect(answer.match(/\[\/\d\]/g)).toEqual(['[/1]', '[/2]'])
  })

  it('is answered before the connection ends for what comes behind it', async () => {
    await answering((one, response) => response.end(`[${one.url}]`))
    const answer = await say(
      ground.ports.http,
      `GET /1 HTTP/1.1\r\n${head}\r\nGET /2 HTTP/1.1\r\nHost : mail.contoso.com\r\n\r\n`,
    )
    expect(answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*\[\/1\]/)
    expect(answer).not.toContain('[/2]')
  })

  it('makes no tunnel', async () => {
    expect(
      await say(ground.ports.http, 'CONNECT 192.168.0.3:25 HTTP/1.1\r\nHost: 192.168.0.3:25\r\n\r\n'),
    ).toMatch(/^HTTP\/1\.1 405 /)
    const upgrade = await say(
      ground.ports.http,
      `GET / HTTP/1.1\r\n${head}Connection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n`,
    )
    expect(upgrade).not.toContain(' 101 ')
  })
})

it('lives on when clients break off in the middle of TLS, of a head, of a body', async () => {
  for (const bytes of [
    '',
    'GE',
    'GET / HT',
    '\x16\x03\x01\x02\x00\x01',
    'POST / HTTP/1.1\r\nHost: mail.contoso.com\r\nContent-Length: 9\r\n\r\nx',
  ])
    for (const port of [ground.ports.http, ground.ports.https])
      await say(port, Buffer.from(bytes, 'latin1'), true)
  const socket = connect(ground.ports.https, '127.0.0.1')
  await once(
    tlsConnect({ socket, rejectUnauthorized: false, servername: 'mail.contoso.com' }),
    'secureConnect',
  )
  socket.destroy()
  expect((await ask('https://mail.contoso.com/owa')).status).toBe(302)
  expect(ground.logged).toEqual([])
})
