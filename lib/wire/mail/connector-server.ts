import type { Socket } from 'node:net'
import type { SMTPServerOptions, SMTPServerSession } from 'smtp-server'
import { ehloKeywords, mailDate, type SmtpReply, takesExchangeAuth, takesPasswords } from '@/lib/exchange'
import { asksForCertificate, provenDomains } from './client-certificate'
import { ExchangeSmtpServer, type Talk } from './exchange-connection'
import type { ExchangeSession } from './exchange-session'
import type { ReceivingEnd } from './receiving-end'
import { certificateOf } from './server-certificate'
import { replied, smtpOptions } from './smtp-options'

/** Answers the clients of one receive connector. */
export interface ConnectorServer {
  /** `ended` is called once, when the connection is gone. */
  welcome(socket: Socket, session: ExchangeSession, ended: () => void): void
}

const failure = ({ code, status, text }: SmtpReply) => replied(code, `${status} ${text}`)
const away = replied(451, '4.3.0 Directory is not available')

/** How smtp-server asks: each session of its own is one of ours. */
function handlers(sessionOf: (session: SMTPServerSession) => ExchangeSession): SMTPServerOptions {
  return {
    onMailFrom: (address, session, callback) =>
      sessionOf(session)
        .mailFrom(address, session)
        .then(
          (refused) => callback(refused && failure(refused)),
          () => callback(away),
        ),
    onRcptTo: (address, session, callback) =>
      sessionOf(session)
        .rcptTo(address, session)
        .then(
          (refused) => callback(refused && failure(refused)),
          () => callback(away),
        ),
    onData: (stream, session, callback) =>
      sessionOf(session)
        .data(stream, session)
        .then(
          (said) => (typeof said === 'string' ? callback(null, said) : callback(failure(said))),
          () => callback(away),
        ),
    onAuth: ({ username = '', password }, session, callback) =>
      sessionOf(session)
        .signIn(username, password ?? '', session.secure)
        .then(
          (right) =>
            right
              ? callback(null, { user: username })
              : callback(
                  right === null
                    ? replied(421, '4.7.0 Too many failed logons, closing transmission channel')
                    : replied(535, '5.7.3 Authentication unsuccessful'),
                ),
          () => callback(away),
        ),
  }
}

function talk({ connector, version, hostname, source, limits }: ReceivingEnd, offersTls: boolean) {
  const { properties } = connector
  const name = properties.fqdn || hostname
  return ({ record }: ExchangeSession): Talk => ({
    greeting: () =>
      properties.banner?.slice('220 '.length) ??
      `${name} Microsoft ESMTP MAIL Service ready at ${mailDate(source.now())}`,
    keywords: (state) => ehloKeywords(properties, version, { ...state, offersTls }),
    offersAuth: (args, secure) =>
      takesPasswords(properties, { secure }) ||
      (properties.authMechanism.includes('ExchangeServer') && isServersToken(args)),
    exchangeAuth: (args, secure) => {
      const [, token = ''] = /^EXCHANGEAUTH\s+SHA256\s+(\S+)$/i.exec(args) ?? []
      const plain = `PLAIN ${token}`
      return takesExchangeAuth(properties, { secure }) && isServersToken(plain) ? plain : null
    },
    protocolErrors: limits.protocolErrors,
    heard: (line) => record.heard(line),
    said: (reply) => record.said(reply),
  })
}

/** `PLAIN` with the account of a computer in it (RFC 4616): so the site's own servers sign in, TLS or not. */
function isServersToken(args: string): boolean {
  const [, token = ''] = /^PLAIN\s+([A-Za-z0-9+/=]{1,1024})$/i.exec(args) ?? []
  return Buffer.from(token, 'base64').toString().split('\0')[1]?.endsWith('$') ?? false
}

export async function connectorServer(end: ReceivingEnd): Promise<ConnectorServer> {
  const { connector, site, server, hostname, limits } = end
  const { properties } = connector
  const name = properties.fqdn || hostname
  const certificate = properties.authMechanism.includes('Tls')
    ? await certificateOf(site, server, 'SMTP', name)
    : null
  const sessions = new WeakMap<SMTPServerSession, { session: ExchangeSession; ended: () => void }>()
  const known = (session: SMTPServerSession) => {
    const found = sessions.get(session)
    if (!found) throw new Error('A session that nobody began')
    return found
  }
  const smtp = new ExchangeSmtpServer({
    ...smtpOptions(certificate !== null, true),
    allowInsecureAuth: true,
    ...certificate,
    ...(certificate !== null && end.secureDomains.length > 0 && (await asksForCertificate(end))),
    onSecure: (socket, session, callback) => {
      known(session).session.secured(provenDomains(socket, end.secureDomains))
      callback()
    },
    name,
    heloResponse: '%s Hello %s',
    hideDSN: false,
    maxRecipients: limits.recipients,
    socketTimeout: limits.inactivityMs,
    ...(Number.isFinite(limits.messageSize) && { size: limits.messageSize }),
    ...handlers((session) => known(session).session),
    onClose: (session) => known(session).ended(),
  })
  const talkOf = talk(end, certificate !== null)
  return {
    welcome(socket, session, ended) {
      const client = { remoteAddress: session.clientIp, localAddress: end.address, localPort: end.port }
      smtp.serve(socket, client, talkOf(session), (connection) => {
        const limit = setTimeout(() => connection.send(421, 'Timeout'), limits.connectionMs).unref()
        sessions.set(connection.session, {
          session,
          ended: () => {
            clearTimeout(limit)
            ended()
          },
        })
      })
    },
  }
}
