import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { type AddressInfo, connect, createServer as createTcp } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSelfSigned, nginxConf, proxySites } from '@/lib/network'
import { type CurlAnswer, curl, type Ground, openGround } from '../ground-for-tests'

const hasNginx = spawnSync('nginx', ['-v']).error === undefined
if (!hasNginx) console.warn('SKIPPED: tests that need nginx, which is not on the PATH of this computer.')

/** A port that was free a moment ago: nginx cannot say which one it took. */
async function freePort(): Promise<number> {
  const server = createTcp().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  const open = await new Promise<boolean>((resolve) =>
    socket.on('connect', () => resolve(true)).on('error', () => resolve(false)),
  )
  socket.destroy()
  return open
}

/** Says what it was asked, and who it is. */
function mirror(name: string) {
  return async (request: IncomingMessage, response: ServerResponse) => {
    let bytes = 0
    for await (const chunk of request) bytes += (chunk as Buffer).length
    response.writeHead(200, { 'X-FEServer': name })
    response.end(JSON.stringify([name, request.method, request.url, request.headers.host, bytes]))
  }
}

let ground: Ground
let nginx: ChildProcess
let folder: string
let ports: { http: number; https: number }
const closing: (() => void)[] = []

async function backend(name: string, key: string, cert: string): Promise<{ http: number; https: number }> {
  const servers = [createServer(mirror(name)), createHttps({ key, cert }, mirror(name))]
  for (const server of servers) {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    closing.push(() => {
      server.closeAllConnections()
      server.close()
    })
  }
  const [http = 0, https = 0] = servers.map((server) => (server.address() as AddressInfo).port)
  return { http, https }
}

beforeAll(async () => {
  if (!hasNginx) return
  ground = await openGround()
  const made = await createSelfSigned({ commonName: 'x', names: ['mail.contoso.com'], now: new Date() })
  if (!made.ok) throw new Error(made.error.message)
  const { certificatePem, privateKeyPem } = made.value
  const exchange = await backend('EXCH01', privateKeyPem, certificatePem)
  const essentials = await backend('ESSENTIALS', privateKeyPem, certificatePem)
  ground.dialled.set('192.168.0.3:80', exchange.http).set('192.168.0.3:443', exchange.https)

  folder = mkdtempSync(join(tmpdir(), 'nginx-'))
  mkdirSync(join(folder, 'tmp'))
  const at = (name: string) => join(folder, name)
  writeFileSync(at('one.pem'), certificatePem)
  writeFileSync(at('one.key'), privateKeyPem)
  ports = { http: await freePort(), https: await freePort() }
  const { description } = ground.source.world()
  if (!description) throw new Error('not described')
  const sites = proxySites(description, ground.source.world().proxy)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (one) => `${one}_temp_path ${at('tmp')}/${one};`,
  )
  const text = nginxConf(sites, {
    ...ports,
    ...{
      exchangeCertificate: at('one.pem'),
      exchangeKey: at('one.key'),
      ownCertificate: at('one.pem'),
      ownKey: at('one.key'),
    },
    behind: (server, scheme) => `127.0.0.1:${(server === 'exchange' ? exchange : essentials)[scheme]}`,
    main: [`pid ${at('pid')};`, 'daemon off;', 'master_process off;', 'error_log stderr;'],
    inHttp: [...temporary, 'access_log off;'],
  })
  writeFileSync(at('nginx.conf'), text)
  nginx = spawn('nginx', ['-p', folder, '-c', at('nginx.conf')], { stdio: ['ignore', 'ignore', 'inherit'] })
  while (nginx.exitCode === null && !(await accepts(ports.https)))
    await new Promise((resolve) => setImmediate(resolve))
}, 60_000)

afterAll(async () => {
  if (!hasNginx) return
  nginx.kill('SIGTERM')
  if (nginx.exitCode === null) await once(nginx, 'exit')
  for (const close of closing) close()
  await ground.close()
  rmSync(folder, { recursive: true })
})

/** Who answered, and what it was asked; the pages of the Essentials server itself are ours alone. */
function heard({ status, headers, body }: CurlAnswer): unknown {
  if (headers['x-feserver'] !== 'EXCH01') return 'ESSENTIALS'
  return [status, body === '' ? '' : JSON.parse(body)]
}

describe.skipIf(!hasNginx)('nginx with the file that is saved', () => {
  it.each<readonly [url: string, ...args: string[]]>([
    ['https://mail.contoso.com/owa/'],
    ['https://autodiscover.contoso.com/autodiscover/autodiscover.xml'],
    ['https://remote.contoso.com/remote'],
    ['https://www.contoso.com/owa/'],
    ['https://mail.contoso.com.example/'],
    ['http://mail.contoso.com/owa/'],
    ['http://remote.contoso.com/'],
    ['https://MAIL.contoso.com/'],
    ['https://mail.contoso.com/ews/exchange.asmx?a=b%20c&d=%2f..%2f'],
    ['https://mail.contoso.com/a/../b/./c//d'],
    ['https://mail.contoso.com/', '--data', 'a=b'],
    ['https://mail.contoso.com/', '-X', 'OPTIONS'],
    ['https://mail.contoso.com/', '--head'],
    ['https://mail.contoso.com/', '-H', 'Host: remote.contoso.com'],
    ['https://remote.contoso.com/', '-H', 'Host: mail.contoso.com'],
    ['https://mail.contoso.com/', '-H', 'Host: mail.contoso.com:443'],
    ['https://mail.contoso.com/', '-H', 'Host: mail.contoso.com.'],
    ['https://mail.contoso.com/', '-X', 'RPC_IN_DATA', '--data', 'x'],
    ['https://mail.contoso.com/', '-H', 'Transfer-Encoding: chunked', '--data', 'in chunks'],
  ])('routes as ours does: %s %s %s', async (url, ...args) => {
    const [ours, theirs] = await Promise.all([curl(ground.ports, url, ...args), curl(ports, url, ...args)])
    const expected = heard(ours)
    expect(heard(theirs)).toEqual(expected)
    expect(ours.status).toBeGreaterThanOrEqual(200)
  })

  it('lets a megabyte up, as ours does', async () => {
    writeFileSync(join(folder, 'big'), Buffer.alloc(1024 * 1024, 'x'))
    const upload = (to: typeof ports) => curl(to, 'https://mail.contoso.com/up', '-T', join(folder, 'big'))
    const [ours, theirs] = await Promise.all([upload(ground.ports), upload(ports)])
    expect(heard(ours)).toEqual([200, ['EXCH01', 'PUT', '/up', 'mail.contoso.com', 1024 * 1024]])
    expect(heard(theirs)).toEqual(heard(ours))
  })
})
