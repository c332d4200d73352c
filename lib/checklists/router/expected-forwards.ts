import type { SiteDescription } from '@/lib/essentials'
import { publicAddressOf } from '@/lib/network'

/** One line that the router's table should have. */
export interface ExpectedForward {
  readonly publicAddress: string
  readonly port: number
  readonly protocolName: string
  readonly server: string
  readonly address: string
  /** The name that a browser or Outlook would give: it decides who answers behind the reverse proxy. */
  readonly hostName: string
}

/**
 * The seed's table: 25 to Exchange, 80 and 443 to the Essentials server, POP3 and IMAP where they are used. With an
 * address of its own, Exchange also gets 443 there, past the reverse proxy.
 */
export function expectedForwards(description: SiteDescription): readonly ExpectedForward[] {
  const { essentials, exchange, pop, imap } = description
  const line = (whose: 'essentials' | 'exchange', port: number, protocolName: string): ExpectedForward => {
    const { name, address, internetName } = whose === 'exchange' ? exchange : essentials
    const publicAddress = publicAddressOf(description, whose)
    return { publicAddress, port, protocolName, server: name, address, hostName: internetName }
  }
  const ownAddress = publicAddressOf(description, 'exchange') !== publicAddressOf(description, 'essentials')
  return [
    line('exchange', 25, 'SMTP'),
    line('essentials', 80, 'HTTP'),
    line('essentials', 443, 'HTTPS'),
    ...(ownAddress ? [line('exchange', 443, 'HTTPS')] : []),
    ...(pop ? [line('exchange', 110, 'POP3'), line('exchange', 995, 'POP3 over TLS')] : []),
    ...(imap ? [line('exchange', 143, 'IMAP'), line('exchange', 993, 'IMAP over TLS')] : []),
  ]
}
