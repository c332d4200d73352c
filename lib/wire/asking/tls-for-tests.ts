import { createServer, type TLSSocket, type TlsOptions } from 'node:tls'
import { createSelfSigned } from '@/lib/network'
import { Openssl } from '@/lib/network/certificates/openssl-for-tests'
import { type TestServer, tcpServer } from './servers-for-tests'

export interface TestCertificate {
  /** As PEM, with what leads to its root. */
  readonly cert: string
  readonly key: string
}

export async function selfSigned(commonName: string, now: Date, days?: number): Promise<TestCertificate> {
  const made = await createSelfSigned({ commonName, names: [commonName], now, ...(days && { days }) })
  if (!made.ok) throw new Error(made.error.message)
  return { cert: made.value.certificatePem, key: made.value.privateKeyPem }
}

/** A root, an authority below it, and mail.contoso.com's certificate from there. */
export function issued(): {
  readonly root: string
  readonly leaf: TestCertificate
  readonly bare: TestCertificate
} {
  const openssl = new Openssl()
  try {
    openssl.selfSigned('root', { subject: '/CN=Test Root' })
    openssl.issued('middle', 'root', { ca: true, subject: '/CN=Test Authority' })
    openssl.issued('mail', 'middle')
    const [leaf, middle, key] = ['mail.crt', 'middle.crt', 'mail.key'].map((file) =>
      String(openssl.read(file)),
    )
    return {
      root: String(openssl.read('root.crt')),
      leaf: { cert: `${leaf}${middle}`, key: `${key}` },
      bare: { cert: `${leaf}`, key: `${key}` },
    }
  } finally {
    openssl.close()
  }
}

/** TLS from the first byte on. */
export function tlsServer(options: TlsOptions, serve: (socket: TLSSocket) => void): Promise<TestServer> {
  const terminator = createServer(options, (socket) => serve(socket.on('error', () => {})))
  terminator.on('tlsClientError', () => {})
  return tcpServer((socket) => terminator.emit('connection', socket))
}
