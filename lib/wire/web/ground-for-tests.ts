import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server as NetServer, type Socket } from 'node:net'
import { server } from '@/lib/essentials'
import {
  acceptedDomain,
  type ExchangeVersion,
  type Noun,
  type Site,
  type Stored,
  type UserProperties,
} from '@/lib/exchange'
import { contoso, done } from '@/lib/exchange/contoso-for-tests'
import { createPfx, createSelfSigned, prepareNetwork, readWorld } from '@/lib/network'
import type { TestSite } from '@/lib/server/test-site'
import { command, secure } from '@/lib/shell'
import { noIntake } from '../no-intake'
import type { Serve, WireSource } from '../source'
import { type WebSite, type WebSiteOptions, webSite } from './web-site'

export const password = 'Winter-2026!'

/** Contoso with Exchange and, unless told otherwise, ARR for mail.contoso.com and autodiscover.contoso.com. */
export interface Ground {
  readonly place: TestSite
  /** Ports of this computer: what the Essentials server and Exchange have at 80 and 443. */
  readonly ports: {
    readonly http: number
    readonly https: number
    readonly exchangeHttp: number
    readonly exchange: number
  }
  readonly exchange: WebSite
  readonly essentials: WebSite
  readonly source: WireSource
  readonly logged: readonly string[]
  /** Ends every connection, also those that the proxy keeps. */
  drop(): void
  /** Takes over what was written to the database. */
  settle(): Promise<void>
  /** What is dialled inside: at first the ports above. */
  readonly dialled: Map<string, number>
  run(name: string, parameters?: Parameters<typeof command>[1], words?: readonly string[]): Promise<void>
  close(): Promise<void>
}

export async function listen(
  serve: Serve,
): Promise<{ port: number; server: NetServer; drop(): void; close(): Promise<void> }> {
  const sockets = new Set<Socket>()
  const listening = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    serve(socket)
  }).listen(0, '127.0.0.1')
  await once(listening, 'listening')
  return {
    port: (listening.address() as AddressInfo).port,
    server: listening,
    drop() {
      for (const socket of sockets) socket.destroy()
    },
    close: () => new Promise((resolve) => listening.close(() => resolve())),
  }
}

const mailbox = (alias: string): UserProperties['mailbox'] => ({
  guid: crypto.randomUUID(),
  alias,
  database: 'Mailbox Database 01',
  addressPolicyEnabled: true,
  addresses: [
    { address: `${alias}@contoso.com`, primary: true },
    { address: `${alias}@contoso.local`, primary: false },
  ],
  bytes: 0,
  itemCount: 0,
  useDatabaseQuotaDefaults: true,
  issueWarningQuota: null,
  prohibitSendQuota: null,
  prohibitSendReceiveQuota: null,
})

/** frank, whose names are hard to write down in XML; admin, in a protected group; gone, deactivated; nomail. */
async function addPeople({ inTransaction, site }: TestSite): Promise<void> {
  const passwordHash = await site.vault.hashPassword(password)
  const person = (logonName: string, more: Partial<UserProperties> = {}): UserProperties => ({
    name: logonName,
    firstName: logonName,
    lastName: '',
    logonName,
    accessLevel: 'User',
    enabled: true,
    vpn: false,
    remoteWebAccess: true,
    passwordHash,
    mailbox: mailbox(logonName),
    ...more,
  })
  await inTransaction(async ({ store }) => {
    await store.users.insert(person('frank', { name: 'Frank <M> & "Söhne"' }))
    await store.users.insert(person('anna', { accessLevel: 'Administrator' }))
    await store.users.insert(person('gone', { enabled: false }))
    await store.users.insert(person('nomail', { mailbox: null }))
  })
}

async function configure(place: TestSite): Promise<void> {
  await place.inTransaction(async (site) => {
    const { store } = site
    const made = await createSelfSigned({
      commonName: 'mail.contoso.com',
      names: ['mail.contoso.com', 'autodiscover.contoso.com'],
      now: site.clock.now(),
    })
    if (!made.ok) throw new Error(made.error.message)
    const { certificatePem, privateKeyPem } = made.value
    const pfx = await createPfx({ certificatePem, chainPem: [], privateKeyPem, password: 'pfx' })
    if (!pfx.ok) throw new Error(pfx.error.message)
    await site.drive.write('C:\\mail.pfx', pfx.value)
    const essentials = await store.find(server, 'ESSENTIALS')
    const running = (displayName: string) => ({ displayName, state: 'Running' as const })
    if (essentials)
      await store.update(server, essentials, {
        services: {
          TSGateway: running('Remote Desktop Gateway'),
          W3SVC: running('World Wide Web Publishing Service'),
        },
      })
    const { description } = await readWorld(site)
    if (description) await prepareNetwork(site, description)
    await store.insert(acceptedDomain, 'contoso.com', {
      domainName: 'contoso.com',
      domainType: 'Authoritative',
      default: false,
      addressBookEnabled: true,
    })
  })
}

async function configureProxy({ run, site }: TestSite): Promise<void> {
  await done(run(command('Install-ApplicationRequestRouting')))
  const parameters = {
    cert: 'C:\\mail.pfx',
    hostnames: 'mail.contoso.com,autodiscover.contoso.com',
    password: secure('Password', site.vault.seal('pfx')),
  }
  await done(run(command('ARRConfig', parameters, ['config'])))
}

/** The site as a wire reads it: its objects from memory, its users from the database. */
async function inMemory({ db, site }: TestSite): Promise<Site> {
  const rows = await db.siteObject.findMany({ orderBy: { nameKey: 'asc' } })
  const stored = <P>(row: (typeof rows)[number]): Stored<P> => ({
    id: row.id,
    name: row.name,
    properties: row.properties as P,
    whenCreated: row.createdAt,
    whenChanged: row.changedAt,
  })
  const list = async <P>(noun: Noun<P>) => rows.filter((row) => row.class === noun.class).map(stored<P>)
  const find = async <P>(noun: Noun<P>, name: string) =>
    (await list(noun)).find((one) => one.name.toLowerCase() === name.toLowerCase()) ?? null
  return { ...site, store: { ...site.store, list, find } }
}

export async function openGround({
  version = '2013',
  proxy = true,
  ...options
}: { version?: ExchangeVersion; proxy?: boolean } & WebSiteOptions = {}): Promise<Ground> {
  const place = await contoso(version)
  await configure(place)
  await addPeople(place)
  if (proxy) await configureProxy(place)
  let site = await inMemory(place)
  let world = await readWorld(site)
  const settle = async () => {
    site = await inMemory(place)
    world = await readWorld(site)
  }
  const dialled = new Map<string, number>()
  const logged: string[] = []
  const source: WireSource = {
    site: () => site,
    world: () => world,
    now: () => place.site.clock.now(),
    // A port at which nothing listens: refused.
    dial: (address, port) => connect({ host: '127.0.0.1', port: dialled.get(`${address}:${port}`) ?? 1 }),
    network: place.site.network,
    intake: noIntake,
    log: (line) => logged.push(line),
  }
  const [exchange, essentials] = [webSite(source, 'EXCH01', options), webSite(source, 'ESSENTIALS', options)]
  const doors = await Promise.all(
    [essentials.plain, essentials.secure, exchange.plain, exchange.secure].map(listen),
  )
  const [http = 0, https = 0, exchangeHttp = 0, exchangeHttps = 0] = doors.map(({ port }) => port)
  dialled.set('192.168.0.3:80', exchangeHttp).set('192.168.0.3:443', exchangeHttps)
  return {
    place,
    ports: { http, https, exchangeHttp, exchange: exchangeHttps },
    exchange,
    essentials,
    source,
    logged,
    dialled,
    drop() {
      for (const door of doors) door.drop()
    },
    settle,
    async run(name, parameters = {}, words = []) {
      await done(place.run(command(name, parameters, words)))
      await settle()
    },
    async close() {
      essentials.close()
      exchange.close()
      await Promise.all(doors.map((door) => door.close()))
      await place.close()
    },
  }
}

export interface CurlAnswer {
  readonly status: number
  /** By lower-case name; several of one name with a comma. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Of curl: 0, or why there is no answer. */
  readonly exit: number
}

function parseAnswer(text: string): Omit<CurlAnswer, 'exit'> {
  // Heads of 100 Continue stand before that of the answer.
  const start = text.replace(/^(HTTP\/1\.1 1\d\d[^\r]*\r\n(?:[^\r]+\r\n)*\r\n)+/, '')
  const end = start.indexOf('\r\n\r\n')
  const [first = '', ...lines] = start.slice(0, end).split('\r\n')
  const headers: Record<string, string> = {}
  for (const line of lines) {
    const [, name = '', value = ''] = /^([^:]+): ?(.*)$/.exec(line) ?? []
    const key = name.toLowerCase()
    headers[key] = headers[key] === undefined ? value : `${headers[key]}, ${value}`
  }
  return { status: Number(first.split(' ')[1] ?? 0), headers, body: start.slice(end + 4) }
}

/** curl, with every name resolved to this computer. `url` has the name that the world knows, and no port. */
export function curl(
  ports: { http: number; https: number },
  url: string,
  ...args: string[]
): Promise<CurlAnswer> {
  const { protocol, hostname } = new URL(url)
  const port = protocol === 'https:' ? ports.https : ports.http
  const common = ['-sk', '-i', '--path-as-is', '--http1.1', '--max-time', '20', '--noproxy', '*']
  const led = ['--connect-to', `${hostname}:${protocol === 'https:' ? 443 : 80}:127.0.0.1:${port}`]
  return new Promise((resolve) => {
    execFile(
      'curl',
      [...common, ...led, ...args, url],
      { maxBuffer: 1 << 24, encoding: 'utf8' },
      (error, stdout) =>
        resolve({ ...parseAnswer(stdout), exit: typeof error?.code === 'number' ? error.code : 0 }),
    )
  })
}

/** Says bytes as they are, and gives what comes back until the other side ends. */
export function say(port: number, bytes: string | Buffer, thenEnd = false): Promise<string> {
  return new Promise((resolve) => {
    let heard = ''
    const socket = connect({ port, host: '127.0.0.1' }, () =>
      thenEnd ? socket.end(bytes) : socket.write(bytes),
    )
    socket.setEncoding('latin1')
    socket.on('data', (chunk: string) => {
      heard += chunk
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(heard))
  })
}
