import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { curl, type Ground, openGround } from '../ground-for-tests'

let ground: Ground
beforeAll(async () => {
  ground = await openGround()
}, 60_000)
afterAll(() => ground.close())

/** Mulberry32: the same requests each time. */
function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const exchangeHosts = ['mail.contoso.com', 'autodiscover.contoso.com']
const hosts = [
  ...exchangeHosts,
  'remote.contoso.com',
  'REMOTE.contoso.com',
  'Mail.Contoso.Com',
  'mail.contoso.com.',
  'mail.contoso.com:443',
  'mail.contoso.com:99999',
  'mail.contoso.com:x',
  'www.contoso.com',
  'contoso.com',
  '203.0.113.25',
  '[::1]',
  '',
  ' ',
  'mail.contoso.com remote.contoso.com',
  'mail.contoso.com,remote.contoso.com',
  'remote.contoso.com/mail.contoso.com',
  'user@mail.contoso.com',
  'mail.contoso.com\t',
  '*.contoso.com',
  'mail..contoso.com',
  '-',
  'mаil.contoso.com',
  'mail.contoso.com%00',
  'localhost',
  '127.0.0.1:443',
  '__proto__',
  'a'.repeat(300),
]
const paths = [
  '/',
  '/owa',
  '/owa/',
  '/ecp',
  '/remote',
  '/Remote/logon',
  '/EWS/Exchange.asmx',
  '/rpc/rpcproxy.dll',
  '/OAB/',
  '/../owa',
  '/owa/../remote',
  '/%2e%2e/%2e%2e/windows/win.ini',
  '/..%5c..%5cwindows',
  '/%252e%252e/',
  '//owa',
  '/owa%00.aspx',
  '/owa;x',
  '/owa?x=<script>',
  '/%zz',
  '/%c0%ae%c0%ae/',
  'http://mail.contoso.com/owa',
  'https://remote.contoso.com/remote',
  'http://mail.contoso.com@remote.contoso.com/',
  'http://remote.contoso.com#@mail.contoso.com/',
  'http:///owa',
  'ftp://mail.contoso.com/',
  'owa',
  '*',
  '',
  '/\x7f',
  '/ä',
  `/${'a'.repeat(3_000)}`,
  '/__proto__/',
  '/healthcheck.htm',
  '/owa/healthcheck.htm',
]
const methods = [
  'GET',
  'GET',
  'GET',
  'HEAD',
  'POST',
  'OPTIONS',
  'PUT',
  'TRACE',
  'CONNECT',
  'RPC_IN_DATA',
  'RDG_OUT_DATA',
  'get',
  'G\0T',
  '',
  'PRI',
  'DELETE',
]
const versions = [
  'HTTP/1.1',
  'HTTP/1.1',
  'HTTP/1.1',
  'HTTP/1.0',
  'HTTP/2.0',
  'HTTP/0.9',
  'HTTP/1.1 ',
  'http/1.1',
  '',
]
const oddities = [
  'Content-Length: 4\r\nTransfer-Encoding: chunked',
  'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity',
  'Content-Length: 4\r\nContent-Length: 5',
  'Transfer-Encoding: xchunked',
  'Transfer-Encoding : chunked',
  'Transfer-Encoding:\tchunked',
  'Transfer-Encoding: chunked, chunked',
  ' Transfer-Encoding: chunked',
  'X: y\r\n Host: mail.contoso.com',
  'X-Forwarded-Host: mail.contoso.com',
  'X-Original-URL: /owa',
  'X-Rewrite-URL: /owa',
  'Connection: Host',
  'Connection: close, Content-Length',
  'Content-Length: -1',
  'Content-Length: 0x4',
  'Content-Length: 99999999999999999999',
  'Expect: 100-continue',
  'Expect: nonsense',
  'Upgrade: h2c\r\nConnection: Upgrade',
  'Range: bytes=0-0,0-0',
  'Authorization: Basic !!!',
  'Authorization: Basic OjpB',
  'Host: remote.contoso.com',
  'Host: mail.contoso.com',
  'A\0: b',
  'X: \xff\xfe',
  ': empty',
  'Keep-Alive: timeout=0',
  'Trailer: Host',
  'Max-Forwards: 0',
  'Forwarded: host=mail.contoso.com',
]
const bodies = [
  '',
  '',
  'abcd',
  '0\r\n\r\n',
  '4\r\nabcd\r\n0\r\n\r\n',
  '0\r\n\r\nGET /owa HTTP/1.1\r\nHost: mail.contoso.com\r\n\r\n',
  'ffffffffffffffff\r\n',
  '0\r\nHost: mail.contoso.com\r\n\r\n',
]

function mutated(text: string, next: (below: number) => number): string {
  if (next(4) > 0) return text
  const at = next(text.length + 1)
  const byte = String.fromCharCode(next(256))
  const way = next(3)
  return text.slice(0, at) + (way === 0 ? '' : byte) + text.slice(way === 1 ? at : at + 1)
}

function madeRequest(next: (below: number) => number): string {
  const pick = (list: readonly string[]) => list[next(list.length)] ?? ''
  const end = next(12) === 0 ? '\n' : '\r\n'
  const lines = [`${pick(methods)} ${pick(paths)} ${pick(versions)}`]
  if (next(12) > 0) lines.push(`Host: ${pick(hosts)}`)
  for (let more = next(3); more > 0; more--) lines.push(pick(oddities))
  return mutated(`${lines.join(end)}${end}${end}${pick(bodies)}`, next)
}

/** A sound request whose host is one name alone: the answer must be that site's. */
function soundRequest(next: (below: number) => number): { host: string; bytes: string } {
  const host =
    ['mail.contoso.com', 'autodiscover.contoso.com', 'remote.contoso.com', 'www.contoso.com'][next(4)] ?? ''
  const path = ['/', '/owa/', '/nothing', '/rpc/rpcproxy.dll'][next(4)] ?? ''
  return { host, bytes: `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n` }
}

const isExchange = (host: string) =>
  exchangeHosts.includes(host.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, ''))

/** Which of the two sites may answer: every host that is named in the bytes, wherever it stands. */
function mayBeExchange(bytes: string): boolean {
  return /mail\.contoso\.com|autodiscover\.contoso\.com/i.test(bytes)
}

/** One answer on a kept connection; null when the connection ended instead. */
class Line {
  socket: Socket | null = null
  heard = ''
  wake: () => void = () => {}

  open(): Socket {
    const socket = connect(ground.ports.http, '127.0.0.1')
    this.heard = ''
    socket.setEncoding('latin1').setNoDelay(true)
    socket.on('data', (chunk: string) => {
      this.heard += chunk
      this.wake()
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      if (this.socket === socket) this.socket = null
      this.wake()
    })
    this.socket = socket
    return socket
  }

  /** Says something and ends; gives all that came back. */
  async once(bytes: string): Promise<string> {
    const other = new Line()
    const socket = other.open()
    await new Promise<void>((resolve) => {
      socket.on('close', () => resolve())
      socket.end(Buffer.from(bytes, 'latin1'))
    })
    return other.heard
  }

  async ask(bytes: string): Promise<string | null> {
    const socket = this.socket ?? this.open()
    this.heard = ''
    socket.write(bytes)
    for (;;) {
      const [, head = '', length = ''] =
        /^([\s\S]*?content-length: (\d+)[\s\S]*?\r\n\r\n)/i.exec(this.heard) ?? []
      if (head && this.heard.length >= head.length + Number(length)) return this.heard
      if (this.socket !== socket) return null
      await new Promise<void>((resolve) => {
        this.wake = resolve
      })
    }
  }
}

/** FUZZ_RUNS=10000 asks so many times; the same requests each time. */
const requests = Number(process.env.FUZZ_RUNS ?? 2_400)
const rounds = Math.ceil(requests / 8)

it(
  'answers thousands of strange requests without falling, without one site speaking under the other’s name, without growing',
  async () => {
    const next = random(20_261_122)
    const lines = Array.from({ length: 4 }, () => new Line())
    const wrong: string[] = []
    let answers = 0
    const memory: number[] = []

    for (let round = 0; round < rounds; round++) {
      await Promise.all(
        lines.map(async (line) => {
          const strange = madeRequest(next)
          const heard = await line.once(strange)
          if (/^HTTP\/1\.1 \d{3} /.test(heard)) answers++
          if (/X-FEServer/i.test(heard) && !mayBeExchange(strange)) wrong.push(strange)
          const sound = soundRequest(next)
          const answer = await line.ask(sound.bytes)
          if (answer === null || /X-FEServer/i.test(answer) !== isExchange(sound.host))
            wrong.push(sound.bytes)
          else answers++
        }),
      )
      if ((round + 1) % Math.ceil(rounds / 5) === 0) {
        globalThis.gc?.()
        memory.push(process.memoryUsage().heapUsed)
      }
    }
    for (const { socket } of lines) socket?.destroy()
    expect(wrong).toEqual([])
    expect(answers).toBeGreaterThan(requests / 2)
    expect(ground.logged).toEqual([])
    // The first fifth fills caches; after it there is nothing that stays.
    const [first = 0, ...others] = memory
    expect(Math.min(...others)).toBeLessThan(first + 30_000_000)
    expect((await curl(ground.ports, 'https://mail.contoso.com/owa/')).headers['x-feserver']).toBe('EXCH01')
    expect(
      (await curl(ground.ports, 'https://remote.contoso.com/owa/')).headers['x-feserver'],
    ).toBeUndefined()
  },
  60_000 + requests * 10,
)
