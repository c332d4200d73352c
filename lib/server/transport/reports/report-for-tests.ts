import type { FailedRecipient, Reporter, ReportFacts } from '@/lib/exchange'
import { recipient, strangersOrigin } from '../mail-for-tests'

export const exchange2016: Reporter = {
  fqdn: 'EXCH01.contoso.com',
  version: '2016',
  authority: 'EXCH01.contoso.com',
  from: {
    name: 'Microsoft Outlook',
    address: 'MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@contoso.com',
  },
  sendsHtml: true,
  tellsDelays: true,
  attachLimit: 10 * 1024 * 1024,
  ownTexts: new Map(),
}

export const exchange2010: Reporter = { ...exchange2016, version: '2010' }

/** Somebody whom a message does not reach: `550 5.1.1 RESOLVER.ADR.RecipNotFound; not found`. */
export function unreached(address: string, said: string, remote: string | null = null): FailedRecipient {
  const [, code = '', status = '', text = ''] = /^(\d{3}) ([\d.]+) (.*)$/s.exec(said) ?? []
  return { recipient: recipient(address), reply: { code: Number(code), status, text }, remote }
}

export const invoice = Buffer.from(
  [
    'Received: from mail.fabrikam.com (198.51.100.25) by EXCH01.contoso.com',
    ' (192.168.0.3) with Microsoft SMTP Server id 15.1.2507.6; Sun, 22 Nov 2026 09:41:02 +0000',
    'Message-ID: <2291@fabrikam.com>',
    'References: <2290@fabrikam.com>',
    'From: j.park@fabrikam.com',
    'To: nobody@contoso.com',
    'Subject: Invoice 2291',
    '',
    'Please find the invoice.',
    '',
  ].join('\r\n'),
)

export function factsOf(given: Partial<ReportFacts> = {}): ReportFacts {
  return {
    kind: 'failed',
    mail: {
      messageId: '<2291@fabrikam.com>',
      sender: 'j.park@fabrikam.com',
      subject: 'Invoice 2291',
      size: invoice.length,
      origin: strangersOrigin,
      receivedAt: new Date('2026-11-22T09:41:02Z'),
      expiresAt: new Date('2026-11-24T09:41:02Z'),
      content: invoice,
    },
    recipients: [unreached('nobody@contoso.com', '550 5.1.1 RESOLVER.ADR.RecipNotFound; not found')],
    reporter: exchange2016,
    now: new Date('2026-11-22T09:41:03Z'),
    ...given,
  }
}
