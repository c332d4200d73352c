import type { SMTPServerOptions } from 'smtp-server'
import { exchangeServer, type ReceiveConnector, type Site } from '@/lib/exchange'
import { admitsStrangers, receivingConnector } from '@/lib/network'
import type { Serve, WireSource } from '../source'
import { fullName } from './full-name'
import { perSnapshot } from './per-snapshot'
import { judgeRecipient } from './recipient'
import { certificateOf } from './server-certificate'
import { notYet, replied, smtpOptions } from './smtp-options'
import { ExchangeSmtpServer } from './smtp-words'

/** Exchange's answers to MAIL and RCPT, for those who did not sign in. */
function rules(
  source: WireSource,
  connector: ReceiveConnector | null,
  unknown: string,
): Pick<SMTPServerOptions, 'onMailFrom' | 'onRcptTo'> {
  return {
    onMailFrom(_address, session, callback) {
      if (connector?.requireTLS && !session.secure)
        return callback(replied(530, '5.7.0 Must issue a STARTTLS command first'))
      callback(
        connector && admitsStrangers(connector) ? null : replied(530, '5.7.1 Client was not authenticated'),
      )
    },
    onRcptTo({ address }, _session, callback) {
      judgeRecipient(source.site(), address).then(
        (verdict) => {
          if (verdict === 'relay') return callback(replied(550, '5.7.1 Unable to relay'))
          callback(verdict === 'unknown' ? replied(550, unknown) : null)
        },
        () => callback(replied(451, '4.3.0 Directory is not available')),
      )
    },
  }
}

/** How a recipient that nobody has is refused: 2010 in its words, later versions in theirs. */
async function unknownUser({ store }: Site, server: string): Promise<string> {
  const version = (await store.find(exchangeServer, server))?.properties.version
  return version === '2010'
    ? '5.1.1 User unknown'
    : '5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'
}

async function build(source: WireSource, server: string, port: number): Promise<ExchangeSmtpServer> {
  const [site, world] = [source.site(), source.world()]
  const address = world.servers.find(({ name }) => name === server)?.properties.address ?? ''
  const connector = await receivingConnector(site, { name: server, address }, port)
  const name = connector?.fqdn ?? fullName(world, server)
  const offersTls = connector === null || connector.authMechanism.includes('Tls')
  const certificate = offersTls ? await certificateOf(site, server, 'SMTP', name) : null
  const greeting = () =>
    connector?.banner?.slice('220 '.length) ??
    `${name} Microsoft ESMTP MAIL Service ready at ${mailDate(source.now())}`
  const made = new ExchangeSmtpServer(
    {
      ...smtpOptions(certificate !== null),
      ...certificate,
      name,
      // The keywords of what it really does: AUTH, CHUNKING and Exchange's own would only be refused.
      heloResponse: '%s Hello %s',
      size: connector?.maxMessageSize ?? undefined,
      hideSMTPUTF8: true,
      hideENHANCEDSTATUSCODES: false,
      hideDSN: false,
      ...rules(source, connector, await unknownUser(site, server)),
      onData: notYet,
    },
    greeting,
  )
  made.on('error', () => undefined)
  return made
}

/** As in a Date field (RFC 5322 §3.3): Fri, 5 Aug 2016 16:24:41 +0000. */
function mailDate(now: Date): string {
  return now
    .toUTCString()
    .replace(/^(\w+), 0?/, '$1, ')
    .replace('GMT', '+0000')
}

/** Exchange's SMTP at one of its ports. */
export function exchangeSmtp(source: WireSource, server: string, port: number): Serve {
  return perSnapshot(
    source,
    () => build(source, server, port),
    (smtp, socket) => smtp.connect(socket),
  )
}
