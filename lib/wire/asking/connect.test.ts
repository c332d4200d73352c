import { afterEach, describe, expect, it } from 'vitest'
import type { Met } from '@/lib/network'
import { OPENSSL_VERSION } from '@/lib/network/certificates/openssl-for-tests'
import { connectTo } from './connect'
import { reachOf, type TestServer, talks, tcpServer } from './servers-for-tests'
import { issued, selfSigned, tlsServer } from './tls-for-tests'

const open: TestServer[] = []
afterEach(() => Promise.all(open.splice(0).map((one) => one.close())))

const address = '203.0.113.25'

async function meet(
  port: number,
  server: TestServer | null,
  { roots = [] as string[], timeoutMs = 300 } = {},
) {
  if (server) open.push(server)
  const reach = reachOf(server ? { [`${address}:${port}`]: server } : {}, { roots, timeoutMs })
  return connectTo(reach, { address, port, from: 'internet' }, 'mail.contoso.com')
}

function answered(met: Met) {
  if (met.kind !== 'answered') throw new Error(`Met ${JSON.stringify(met)}`)
  return met
}

function certificateOf(met: Met) {
  const { tls } = answered(met)
  if (!tls?.ok) throw new Error(`Met ${JSON.stringify(tls)}`)
  return tls.certificate
}

function settled<T>() {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((one) => {
    resolve = one
  })
  return { promise, resolve: (value: T) => resolve(value) }
}

const today = new Date()
const answers =
  (text: string) => (socket: { end(text: string): unknown; once(event: 'data', f: () => void): unknown }) =>
    socket.once('data', () => socket.end(text))

describe('a connection', () => {
  it('is refused where nothing listens', async () => {
    expect(await meet(25, null)).toEqual({ kind: 'refused' })
  })

  it('hears an SMTP greeting of several lines, and the name in it', async () => {
    const server = await tcpServer(talks('220-EXCH01.contoso.local Microsoft ESMTP\r\n220 ready\r\n'))
    expect(answered(await meet(25, server))).toMatchObject({
      banner: '220-EXCH01.contoso.local Microsoft ESMTP\n220 ready',
      server: 'EXCH01.contoso.local',
      tls: null,
      http: null,
    })
  })

  it('takes leave of a server that greeted', async () => {
    const { promise: heard, resolve } = settled<string>()
    const server = await tcpServer((socket) => {
      socket.write('220 mail ESMTP\r\n')
      socket.once('data', (bytes) => resolve(String(bytes)))
    })
    await meet(25, server)
    expect(await heard).toBe('QUIT\r\n')
  })

  it('tells POP3 and IMAP greetings, which hold no name', async () => {
    const greeting = '* OK The Microsoft Exchange IMAP4 service is ready.'
    const met = answered(await meet(143, await tcpServer(talks(`${greeting}\r\n`))))
    expect([met.banner, met.server]).toEqual([greeting, null])
  })

  it('says that it connected when the server then stays silent', async () => {
    expect(answered(await meet(25, await tcpServer(() => {})))).toMatchObject({ banner: null, server: null })
    expect(answered(await meet(80, await tcpServer(() => {})))).toMatchObject({ http: null })
    expect(answered(await meet(443, await tcpServer(() => {}))).tls).toEqual({
      ok: false,
      problem: 'It connected, and then did not answer the TLS handshake.',
    })
  })

  it('keeps no more of a greeting than 4 kB, and nothing that moves a cursor', async () => {
    const server = await tcpServer(talks(`220 \u001b[2Jmail\0 ${'x'.repeat(1_000_000)}`))
    const { banner } = answered(await meet(25, server))
    expect(banner?.length).toBeLessThanOrEqual(4096)
    expect(banner).toMatch(/^220 \ufffd\[2Jmail\ufffd x/)
  })

  it('asks for / at port 80, and tells which Exchange server answered', async () => {
    const server = await tcpServer(
      answers('HTTP/1.1 403 Forbidden\r\nX-FEServer: EXCH01\r\nA: 1\r\nA: 2\r\n\r\n'),
    )
    expect(answered(await meet(80, server))).toMatchObject({
      server: 'EXCH01',
      http: { status: 403, headers: { 'x-feserver': 'EXCH01', a: '1, 2' } },
    })
  })

  it.each(['220 mail ESMTP\r\n', 'HTTP/1.1 200 OK\r\nBad header\r\n\r\n', ''])(
    'has no HTTP from a server that says %j',
    async (text) => {
      expect(answered(await meet(80, await tcpServer((socket) => socket.end(text)))).http).toBeNull()
    },
  )

  it('says when what answers at 443 speaks no TLS, or hangs up', async () => {
    const plain = answered(await meet(443, await tcpServer(talks('220 mail ESMTP\r\n'))))
    expect(plain.tls).toEqual({ ok: false, problem: 'What answers there does not speak TLS.' })
    const gone = answered(await meet(443, await tcpServer((socket) => socket.destroy())))
    expect(gone.tls).toEqual({ ok: false, problem: 'The connection ended during the TLS handshake.' })
  })
})

describe('a connection with TLS', () => {
  it('tells the name (SNI), shows the certificate, and asks for /', async () => {
    const names: unknown[] = []
    const own = await selfSigned('mail.contoso.com', today)
    const server = await tlsServer(own, (socket) => {
      names.push(socket.servername)
      answers('HTTP/1.1 302 Found\r\nLocation: /owa/\r\n\r\n')(socket)
    })
    const met = answered(await meet(443, server))
    expect(met.http).toMatchObject({ status: 302, headers: { location: '/owa/' } })
    expect(names).toEqual(['mail.contoso.com'])
    expect(met.tls).toMatchObject({ ok: true, protocol: 'TLSv1.3' })
    const shown = certificateOf(met)
    expect(shown).toMatchObject({ names: ['mail.contoso.com'], selfSigned: true, trusted: false })
    expect([shown.subject, shown.issuer]).toEqual(['CN=mail.contoso.com', 'CN=mail.contoso.com'])
    expect(shown.chain.map((pem) => pem.trim())).toEqual([own.cert.trim()])
  })

  it('hears the greeting behind it at 465 and 993', async () => {
    const own = await selfSigned('mail.contoso.com', today)
    for (const port of [465, 993]) {
      const server = await tlsServer(own, (socket) => socket.write('220 mail.contoso.com ESMTP\r\n'))
      expect(answered(await meet(port, server)).banner).toBe('220 mail.contoso.com ESMTP')
    }
  })

  it('trusts what a root signed, whatever its dates and names', async () => {
    const longAgo = new Date('2019-01-01')
    const future = new Date(today.getTime() + 400 * 86_400_000)
    for (const [now, days] of [
      [today, 30],
      [longAgo, 30],
      [future, 30],
    ] as const) {
      const own = await selfSigned('other.example', now, days)
      const serve = () => tlsServer(own, (socket) => socket.end())
      const strange = certificateOf(await meet(443, await serve()))
      const known = certificateOf(await meet(443, await serve(), { roots: [own.cert] }))
      expect([strange.trusted, known.trusted]).toEqual([false, true])
      expect(known.notBefore.slice(0, 10)).toBe(now.toISOString().slice(0, 10))
    }
  })

  it.skipIf(!OPENSSL_VERSION)('follows a chain that is whole, and not one with a gap', async () => {
    const { root, leaf, bare } = issued()
    const serve = (certificate: typeof leaf) => tlsServer(certificate, (socket) => socket.end())
    const whole = certificateOf(await meet(443, await serve(leaf), { roots: [root] }))
    const gap = certificateOf(await meet(443, await serve(bare), { roots: [root] }))
    const strange = certificateOf(await meet(443, await serve(leaf)))
    expect([whole.trusted, gap.trusted, strange.trusted]).toEqual([true, false, false])
    expect([whole.chain.length, gap.chain.length]).toEqual([2, 1])
    expect(whole).toMatchObject({ issuer: 'CN=Test Authority', selfSigned: false })
  })

  it('shows a server that speaks only an old version', async () => {
    const own = await selfSigned('mail.contoso.com', today)
    const old = { ...own, minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
    expect(answered(await meet(443, await tlsServer(old, (socket) => socket.end()))).tls).toMatchObject({
      ok: true,
      protocol: 'TLSv1',
    })
  })
})
