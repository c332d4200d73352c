import type { MessageScenario, Stage } from './scenario'

const inReport = 'in a report to the sender' as const
const inQueue = 'in the last error of the queue' as const
const to = (address: string) => () => [address]

const answerButton = 'Have a neighbor answer with it'
const codeMailbox = ({ code }: Stage) => [`code-${code}@consolidatedmessenger.com`]

/** What is signed may not be changed (RFC 1847 §2.1). The signature is none: nobody here looks at it. */
const signedText = [
  'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary="signed"',
  '',
  '--signed',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: 8bit',
  '',
  'Grüße aus dem Büro.',
  '--signed',
  'Content-Type: application/pkcs7-signature; name="smime.p7s"',
  'Content-Transfer-Encoding: base64',
  '',
  'MAAGCSqGSIb3DQEHAqCA',
  '--signed--',
]

const oneTooMany = ({ maxRecipients, domain }: Stage) =>
  maxRecipients === null
    ? null
    : Array.from({ length: maxRecipients + 1 }, (_, at) => `recipient${at + 1}@${domain}`)

/** Messages that come back, or wait. The domains are the simulated Internet's (lib/network/neighbors). */
export const messageScenarios: readonly MessageScenario[] = [
  {
    id: 'nobody',
    kind: 'message',
    does: 'A user writes to an address of the site’s own domain that nobody has.',
    shows: inReport,
    recipients: ({ domain }) => [`nobody.at.all@${domain}`],
  },
  {
    id: 'unknown-domain',
    kind: 'message',
    does: 'A user writes to a domain that is not in DNS.',
    shows: inReport,
    recipients: to('someone@proseware.com'),
  },
  {
    id: 'null-mx',
    kind: 'message',
    button: 'Produce it by a null MX',
    does: 'A user writes to a domain that says in DNS that it takes no mail (a null MX).',
    shows: inReport,
    recipients: to('someone@lucernepublishing.com'),
  },
  {
    id: 'mx-loop',
    kind: 'message',
    does: 'A user writes to a domain whose MX record leads back to this site. The site’s own server refuses to relay it; where the router does not lead back in, nobody answers.',
    shows: 'in a report to the sender or in the last error of the queue',
    recipients: to('someone@margiestravel.com'),
  },
  {
    id: 'reserved-domain',
    kind: 'message',
    does: 'A user writes to a domain that is reserved for tests (RFC 2606).',
    shows: inReport,
    recipients: ({ version }) => (version === '2010' ? null : ['someone@domain.invalid']),
    without:
      'Exchange 2010 does not know reserved domains, and no two recipients of this site can have one address.',
  },
  {
    id: 'invalid-encapsulated',
    kind: 'message',
    does: 'A user answers an old message whose address was already broken when Exchange wrapped it.',
    shows: inReport,
    recipients: ({ domain }) => [`IMCEAINVALID-FrankM+20at+20office@${domain}`],
  },
  {
    id: 'too-large',
    kind: 'message',
    does: 'A user sends a message that is larger than the organization allows.',
    shows: inReport,
    recipients: ({ domain, maxSendSize }) => (maxSendSize === null ? null : [`postmaster@${domain}`]),
    without: 'The organization has no limit of size: Set-TransportConfig -MaxSendSize 10MB.',
    size: ({ maxSendSize }) => (maxSendSize ?? 0) + 1024,
  },
  {
    id: 'too-many-recipients',
    kind: 'message',
    does: 'A user sends one message to more recipients than the organization allows.',
    shows: inReport,
    recipients: oneTooMany,
    without:
      'The organization has no limit of recipients: Set-TransportConfig -MaxRecipientEnvelopeLimit 500.',
  },
  {
    id: 'full-mailbox',
    kind: 'message',
    does: 'A user writes to a full mailbox at Fabrikam.',
    shows: inReport,
    recipients: to('lena.ek@fabrikam.com'),
  },
  {
    id: 'deferred-mailbox',
    kind: 'message',
    does: 'A user writes to a mailbox at Fabrikam that is full for the moment.',
    shows: inQueue,
    recipients: to('archive@fabrikam.com'),
  },
  {
    id: 'full-server',
    kind: 'message',
    does: 'A user writes to Wingtip Toys, whose server has no room.',
    shows: inQueue,
    recipients: to('someone@wingtiptoys.com'),
  },
  {
    id: 'silent-server',
    kind: 'message',
    does: 'A user writes to Litware, where nobody answers.',
    shows: inQueue,
    recipients: to('someone@litwareinc.com'),
  },
  {
    id: 'expired',
    kind: 'message',
    does: 'A user writes to Litware, where nobody answers for two days.',
    shows: inReport,
    next: 'Advance the clock by two days: Start-Sleep -Seconds 172800.',
    recipients: to('someone@litwareinc.com'),
  },
  {
    id: 'dropped-connection',
    kind: 'message',
    does: 'A user writes to Southridge Video, whose server drops the connection.',
    shows: inQueue,
    recipients: to('someone@southridgevideo.com'),
  },
  {
    id: 'greylisted',
    kind: 'message',
    does: 'A user writes to Tailspin Toys, who send everybody away once.',
    shows: inQueue,
    next: 'Advance the clock by ten minutes, and the message is delivered: Start-Sleep -Seconds 600.',
    recipients: to('someone@tailspintoys.com'),
  },
  {
    id: 'policy',
    kind: 'message',
    button: 'Produce it by an SPF record',
    does: 'A program at the site writes to Woodgrove Bank in the name of a partner, whose SPF record does not allow that.',
    shows: inReport,
    from: 'front.desk@alpineskihouse.com',
    recipients: to('someone@woodgrovebank.com'),
  },
  {
    id: 'hop-count',
    kind: 'message',
    does: 'A message comes in that has passed a hundred servers.',
    shows: 'in the SMTP session',
    recipients: ({ domain }) => [`postmaster@${domain}`],
    hops: 100,
  },
  {
    id: 'unicode-address',
    kind: 'message',
    does: 'A user writes to an address with an umlaut at Humongous Insurance, whose old server does not know SMTPUTF8.',
    shows: inReport,
    recipients: to('jürgen@humongousinsurance.com'),
    smtputf8: true,
  },
  {
    id: 'signed-eight-bit',
    kind: 'message',
    does: 'A user sends signed text with umlauts to Humongous Insurance, whose old server takes seven bits. Converting it would break the signature.',
    shows: inReport,
    recipients: to('someone@humongousinsurance.com'),
    body: signedText,
  },
  {
    id: 'answered-for-good',
    kind: 'message',
    button: answerButton,
    does: 'A user writes to a mailbox at Consolidated Messenger whose name is the code that its server answers with.',
    shows: inReport,
    recipients: codeMailbox,
  },
  {
    id: 'answered-for-now',
    kind: 'message',
    button: answerButton,
    does: 'A user writes to a mailbox at Consolidated Messenger whose name is the code that its server answers with, each time that the message is tried.',
    shows: inQueue,
    recipients: codeMailbox,
  },
]
