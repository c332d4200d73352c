import { servicesBehind } from '@/lib/network'

/** A port by the words that people know it by. */
interface PortWords {
  readonly protocol: string
  readonly serviceName: string
}

const pop = { protocol: 'POP3', serviceName: 'Microsoft Exchange POP3' }
const imap = { protocol: 'IMAP', serviceName: 'Microsoft Exchange IMAP4' }
const web = 'World Wide Web Publishing Service'

const words: Readonly<Record<number, PortWords>> = {
  25: { protocol: 'SMTP', serviceName: 'Microsoft Exchange Transport' },
  80: { protocol: 'HTTP', serviceName: web },
  110: pop,
  143: imap,
  443: { protocol: 'HTTPS', serviceName: web },
  993: imap,
  995: pop,
}

export function portFacts(port: number): PortWords & { readonly services: readonly string[] } {
  const known = words[port] ?? { protocol: `port ${port}`, serviceName: 'what answers there' }
  return { ...known, services: servicesBehind(port) }
}
