import type { Server } from '@/lib/essentials'
import type { Stored } from '@/lib/exchange'
import type { Met, ShownCertificate } from './door'
import type { ExchangeFace } from './exchange-face'
import type { World } from './world'

const refused: Met = { kind: 'refused' }

/** The Windows service that has to run for a port to be open, and what it says first. */
const mailPorts: Readonly<Record<number, { service: string; banner: (host: string) => string }>> = {
  110: { service: 'MSExchangePOP3', banner: () => '+OK The Microsoft Exchange POP3 service is ready.' },
  995: { service: 'MSExchangePOP3', banner: () => '+OK The Microsoft Exchange POP3 service is ready.' },
  143: { service: 'MSExchangeIMAP4', banner: () => '* OK The Microsoft Exchange IMAP4 service is ready.' },
  993: { service: 'MSExchangeIMAP4', banner: () => '* OK The Microsoft Exchange IMAP4 service is ready.' },
  25: {
    service: 'MSExchangeTransport',
    banner: (host) => `220 ${host} Microsoft ESMTP MAIL Service ready`,
  },
}

export function hasExchange({ properties }: Stored<Server>): boolean {
  return Object.keys(properties.services).some((service) => service.startsWith('MSExchange'))
}

function runs({ services }: Server, service: string): boolean {
  return services[service]?.state === 'Running'
}

/** From 2013 on a front end listens at port 25 and hands on to the transport service behind it. */
function answersMail(properties: Server, port: number, service: string): boolean {
  const frontEnd = properties.services.MSExchangeFrontEndTransport
  if (port === 25 && frontEnd && frontEnd.state !== 'Running') return false
  return runs(properties, service)
}

/** Internet Information Services: there on both servers as soon as their software is, unless it was stopped. */
function answersWeb(one: Stored<Server>): boolean {
  return (
    one.properties.services.W3SVC?.state !== 'Stopped' &&
    (one.properties.role === 'essentials' || hasExchange(one))
  )
}

/** The certificate that a server's own web site shows when nobody gave it another. */
function ownCertificate({ description }: World, one: Stored<Server>): ShownCertificate {
  const fullName = `${one.name}.${description?.localDomain ?? 'local'}`.toLowerCase()
  const names =
    one.properties.role === 'essentials' && description
      ? [description.essentials.internetName]
      : [one.name.toLowerCase(), fullName]
  const notAfter = new Date(one.whenCreated)
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + 5)
  return { names, notAfter: notAfter.toISOString(), issuer: `CN=${one.name}` }
}

function met(one: Stored<Server>, port: number, more: Partial<Extract<Met, { kind: 'answered' }>>): Met {
  const { name, properties } = one
  return {
    kind: 'answered',
    server: name,
    address: properties.address,
    port,
    via: null,
    banner: null,
    certificate: null,
    ...more,
  }
}

/** ARR passes the names that ARRConfig was given on to the target server, and shows its certificate for them. */
function throughProxy(world: World, front: Stored<Server>, port: number, serverName: string): Met | null {
  const configured = world.proxy?.configured
  if (!configured?.hostNames.includes(serverName)) return null
  const target = world.servers.find(
    ({ name }) => name.toLowerCase() === configured.targetServer.toLowerCase(),
  )
  const certificate = port === 443 ? configured.certificate : null
  return target && answersWeb(target)
    ? met(target, port, { via: front.name, certificate })
    : met(front, port, { certificate })
}

/** What a connection meets that reached this server. */
export function reach(
  world: World,
  one: Stored<Server>,
  port: number,
  serverName: string,
  face: ExchangeFace,
): Met {
  const mail = mailPorts[port]
  if (mail) {
    const host = face.smtpNameOf(one) ?? `${one.name}.${world.description?.localDomain ?? 'local'}`
    return answersMail(one.properties, port, mail.service)
      ? met(one, port, { banner: mail.banner(host) })
      : refused
  }
  if ((port !== 80 && port !== 443) || !answersWeb(one)) return refused
  const passedOn = one.properties.role === 'essentials' ? throughProxy(world, one, port, serverName) : null
  if (passedOn) return passedOn
  return met(one, port, {
    certificate: port === 443 ? (face.certificateOf(one) ?? ownCertificate(world, one)) : null,
  })
}
