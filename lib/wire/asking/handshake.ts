import { X509Certificate } from 'node:crypto'
import { isIP, type Socket } from 'node:net'
import { connect, createSecureContext, rootCertificates, type SecureContext, type TLSSocket } from 'node:tls'
import { chainOf, factsOf, type MetCertificate, type TlsMet } from '@/lib/network'

/** Where a chain ends, as deep as one is followed. */
const longestChain = 10

/** What was sent, the server's own first. */
function shownBy(socket: TLSSocket): X509Certificate[] {
  const chain: X509Certificate[] = []
  let next = socket.getPeerX509Certificate()
  while (next && chain.length < longestChain && !chain.some((one) => next && one.raw.equals(next.raw))) {
    chain.push(next)
    next = next.issuerCertificate
  }
  return chain
}

/** Codes of OpenSSL that speak of dates, which callers judge by the site's own clock. */
const dateProblems = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'])

/**
 * Whether the chain leads to a root that is trusted. OpenSSL has the word, but names only the last of the problems that
 * it met: behind one of dates may stand another, so the chain is followed once more then.
 */
function isTrusted(socket: TLSSocket, shown: readonly X509Certificate[], roots: readonly string[]): boolean {
  const [leaf, ...others] = shown
  if (!leaf || !dateProblems.has(String(socket.authorizationError))) return socket.authorized
  const trusted = [...rootCertificates, ...roots].map((pem) => new X509Certificate(pem))
  const chain = chainOf(leaf, [...others, ...trusted])
  const end = chain.at(-1) ?? leaf
  return trusted.some((root) => root.raw.equals(end.raw)) && chain.every(({ ca }) => ca)
}

function readCertificate(socket: TLSSocket, roots: readonly string[]): MetCertificate | null {
  const shown = shownBy(socket)
  const facts = shown[0] ? factsOf(shown[0], false) : null
  if (!facts) return null
  const { names, notBefore, notAfter, issuer, subject, selfSigned } = facts
  const trusted = isTrusted(socket, shown, roots)
  const chain = shown.map(String)
  return { names, notBefore, notAfter, issuer, subject, selfSigned, trusted, chain }
}

const ended = 'The connection ended during the TLS handshake.'
const silent = 'It connected, and then did not answer the TLS handshake.'

function problemOf(error: NodeJS.ErrnoException): string {
  const code = error.code ?? ''
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|UNEXPECTED_MESSAGE/.test(code))
    return 'What answers there does not speak TLS.'
  if (/UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION/.test(code)) return 'Both ends know no version of TLS in common.'
  if (/UNRECOGNIZED_NAME/.test(code)) return 'The server knows nothing by that name (unrecognized_name).'
  if (/ALERT/.test(code)) return `The server ended the handshake (${code.replace(/^ERR_SSL_/, '')}).`
  return ended
}

/** Reading 150 roots takes longer than a handshake, so those of the last world are kept. */
let kept: { readonly roots: string; readonly context: SecureContext } | null = null

function contextFor(roots: readonly string[]): SecureContext {
  const key = roots.join('\n')
  if (kept?.roots === key) return kept.context
  const ca = [...rootCertificates, ...roots]
  const context = createSecureContext({ ca, minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' })
  kept = { roots: key, context }
  return context
}

export interface Secured {
  readonly met: TlsMet
  /** Null where the handshake failed. */
  readonly socket: TLSSocket | null
}

/**
 * Speaks TLS on a connection that is open, within that time. Old versions and weak keys are taken, since it is for the caller to judge what was met.
 * `serverName` is told when it is a name: SNI knows no addresses (RFC 6066 §3).
 */
export function secure(
  plain: Socket,
  {
    serverName,
    roots,
    ms,
  }: { readonly serverName: string | null; readonly roots: readonly string[]; readonly ms: number },
): Promise<Secured> {
  return new Promise((resolve) => {
    const failed = (problem: string) => resolve({ met: { ok: false, problem }, socket: null })
    const socket = connect({
      socket: plain,
      ...(serverName && isIP(serverName) === 0 ? { servername: serverName } : {}),
      secureContext: contextFor(roots),
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
    })
    const timer = setTimeout(() => failed(silent), ms)
    plain.once('close', () => clearTimeout(timer))
    socket.on('error', (error) => failed(problemOf(error)))
    socket.once('close', () => failed(ended))
    socket.once('secureConnect', () => {
      const certificate = readCertificate(socket, roots)
      if (!certificate) return failed('The server showed no certificate that can be read.')
      resolve({ met: { ok: true, protocol: socket.getProtocol() ?? 'TLS', certificate }, socket })
    })
  })
}
