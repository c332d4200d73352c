import { neighborsNow } from '@/lib/network'
import type { Serve, WireSource } from '../../source'
import { ownCertificate } from '../../web/bound-certificate'
import { smtpOptions } from '../smtp-options'
import type { Errands } from './errands'
import { Greylist } from './greylist'
import { NeighborServer } from './neighbor-server'
import { mostBytes, type NeighborPlace, NeighborSession } from './neighbor-session'
import { outerAddress } from './outer-address'

/** Certificates are for as long as the simulated Internet is old. */
const since = new Date(Date.UTC(2026, 0, 1))

/** Another organization's mail server, by the name of its computer. It does what it is set to when a client comes. */
export function neighborSmtp(
  source: WireSource,
  host: string,
  errands: Errands,
  wait?: NeighborPlace['wait'],
): Serve {
  const greylist = new Greylist()
  const open = async (tls: boolean, plain: boolean) => {
    const certificate = tls ? await ownCertificate(host, [host], since) : null
    return new NeighborServer({
      ...smtpOptions(tls),
      ...(certificate && { cert: certificate.certificatePem, key: certificate.privateKey() }),
      ...(plain && { hide8BITMIME: true, hideSMTPUTF8: true }),
      hideENHANCEDSTATUSCODES: false,
      name: host,
      size: mostBytes,
    })
  }
  const servers = new Map<boolean, Promise<NeighborServer>>()
  return (socket) => {
    const now = neighborsNow(source.world()).find(({ known }) =>
      known.hosts.some(({ name }) => name === host),
    )
    if (!now || now.settings.dropAt === 'Greeting') {
      socket.destroy()
      return
    }
    const tls = now.settings.requireTls
    const server = servers.get(tls) ?? open(tls, now.known.plain ?? false)
    servers.set(tls, server)
    const from = outerAddress(source, socket.remoteAddress ?? '')
    const session = new NeighborSession({ source, now, host, greylist, errands, ...(wait && { wait }) }, from)
    server.then(
      (ready) => {
        if (!socket.destroyed) ready.serve(socket, from, session)
      },
      (error: unknown) => {
        source.log(`${host} could not serve: ${error instanceof Error ? error.message : error}`)
        socket.destroy()
      },
    )
  }
}
