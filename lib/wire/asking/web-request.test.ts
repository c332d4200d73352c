import { afterEach, describe, expect, it } from 'vitest'
import type { WebRequest } from '@/lib/network'
import { nameServer, reachOf, type TestServer, tcpServer } from './servers-for-tests'
import { selfSigned, tlsServer } from './tls-for-tests'
import { requestFrom } from './web-request'

const open: TestServer[] = []
afterEach(() => Promise.all(open.splice(0).map((one) => one.close())))

const address = '203.0.113.25'

/** Hears one request, and answers with this text; null: not at all. */
async function web(answer: string | null) {
  const heard: string[] = []
  const server = await tcpServer((socket) =>
    socket.on('data', (bytes) => {
      heard.push(String(bytes))
      if (answer !== null) socket.end(answer)
    }),
  )
  open.push(server)
  const ask = (url: string, more: Partial<WebRequest> = {}) =>
    requestFrom(reachOf({ [`${address}:80`]: server }), { url, from: 'internet', address, ...more })
  return { ask, heard }
}

describe('a web request', () => {
  it('tells status, headers and body, and follows no redirection', async () => {
    const { ask } = await web(
      'HTTP/1.1 302 Found\r\nLocation: https://elsewhere.example/\r\nContent-Length: 2\r\n\r\nHi',
    )
    expect(await ask('http://mail.contoso.com/owa/')).toEqual({
      kind: 'answered',
      address,
      status: 302,
      headers: { location: 'https://elsewhere.example/', 'content-length': '2' },
      body: 'Hi',
      certificate: null,
    })
  })

  it('says what it was told to say, but decides itself where it goes and where it ends', async () => {
    const { ask, heard } = await web('HTTP/1.1 200 OK\r\n\r\n')
    const headers = {
      'Content-Type': 'text/xml',
      Host: 'evil.example',
      'Transfer-Encoding': 'chunked',
      Connection: 'x',
    }
    await ask('http://mail.contoso.com/a?b=c', { method: 'POST', headers, body: '<ä/>' })
    const [head = '', body] = heard.join('').split('\r\n\r\n')
    expect(head.split('\r\n').sort()).toEqual([
      'Connection: close',
      'Content-Length: 5',
      'Content-Type: text/xml',
      'Host: mail.contoso.com',
      'POST /a?b=c HTTP/1.1',
    ])
    expect(body).toBe('<ä/>')
  })

  it('is never two requests', async () => {
    const { ask, heard } = await web('HTTP/1.1 200 OK\r\n\r\n')
    const met = await ask('http://mail.contoso.com/', { headers: { 'X-A': 'b\r\nX-Evil: 1' } })
    expect(met).toMatchObject({ kind: 'unreachable', reason: expect.stringMatching(/does not allow/) })
    await ask('http://mail.contoso.com/a\r\nX-Evil: 1')
    expect(heard.join('')).not.toMatch(/^X-Evil/m)
  })

  it('keeps 64 kB of a body', async () => {
    const { ask } = await web(`HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(300_000)}`)
    expect(await ask('http://mail.contoso.com/')).toMatchObject({ status: 200, body: 'x'.repeat(65_536) })
  })

  it.each([
    ['closes', '', /closed the connection/],
    ['speaks something else', '220 mail ESMTP\r\n', /not HTTP/],
    ['sends endless headers', `HTTP/1.1 200 OK\r\n${'A: b\r\n'.repeat(9000)}\r\n`, /not HTTP/],
  ])('is unreachable when the server %s', async (_, answer, reason) => {
    const { ask } = await web(answer)
    expect(await ask('http://mail.contoso.com/')).toMatchObject({
      kind: 'unreachable',
      reason: expect.stringMatching(reason),
    })
  })

  it('is a timeout when the server does not answer, and refused where none listens', async () => {
    const { ask } = await web(null)
    expect(await ask('http://mail.contoso.com/')).toEqual({
      kind: 'timeout',
      reason: 'No answer within 1 second.',
    })
    expect(await ask('http://mail.contoso.com:81/')).toEqual({ kind: 'refused' })
  })

  it.each([
    '',
    'mail.contoso.com',
    'ftp://mail.contoso.com/',
    'javascript:alert(1)',
    `http://a/${'x'.repeat(3000)}`,
  ])('takes %j for no web address', async (url) => {
    expect((await requestFrom(reachOf({}), { url, from: 'internet' })).kind).toBe('unreachable')
  })

  it('goes to the address that the name has, or says that it has none', async () => {
    const names = await nameServer(({ questions }) =>
      questions?.[0]?.name === 'mail.contoso.com'
        ? { answers: [{ type: 'A', name: 'mail.contoso.com', ttl: 60, data: address }] }
        : { flags: 3 },
    )
    const own = await selfSigned('mail.contoso.com', new Date())
    const hosts: unknown[] = []
    const server = await tlsServer(own, (socket) => {
      hosts.push(socket.servername)
      socket.once('data', () => socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n'))
    })
    open.push(names, server)
    const reach = reachOf({ '198.51.100.1:53': names, [`${address}:443`]: server })
    const met = await requestFrom(reach, { url: 'https://mail.contoso.com/owa/', from: 'internet' })
    expect(met).toMatchObject({
      kind: 'answered',
      address,
      status: 401,
      certificate: { names: ['mail.contoso.com'] },
    })
    expect(hosts).toEqual(['mail.contoso.com'])
    const none = await requestFrom(reach, { url: 'https://old.contoso.com/', from: 'internet' })
    expect(none).toMatchObject({ kind: 'no address', answer: { status: 'NXDOMAIN' } })
  })

  it('tells apart a handshake that failed', async () => {
    const server = await tcpServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    open.push(server)
    const met = await requestFrom(reachOf({ [`${address}:443`]: server }), {
      url: `https://${address}/`,
      from: 'internet',
    })
    expect(met).toEqual({ kind: 'tls', address, problem: 'What answers there does not speak TLS.' })
  })
})
