/** The Windows services that have to run for a port to be open, by the words that people know them by. */
interface PortFacts {
  readonly protocol: string
  readonly services: readonly string[]
  readonly serviceName: string
}

const smtp = {
  protocol: 'SMTP',
  services: ['MSExchangeFrontEndTransport', 'MSExchangeTransport'],
  serviceName: 'Microsoft Exchange Transport',
}
const pop = { protocol: 'POP3', services: ['MSExchangePOP3'], serviceName: 'Microsoft Exchange POP3' }
const imap = { protocol: 'IMAP', services: ['MSExchangeIMAP4'], serviceName: 'Microsoft Exchange IMAP4' }
const web = { services: ['W3SVC'], serviceName: 'World Wide Web Publishing Service' }

const ports: Readonly<Record<number, PortFacts>> = {
  25: smtp,
  80: { protocol: 'HTTP', ...web },
  110: pop,
  143: imap,
  443: { protocol: 'HTTPS', ...web },
  993: imap,
  995: pop,
}

export function portFacts(port: number): PortFacts {
  return ports[port] ?? { protocol: `port ${port}`, services: [], serviceName: 'what answers there' }
}
