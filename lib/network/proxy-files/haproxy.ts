import { type ProxySites, word } from './proxy-sites'

export interface HaproxyPlace {
  readonly http: number
  readonly https: number
  /** PEM files with certificate, chain and key in one. */
  readonly exchangePem: string
  readonly ownPem: string
}

const usual: HaproxyPlace = {
  http: 80,
  https: 443,
  exchangePem: '/etc/haproxy/certificates/exchange.pem',
  ownPem: '/etc/haproxy/certificates/essentials.pem',
}

/** HAProxy in the place of ARR, complete. The first certificate is shown to whoever asks for no known name. */
export function haproxyCfg(sites: ProxySites, change: Partial<HaproxyPlace> = {}): string {
  const place = { ...usual, ...change }
  const { exchange, essentials } = sites
  const names = exchange.hostNames.map(word).join(' ')
  const route = `    acl to_exchange req.hdr(host),host_only -i ${names}`
  return `# HAProxy as the reverse proxy before ${word(exchange.name)} and ${word(essentials.name)}.
# Certificate, chain and key in one PEM file each:
#   ${place.exchangePem}: for ${names}
#   ${place.ownPem}: for ${word(essentials.hostName)}
# From a PFX: openssl pkcs12 -in exchange.pfx -nodes -out exchange.pem

global
    maxconn 4096
    tune.ssl.default-dh-param 2048
    ssl-default-bind-options ssl-min-ver TLSv1.2

defaults
    mode http
    timeout connect 30s
    timeout client 15m
    timeout server 15m
    option forwardfor

frontend http
    bind :${place.http}
${route}
    use_backend exchange_http if to_exchange
    default_backend essentials_http

frontend https
    bind :${place.https} ssl crt ${place.ownPem} crt ${place.exchangePem}
${route}
    use_backend exchange_https if to_exchange
    default_backend essentials_https

backend exchange_http
    server ${word(exchange.name)} ${word(exchange.address)}:80

backend exchange_https
    server ${word(exchange.name)} ${word(exchange.address)}:443 ssl verify none sni req.hdr(host),host_only

backend essentials_http
    server ${word(essentials.name)} ${word(essentials.address)}:80

backend essentials_https
    server ${word(essentials.name)} ${word(essentials.address)}:443 ssl verify none sni req.hdr(host),host_only
`
}
