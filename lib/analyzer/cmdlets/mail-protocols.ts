import { exchangeCmdlet, receiveConnector, type Site } from '@/lib/exchange'
import { type Cmdlet, enumeration, int32, ok, piped, text } from '@/lib/shell'
import { judgeCertificate } from '../parts/certificate'
import { connectTo } from '../parts/reach'
import { hostOf } from '../parts/site'
import { forTesting, onServer, row, timed } from './exchange-test'

/** `0.0.0.0:25` listens at the server's own address too; `[::]:25` is IPv6, which is not tested. */
function endPoint(binding: string, address: string): { address: string; port: number } | null {
  const [, bound = '', port = ''] = /^([\d.]+):(\d+)$/.exec(binding) ?? []
  return bound ? { address: bound === '0.0.0.0' ? address : bound, port: Number(port) } : null
}

const testSmtp = exchangeCmdlet({
  name: 'Test-SmtpConnectivity',
  synopsis: 'Connects to each binding of the receive connectors.',
  reads: true,
  parameters: { Identity: piped({ ...text, position: 1 }), Confirm: forTesting.Confirm },
  run: async ({ Identity }, site) => {
    const found = await onServer(site, Identity, 'Identity')
    if (!found.ok) return found
    const { server, examined } = found.value
    const connectors = (await site.store.list(receiveConnector)).filter(
      ({ properties }) => properties.server.toLowerCase() === server.name.toLowerCase(),
    )
    const output: object[] = []
    for (const { name, properties } of connectors)
      for (const binding of properties.bindings) {
        const to = endPoint(binding, examined.description.exchange.address)
        if (!to) continue
        const met = await examined.network.connect(to.address, to.port, 'inside')
        const answered = met.kind === 'answered'
        output.push({
          Server: server.name,
          ReceiveConnector: name,
          Binding: binding,
          EndPoint: `${to.address}:${to.port}`,
          StatusCode: answered ? 'Success' : 'UnableToConnect',
          Details: answered ? (met.banner ?? '') : 'Nothing answers at this end point.',
        })
      }
    return ok({ output })
  },
})

const ports = {
  Pop: { Plaintext: 110, Tls: 110, Ssl: 995 },
  Imap: { Plaintext: 143, Tls: 143, Ssl: 993 },
} as const

function mailboxProtocol(protocol: 'Pop' | 'Imap'): Cmdlet<Site> {
  return exchangeCmdlet({
    name: `Test-${protocol}Connectivity`,
    synopsis: `Tests whether the server answers ${protocol === 'Pop' ? 'POP3' : 'IMAP4'}.`,
    reads: true,
    parameters: {
      ...forTesting,
      ConnectionType: enumeration('ProtocolConnectionType', 'Plaintext', 'Ssl', 'Tls'),
      PortClientAccessServer: int32,
    },
    run: async (
      { ClientAccessServer, ConnectionType = 'Ssl', PortClientAccessServer, TrustAnySSLCertificate },
      site,
    ) => {
      const found = await onServer(site, ClientAccessServer)
      if (!found.ok) return found
      const { server, examined } = found.value
      const port = PortClientAccessServer ?? ports[protocol][ConnectionType]
      const host = hostOf(examined, 'exchange')
      const way = { host, port, from: 'inside' } as const
      const [{ step, met }, latency] = await timed(
        connectTo(examined, way, examined.description.exchange.address),
      )
      const certificate =
        met && ConnectionType === 'Ssl' && !TrustAnySSLCertificate
          ? judgeCertificate(examined, met.tls, host)
          : step
      return ok({
        output: [
          row(
            examined,
            server.name,
            `Test ${protocol.toUpperCase()} ${ConnectionType}`,
            certificate,
            latency,
          ),
        ],
      })
    },
  })
}

export const mailProtocolTests = [testSmtp, mailboxProtocol('Pop'), mailboxProtocol('Imap')]
