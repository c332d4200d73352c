import type { Socket } from 'node:net'
import { createSecureContext, createServer, type SecureContext } from 'node:tls'
import type { Serve } from '../source'
import type { BoundCertificate } from './bound-certificate'

const handshakeMs = 10_000
const mostContexts = 20

export interface TlsFront {
  readonly serve: Serve
  close(): void
}

export interface TlsFrontOptions {
  /** What is shown to whoever asks for no name, or for one that `boundTo` does not know. */
  readonly byDefault: () => Promise<BoundCertificate>
  /** By the name that TLS asks for (SNI), in lower case; null: the default. */
  readonly boundTo: (serverName: string) => Promise<BoundCertificate | null>
  readonly secured: (socket: Socket) => void
  readonly log: (line: string) => void
}

const material = ({ certificatePem, chainPem, privateKey }: BoundCertificate) => ({
  cert: [certificatePem, ...chainPem].join('\n'),
  key: privateKey(),
})

/** TLS as Windows Server spoke it: no 1.3 before 2022. It listens nowhere: connections are handed to it. */
export function tlsFront({ byDefault, boundTo, secured, log }: TlsFrontOptions): TlsFront {
  const contexts = new Map<string, SecureContext>()
  let shownByDefault = ''

  function contextOf(bound: BoundCertificate): SecureContext {
    const kept = contexts.get(bound.id)
    if (kept) return kept
    if (contexts.size >= mostContexts) contexts.clear()
    const made = createSecureContext(material(bound))
    contexts.set(bound.id, made)
    return made
  }

  const server = createServer({
    minVersion: 'TLSv1.2',
    maxVersion: 'TLSv1.2',
    handshakeTimeout: handshakeMs,
    SNICallback(name, done) {
      boundTo(name.toLowerCase()).then(
        (bound) => (bound ? done(null, contextOf(bound)) : done(null)),
        (error) => done(error instanceof Error ? error : new Error(String(error))),
      )
    },
  })
  server.on('tlsClientError', (_, socket) => socket.destroy())
  server.on('secureConnection', secured)

  return {
    serve(socket) {
      socket.on('error', () => socket.destroy())
      byDefault()
        .then((bound) => {
          // Set in the same turn in which the connection is taken: it holds for this one.
          if (bound.id !== shownByDefault)
            server.setSecureContext({ ...material(bound), minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' })
          shownByDefault = bound.id
          if (!socket.destroyed) server.emit('connection', socket)
        })
        .catch((error: unknown) => {
          log(`tls: ${error instanceof Error ? error.message : error}`)
          socket.destroy()
        })
    },
    close: () => void server.close(() => {}),
  }
}
