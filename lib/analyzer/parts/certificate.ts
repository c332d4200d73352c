import { canonicalName, certificateCovers, type MetCertificate, type TlsMet } from '@/lib/network'
import type { Examined } from '../examined'
import { type Asked, type Cause, cause, fail, pass, type Step, warn } from '../step'
import { whoseHost } from './site'
import { day, list } from './words'

const millisecondsOfDay = 86_400_000
const warningDays = 30

function printCertificate({ names, subject, issuer, notBefore, notAfter }: MetCertificate): string {
  return [
    `Names: ${names.length > 0 ? names.join(', ') : subject}`,
    `Valid: ${day(notBefore)} to ${day(notAfter)}`,
    `Issued by: ${issuer}`,
  ].join('\n')
}

/** Where the certificate that is shown for a name comes from, and can be replaced. */
function pageFor(examined: Examined, host: string): string {
  const { proxy } = examined.own ?? {}
  return proxy?.configured?.hostNames.some((name) => canonicalName(name) === host)
    ? '/network/proxy'
    : '/email/certificates'
}

/** The proxy knows nothing of this name, and so the Essentials server shows its own certificate. */
function unknownToProxy(examined: Examined, host: string): Cause | null {
  const { own, description, live } = examined
  if (!own || live || description.connections === 'several') return null
  if (whoseHost(examined, host) !== 'exchange') return null
  if (own.proxy?.configured?.hostNames.some((name) => canonicalName(name) === host)) return null
  return cause(
    'proxy-name',
    `The reverse proxy does not know ${host}: the Essentials server answers itself and shows its own certificate.`,
    `Configure the reverse proxy with ${host} and a certificate that holds it.`,
    '/network/proxy',
  )
}

function nameCauses(examined: Examined, { names }: MetCertificate, host: string): readonly Cause[] {
  if (certificateCovers(names, host)) return []
  const missing = cause(
    'certificate-name',
    `The certificate holds ${names.length > 0 ? list(names) : 'no name'}, and not ${host}: Outlook and browsers warn, telephones refuse.`,
    `Get a certificate that holds ${host}, too.`,
    pageFor(examined, host),
  )
  const proxy = unknownToProxy(examined, host)
  return proxy ? [proxy, missing] : [missing]
}

function dateCauses(
  examined: Examined,
  { notBefore, notAfter }: MetCertificate,
  host: string,
): readonly Cause[] {
  const page = pageFor(examined, host)
  const now = examined.now.getTime()
  if (Date.parse(notAfter) <= now)
    return [
      cause(
        'certificate-expired',
        `The certificate expired on ${day(notAfter)}.`,
        'Renew it, and put the new one where this one is.',
        page,
      ),
    ]
  if (Date.parse(notBefore) > now)
    return [
      cause(
        'certificate-not-yet-valid',
        `The certificate is valid from ${day(notBefore)} on.`,
        'Check the clock of the server that made it, or wait.',
        page,
      ),
    ]
  return []
}

function trustCauses(examined: Examined, met: MetCertificate, host: string): readonly Cause[] {
  if (met.trusted) return []
  const words = met.selfSigned
    ? 'The server issued the certificate to itself: nobody else trusts it.'
    : `No computer trusts who issued it (${met.issuer}), or the certificates in between are not shown.`
  return [
    cause(
      'certificate-untrusted',
      words,
      'Get a certificate from a certification authority that all computers trust, with its chain.',
      pageFor(examined, host),
    ),
  ]
}

function soon(examined: Examined, { notAfter }: MetCertificate, host: string): Cause | null {
  const days = Math.floor((Date.parse(notAfter) - examined.now.getTime()) / millisecondsOfDay)
  return days < warningDays
    ? cause(
        'certificate-expires-soon',
        `The certificate expires on ${day(notAfter)}, in ${days === 1 ? 'a day' : `${days} days`}.`,
        'Renew it now.',
        pageFor(examined, host),
      )
    : null
}

export interface CertificateOptions {
  readonly id?: string
  readonly asked?: string
  /** Mail servers encrypt with any certificate (RFC 7435): what is wrong with it is a warning there. */
  readonly opportunistic?: boolean
}

/** What a client thinks of the certificate that a server showed for this host name: name, dates, trust. */
export function judgeCertificate(
  examined: Examined,
  tls: TlsMet | null,
  host: string,
  {
    id = `${host}/certificate`,
    asked: of = `TLS for ${host}`,
    opportunistic = false,
  }: CertificateOptions = {},
): Step {
  const asked: Asked = { id, title: `The certificate is good for ${host}`, asked: of }
  const notGood = opportunistic ? warn : fail
  if (tls === null)
    return fail(asked, 'No TLS was spoken', [
      cause(
        'no-tls',
        'What answers there does not speak TLS.',
        'Look at which server the port is forwarded to.',
        '/network/router',
      ),
    ])
  if (!tls.ok)
    return fail(asked, tls.problem, [
      cause(
        'tls-failed',
        'The TLS handshake failed: the server has no certificate for this, or only protocols that are too old.',
        'Give the web site a certificate.',
        pageFor(examined, host),
      ),
    ])
  const { certificate } = tls
  const [first, ...others] = [
    ...dateCauses(examined, certificate, host),
    ...nameCauses(examined, certificate, host),
    ...trustCauses(examined, certificate, host),
  ]
  const shown = printCertificate(certificate)
  if (first) return notGood(asked, shown, [first, ...others])
  const expiring = soon(examined, certificate, host)
  return expiring ? warn(asked, shown, [expiring]) : pass(asked, shown)
}
