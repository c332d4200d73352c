import type { MetCertificate } from '@/lib/network'
import { contoso } from '@/lib/network/testing/contoso'
import type { Examined } from '../examined'
import { type Place, type Stub, stubNetwork, type WebPage } from './stub-network'

export const publicAddress = '203.0.113.25'
export const now = new Date('2026-11-22T12:00:00.000Z')

export function certificateOf(
  names: readonly string[],
  change: Partial<MetCertificate> = {},
): MetCertificate {
  return {
    names,
    subject: `CN=${names[0]}`,
    issuer: 'CN=Example CA',
    notBefore: '2026-01-01T00:00:00.000Z',
    notAfter: '2027-06-01T00:00:00.000Z',
    selfSigned: false,
    trusted: true,
    chain: [],
    ...change,
  }
}

const pox = `<?xml version="1.0"?><Autodiscover xmlns="x"><Response xmlns="y"><Account>
<Protocol><Type>EXCH</Type><Server>exch01.contoso.local</Server><EwsUrl>https://mail.contoso.com/EWS/Exchange.asmx</EwsUrl></Protocol>
<Protocol><Type>EXPR</Type><Server>mail.contoso.com</Server><EwsUrl>https://mail.contoso.com/EWS/Exchange.asmx</EwsUrl></Protocol>
<Protocol><Type>WEB</Type><Internal><OWAUrl AuthenticationMethod="Fba">https://mail.contoso.com/owa</OWAUrl><Protocol><Type>EXCH</Type></Protocol></Internal></Protocol>
</Account></Response></Autodiscover>`

/** What Exchange's web site gives to strangers, and to whoever signed in. */
export function exchangePage(url: URL, method: string, signedIn: boolean): WebPage {
  const headers = { 'x-feserver': 'EXCH01' }
  const path = url.pathname.toLowerCase()
  if (path === '/owa/' || path === '/ecp/')
    return { status: 302, headers: { ...headers, location: '/owa/auth/logon.aspx' } }
  if (path === '/autodiscover/autodiscover.xml' && signedIn) return { status: 200, headers, body: pox }
  if (path.startsWith('/microsoft-server-activesync') && signedIn && method === 'OPTIONS')
    return { status: 200, headers: { ...headers, 'ms-asprotocolversions': '14.1' } }
  const known = /^\/(autodiscover|ews|oab|rpc|mapi|microsoft-server-activesync)/
  return { status: known.test(path) ? 401 : 404, headers }
}

/** The Essentials server's own web site. */
export function essentialsPage(url: URL): WebPage {
  const path = url.pathname.toLowerCase()
  if (path === '/remote') return { status: 302, headers: { location: '/Remote/logon' } }
  return { status: path === '/rpc/rpcproxy.dll' ? 401 : 404 }
}

export const mailCertificate = certificateOf(['mail.contoso.com'])
export const remoteCertificate = certificateOf(['remote.contoso.com'])

/** The Essentials server with the reverse proxy in it. */
export const proxy: Place = {
  certificate: (name) => (name === 'mail.contoso.com' ? mailCertificate : remoteCertificate),
  page: (url, method, signedIn) =>
    url.hostname === 'mail.contoso.com' ? exchangePage(url, method, signedIn) : essentialsPage(url),
}

export const mailServer: Place = {
  server: 'mail.contoso.com',
  greeting: '220 mail.contoso.com Microsoft ESMTP MAIL Service ready at Sun, 22 Nov 2026 12:00:00 +0000',
  certificate: () => mailCertificate,
  replies: (line) => {
    if (line.startsWith('EHLO')) return '250-mail.contoso.com Hello\n250-SIZE 37748736\n250 STARTTLS'
    if (line === 'STARTTLS') return '220 2.0.0 SMTP server ready'
    return line.includes('example.com') ? '550 5.7.1 Unable to relay' : null
  },
}

/** Contoso with everything in order, as a stranger and the office meet it. */
export const green: Stub = {
  names: {
    internet: {
      'contoso.com MX': ['0 mail.contoso.com.'],
      'contoso.com TXT': ['v=spf1 a mx ~all'],
      'contoso.com SOA': ['ns1.registrar.example. hostmaster.registrar.example. 1 2 3 4 5'],
      'mail.contoso.com A': [publicAddress],
      'remote.contoso.com A': [publicAddress],
      'www.contoso.com A': ['198.51.100.81'],
      '_autodiscover._tcp.contoso.com SRV': ['0 0 443 mail.contoso.com.'],
      '_dmarc.contoso.com TXT': ['v=DMARC1; p=none'],
      '25.113.0.203.in-addr.arpa PTR': ['mail.contoso.com.'],
    },
    inside: {
      'contoso.local SOA': ['essentials.contoso.local. hostmaster.contoso.local. 1 2 3 4 5'],
      'essentials.contoso.local A': ['192.168.0.2'],
      'contoso.com SOA': ['ns1.registrar.example. hostmaster.registrar.example. 1 2 3 4 5'],
      'mail.contoso.com A': ['192.168.0.3'],
      'remote.contoso.com A': [publicAddress],
      'www.contoso.com A': ['198.51.100.81'],
      '_autodiscover._tcp.contoso.com SRV': ['0 0 443 mail.contoso.com.'],
      'fabrikam.com MX': ['10 mail.fabrikam.com.'],
      'mail.fabrikam.com A': ['198.51.100.25'],
    },
  },
  places: {
    internet: {
      [`${publicAddress}:25`]: mailServer,
      [`${publicAddress}:443`]: proxy,
      '198.51.100.81:443': { certificate: () => certificateOf(['*.webhost.example']) },
    },
    inside: {
      '192.168.0.3:25': mailServer,
      '192.168.0.3:443': { certificate: () => mailCertificate, page: exchangePage },
      '198.51.100.25:25': { greeting: '220 mail.fabrikam.com ESMTP' },
    },
  },
}

/** `with` some of its tables changed; undefined takes an entry out. */
export interface Change extends Partial<Omit<Stub, 'names' | 'places'>> {
  readonly internet?: Readonly<Record<string, readonly string[] | undefined>>
  readonly inside?: Readonly<Record<string, readonly string[] | undefined>>
  readonly outsidePlaces?: Readonly<Record<string, Place | 'refused' | undefined>>
  readonly insidePlaces?: Readonly<Record<string, Place | 'refused' | undefined>>
}

function changed<T>(table: Readonly<Record<string, T>>, by: Readonly<Record<string, T | undefined>> = {}) {
  const entries = Object.entries({ ...table, ...by })
  return Object.fromEntries(entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))
}

/** What a stranger knows of Contoso, and whom to ask; without the site's own tables. */
export function strangerAt({
  internet,
  inside,
  outsidePlaces,
  insidePlaces,
  ...more
}: Change = {}): Examined {
  const stub: Stub = {
    ...green,
    ...more,
    names: {
      internet: changed(green.names.internet, internet),
      inside: changed(green.names.inside, inside),
    },
    places: {
      internet: changed(green.places.internet, outsidePlaces),
      inside: changed(green.places.inside, insidePlaces),
    },
  }
  return {
    description: contoso(),
    network: stubNetwork(stub),
    now,
    mailbox: 'FrankM@contoso.com',
  }
}
