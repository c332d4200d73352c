import { type ProxySites, word } from './proxy-sites'

/** What differs from one computer to the next. Paths may hold no quotes, and are the caller's own. */
export interface NginxPlace {
  readonly http: number
  readonly https: number
  /** PEM with the chain, and its key, for the names of Exchange. */
  readonly exchangeCertificate: string
  readonly exchangeKey: string
  /** For all other names. */
  readonly ownCertificate: string
  readonly ownKey: string
  /** Where the servers behind listen. */
  readonly behind: (server: 'exchange' | 'essentials', scheme: 'http' | 'https') => string
  /** Lines at the top, and within http. */
  readonly main: readonly string[]
  readonly inHttp: readonly string[]
}

const folder = '/etc/nginx/certificates'

function usual(sites: ProxySites): NginxPlace {
  return {
    http: 80,
    https: 443,
    exchangeCertificate: `${folder}/exchange.pem`,
    exchangeKey: `${folder}/exchange.key`,
    ownCertificate: `${folder}/essentials.pem`,
    ownKey: `${folder}/essentials.key`,
    behind: (server) => word(sites[server].address),
    main: [],
    inHttp: [],
  }
}

const indented = (lines: readonly string[], by: number) =>
  lines.map((line) => `${' '.repeat(by)}${line}`).join('\n')

interface Site {
  readonly which: 'exchange' | 'essentials'
  readonly names: string
  readonly byDefault: boolean
  readonly scheme: 'http' | 'https'
}

function serverBlock({ which, names, byDefault, scheme }: Site, place: NginxPlace): string {
  const tls = scheme === 'https'
  const [certificate, key] =
    which === 'exchange'
      ? [place.exchangeCertificate, place.exchangeKey]
      : [place.ownCertificate, place.ownKey]
  return `    server {
        listen ${tls ? `${place.https} ssl` : place.http}${byDefault ? ' default_server' : ''};
        server_name ${names};
${tls ? `        ssl_certificate "${certificate}";\n        ssl_certificate_key "${key}";\n` : ''}        location / {
            proxy_pass ${scheme}://${place.behind(which, scheme)};
        }
    }`
}

/**
 * nginx in the place of ARR, complete: names of Exchange to Exchange, every other name to the Essentials server, each
 * by the scheme it came with. Nothing is buffered, and an upload may be of any size, for Outlook Anywhere and
 * ActiveSync keep their requests open.
 */
export function nginxConf(sites: ProxySites, change: Partial<NginxPlace> = {}): string {
  const place = { ...usual(sites), ...change }
  const exchange = {
    which: 'exchange',
    names: sites.exchange.hostNames.map(word).join(' '),
    byDefault: false,
  } as const
  const others = { which: 'essentials', names: word(sites.essentials.hostName), byDefault: true } as const
  const blocks = (['http', 'https'] as const).flatMap((scheme) => [
    serverBlock({ ...others, scheme }, place),
    serverBlock({ ...exchange, scheme }, place),
  ])
  return `# nginx as the reverse proxy before ${word(sites.exchange.name)} (${word(sites.exchange.address)}) and ${word(sites.essentials.name)} (${word(sites.essentials.address)}).
# Certificates, each with its chain in one PEM file, and their keys without a password:
#   ${place.exchangeCertificate}, ${place.exchangeKey}: for ${exchange.names}
#   ${place.ownCertificate}, ${place.ownKey}: for ${others.names}
# From a PFX: openssl pkcs12 -in exchange.pfx -nokeys -out exchange.pem
#             openssl pkcs12 -in exchange.pfx -nocerts -nodes -out exchange.key
# NTLM and Negotiate bind a user to a connection, which nginx shares: set Outlook Anywhere to Basic.
${place.main.map((line) => `${line}\n`).join('')}worker_processes auto;

events {
    worker_connections 4096;
}

http {
${place.inHttp.length > 0 ? `${indented(place.inHttp, 4)}\n` : ''}    server_tokens off;
    client_max_body_size 0;
    ssl_protocols TLSv1.2 TLSv1.3;

    # What every server behind is told, and how.
    proxy_http_version 1.1;
    proxy_set_header Host $host;
    proxy_set_header Connection "";
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_set_header X-Original-URL $request_uri;
    proxy_ssl_server_name on;
    proxy_ssl_name $host;
    proxy_ssl_verify off;
    proxy_buffering off;
    proxy_request_buffering off;
    proxy_redirect off;
    proxy_read_timeout 15m;
    proxy_send_timeout 15m;

${blocks.join('\n\n')}
}
`
}
