import { createSecureContext, TLSSocket } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { converseWith } from './converse'
import { reachOf, type TestServer, talks, tcpServer } from './servers-for-tests'
import { selfSigned } from './tls-for-tests'

const open: TestServer[] = []
afterEach(() => Promise.all(open.splice(0).map((one) => one.close())))

const to = { address: '203.0.113.25', port: 25, from: 'internet' } as const

async function converse(server: TestServer, lines: readonly string[]) {
  open.push(server)
  const met = await converseWith(reachOf({ '203.0.113.25:25': server }), to, lines)
  if (met.kind !== 'answered') throw new Error(`Met ${JSON.stringify(met)}`)
  return met
}

const greeting = '220 mail.contoso.com ESMTP\r\n'

describe('a dialogue', () => {
  it('says one line after the other and hears each whole reply', async () => {
    const replies = {
      EHLO: '250-mail.contoso.com\r\n250-PIPELINING\r\n250 STARTTLS\r\n',
      MAIL: '250 2.1.0 OK\r\n',
    }
    const met = await converse(await tcpServer(talks(greeting, replies)), ['EHLO me.example', 'MAIL FROM:<>'])
    expect(met).toMatchObject({ greeting: '220 mail.contoso.com ESMTP', tls: null, broken: null })
    expect(met.exchanges).toEqual([
      { said: 'EHLO me.example', reply: '250-mail.contoso.com\n250-PIPELINING\n250 STARTTLS' },
      { said: 'MAIL FROM:<>', reply: '250 2.1.0 OK' },
    ])
  })

  it('waits for a reply that comes in pieces', async () => {
    const server = await tcpServer((socket) => {
      socket.write('220 ma')
      socket.once('data', () => socket.write('250 OK\r\n'))
      setImmediate(() => socket.write('il\r\n'))
    })
    expect(await converse(server, ['NOOP'])).toMatchObject({
      greeting: '220 mail',
      exchanges: [{ said: 'NOOP', reply: '250 OK' }],
    })
  })

  it('says where it broke off, and says no more', async () => {
    const hangsUp = await converse(await tcpServer(talks(greeting, { EHLO: null })), [
      'EHLO a',
      'MAIL FROM:<>',
    ])
    expect(hangsUp).toMatchObject({ exchanges: [], broken: 'It closed the connection after EHLO a.' })
    const silent = await converse(await tcpServer(talks(greeting)), ['EHLO a', 'MAIL FROM:<>'])
    expect(silent).toMatchObject({ exchanges: [], broken: 'It did not answer EHLO a.' })
    const mute = await converse(await tcpServer(() => {}), ['EHLO a'])
    expect(mute).toMatchObject({ greeting: '', exchanges: [], broken: 'It did not greet.' })
  })

  it('is encrypted after STARTTLS, and forgets what was said in the clear with its 220', async () => {
    const secureContext = createSecureContext(await selfSigned('mail.contoso.com', new Date()))
    const said: string[] = []
    const server = await tcpServer((socket) => {
      socket.write(greeting)
      socket.once('data', () => {
        socket.write('220 go ahead\r\n250 injected\r\n')
        const secured = new TLSSocket(socket, { isServer: true, secureContext })
        secured
          .on('error', () => {})
          .on('data', (bytes) => {
            said.push(String(bytes))
            secured.write('250 in private\r\n')
          })
      })
    })
    const met = await converse(server, ['STARTTLS', 'EHLO me.example'])
    expect(met.tls).toMatchObject({ ok: true, certificate: { names: ['mail.contoso.com'] } })
    expect(met.exchanges[1]).toEqual({ said: 'EHLO me.example', reply: '250 in private' })
    expect(said[0]).toBe('EHLO me.example\r\n')
  })

  it('breaks off when STARTTLS leads to no TLS', async () => {
    const replies = { STARTTLS: '220 go ahead\r\n' }
    const met = await converse(await tcpServer(talks(greeting, replies)), ['STARTTLS', 'EHLO a'])
    expect(met).toMatchObject({ tls: { ok: false }, exchanges: [{ said: 'STARTTLS' }] })
    expect(met.broken).toMatch(/TLS handshake/)
  })

  it.each(['EHLO a\r\nDATA', 'RSET\n', 'X\0', 'x'.repeat(1000)])(
    'does not say what is not one line',
    async (line) => {
      const met = await converseWith(reachOf({}), to, [line])
      expect(met).toMatchObject({ kind: 'forbidden', reason: expect.stringMatching(/is not one line/) })
    },
  )

  it('does not say more than fifty', async () => {
    expect(await converseWith(reachOf({}), to, Array(51).fill('NOOP'))).toMatchObject({ kind: 'forbidden' })
  })
})
