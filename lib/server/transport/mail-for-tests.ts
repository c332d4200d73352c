import { randomUUID } from 'node:crypto'
import type { MailOrigin, MailRecipient } from '@/lib/exchange'
import type { MailToKeep } from './keep-mail'

export const strangersOrigin: MailOrigin = {
  source: 'SMTP',
  directionality: 'Incoming',
  connector: 'EXCH01\\Default Frontend EXCH01',
  sessionId: '08DE000000000001',
  clientIp: '198.51.100.25',
  clientName: 'mail.fabrikam.com',
  serverIp: '192.168.0.3',
  authenticatedAs: null,
  ret: null,
  envid: null,
  body: '7BIT',
  smtputf8: false,
  about: null,
  status: [],
  bypassesLimits: false,
}

export function recipient(address: string): MailRecipient {
  return { address, orcpt: null, notify: null, history: [] }
}

/** A small message as it came from a stranger, at that time. */
export function mailToKeep(
  to: readonly string[],
  subject = 'Invoice 2291',
  receivedAt = new Date('2026-11-22T09:41:02.114Z'),
): MailToKeep {
  const networkMessageId = randomUUID()
  const messageId = `<${networkMessageId}@fabrikam.com>`
  const content = Buffer.from(
    `Message-ID: ${messageId}\r\nFrom: j.park@fabrikam.com\r\nSubject: ${subject}\r\n\r\nHello.\r\n`,
  )
  const mail = {
    server: 'EXCH01',
    sender: 'j.park@fabrikam.com',
    recipients: to.map(recipient),
    content,
    origin: strangersOrigin,
  }
  const { clientIp, clientName, serverIp, connector, directionality } = strangersOrigin
  return {
    networkMessageId,
    messageId,
    subject,
    mail,
    receivedAt,
    expiresAt: new Date(receivedAt.getTime() + 48 * 3_600_000),
    delayNoticeAt: new Date(receivedAt.getTime() + 4 * 3_600_000),
    event: {
      at: receivedAt,
      server: 'EXCH01',
      eventId: 'RECEIVE',
      source: 'SMTP',
      messageId,
      networkMessageId,
      subject,
      totalBytes: content.length,
      details: {
        clientIp,
        clientHostname: clientName,
        serverIp,
        serverHostname: 'EXCH01',
        sourceContext: '08DE000000000001;1',
        connectorId: connector,
        sender: mail.sender,
        returnPath: mail.sender,
        recipients: to,
        recipientStatus: [],
        relatedRecipient: '',
        reference: '',
        messageInfo: '00I:',
        directionality,
        originalClientIp: clientIp,
        originalServerIp: serverIp,
        customData: {},
      },
    },
  }
}
