/**
 * A process of the proxy's bench: `backend` answers as the server behind, `proxy` is the Essentials server's IIS before
 * it. Takes its certificate and the port behind in one message, and says on which port it listens.
 */
import { createServer as createHttps } from 'node:https'
import { type AddressInfo, connect, createServer, type Server as NetServer } from 'node:net'
import type { Server } from '@/lib/essentials'
import type { Site, Stored } from '@/lib/exchange'
import type { World } from '@/lib/network'
import { noIntake, webSite } from '@/lib/wire'
import { wireNetwork } from '@/lib/wire/client'

/** Nobody here asks the world anything. */
const noNetwork = wireNetwork({ settle: () => Promise.reject(new Error('no world')) })

export interface ProxyJob {
  readonly role: 'backend' | 'proxy'
  readonly certificatePem: string
  readonly privateKeyPem: string
  readonly behind: number
}

/** A page of the size of Outlook's sign-in page. */
const page = Buffer.alloc(4_096, 'x')

function backend({ certificatePem, privateKeyPem }: ProxyJob): NetServer {
  return createHttps({ cert: certificatePem, key: privateKeyPem }, (request, response) => {
    request.resume()
    response.writeHead(200, { 'content-type': 'text/html', 'content-length': page.length })
    response.end(page)
  })
}

function computer(name: string, role: Server['role'], address: string): Stored<Server> {
  const properties: Server = {
    role,
    description: '',
    windows: '2012 R2',
    address,
    addressing: 'static',
    dnsServer: '192.168.0.2',
    joined: true,
    features: [],
    services: { W3SVC: { displayName: 'World Wide Web Publishing Service', state: 'Running' } },
    restartPending: false,
  }
  return { id: name, name, properties, whenCreated: new Date(), whenChanged: new Date() }
}

function proxy({ certificatePem, privateKeyPem, behind }: ProxyJob): NetServer {
  const configured = {
    hostNames: ['mail.contoso.com'],
    targetServer: 'EXCH01',
    certificatePath: '',
    certificate: { names: ['mail.contoso.com'], notAfter: '', issuer: '' },
    at: '',
  }
  const world: World = {
    description: null,
    servers: [
      computer('ESSENTIALS', 'essentials', '192.168.0.2'),
      computer('EXCH01', 'member', '192.168.0.3'),
    ],
    zones: [],
    router: null,
    proxy: {
      urlRewrite: true,
      updated: true,
      configured,
      certificatePem,
      chainPem: [],
      privateKey: privateKeyPem,
    },
  }
  // Nothing is kept, and the key is not sealed: only what the proxy asks for is there.
  const site = {
    store: { list: async () => [], find: async () => null },
    vault: { open: ({ sealed }: { sealed: string }) => sealed },
  } as unknown as Site
  const iis = webSite(
    {
      site: () => site,
      world: () => world,
      now: () => new Date(),
      dial: () => connect(behind, '127.0.0.1'),
      network: noNetwork,
      intake: noIntake,
      log: (line) => console.error(line),
    },
    'ESSENTIALS',
  )
  return createServer({ noDelay: true }, iis.secure)
}

process.on('disconnect', () => process.exit(0))
process.on('message', (job: ProxyJob) => {
  const server = job.role === 'backend' ? backend(job) : proxy(job)
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
})
