import type { Server } from '@/lib/essentials'
import type { Stored } from '@/lib/exchange'
import type { World } from '@/lib/network'
import type { PlannedLine, Served } from '../plan'

interface Listener {
  readonly port: number
  readonly kind: 'smtp' | 'pop' | 'imap' | 'web'
  readonly tls: boolean
  readonly name: string
}

const web: readonly Listener[] = [
  { port: 80, kind: 'web', tls: false, name: 'HTTP' },
  { port: 443, kind: 'web', tls: true, name: 'HTTPS' },
]

const mail: readonly Listener[] = [
  { port: 25, kind: 'smtp', tls: false, name: 'SMTP' },
  { port: 110, kind: 'pop', tls: false, name: 'POP3' },
  { port: 143, kind: 'imap', tls: false, name: 'IMAP4' },
  { port: 993, kind: 'imap', tls: true, name: 'IMAP4 over TLS' },
  { port: 995, kind: 'pop', tls: true, name: 'POP3 over TLS' },
]

const submission: Listener = { port: 587, kind: 'smtp', tls: false, name: 'SMTP submission' }

/** The ports of mail and web, by which clients come to a site. */
export const clientPorts: readonly number[] = [...mail, ...web].map(({ port }) => port)

function hasExchange({ services }: Server): boolean {
  return Object.keys(services).some((service) => service.startsWith('MSExchange'))
}

/** From 2013 on a front end listens, and hands on to the transport service behind it. */
function hasFrontEnd({ services }: Server): boolean {
  return services.MSExchangeFrontEndTransport !== undefined
}

function runs({ services }: Server, service: string): boolean {
  return services[service]?.state === 'Running'
}

/** The Windows services behind each port. IIS is on a server as soon as its software is, unless it was stopped. */
function listens(one: Server, { kind }: Listener): boolean {
  switch (kind) {
    case 'web':
      return one.services.W3SVC?.state !== 'Stopped'
    case 'pop':
      return runs(one, 'MSExchangePOP3')
    case 'imap':
      return runs(one, 'MSExchangeIMAP4')
    case 'smtp':
      return (
        runs(one, 'MSExchangeTransport') && (!hasFrontEnd(one) || runs(one, 'MSExchangeFrontEndTransport'))
      )
  }
}

function listenersOf(one: Server): readonly Listener[] {
  if (!hasExchange(one)) return one.role === 'essentials' ? web : []
  return [...mail, submission, ...web].sort((a, b) => a.port - b.port)
}

function fixedPort({ role }: Server, port: number): PlannedLine['fixed'] {
  if (role === 'essentials') return port === 443 ? 'proxy' : undefined
  if (port === 587) return 'submission'
  return port === 25 ? 'smtp' : undefined
}

function lineOf({ name, properties }: Stored<Server>, listener: Listener): PlannedLine {
  const { port, kind, tls } = listener
  const open = listens(properties, listener)
  const served: Served | null = open ? { kind, server: name, tls } : null
  const fixed = fixedPort(properties, port)
  return {
    address: properties.address,
    port,
    state: open ? 'open' : 'closed',
    what: `${listener.name} of ${name}`,
    served,
    ...(fixed && { fixed }),
  }
}

/** What the site's own servers listen at, each port open while the Windows service behind it runs. */
export function serverLines({ servers }: World): readonly PlannedLine[] {
  return servers.flatMap((one) => listenersOf(one.properties).map((listener) => lineOf(one, listener)))
}
