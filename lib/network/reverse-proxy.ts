import type { Noun } from '@/lib/exchange'
import type { ShownCertificate } from './door'

/** Application Request Routing on the Essentials server. One object, named 'ARR'; absent until it is installed. */
export interface ProxyConfiguration {
  readonly urlRewrite: boolean
  /** KB2732764, the update for ARR 2.5 that the guide asks for. */
  readonly updated: boolean
  /** What ARRConfig last set; null until it ran. */
  readonly configured: {
    /** These names go to the target server; all others stay on the Essentials server. */
    readonly hostNames: readonly string[]
    /** Computer name. */
    readonly targetServer: string
    readonly certificatePath: string
    readonly certificate: ShownCertificate
    /** ISO 8601, on the site's clock. */
    readonly at: string
  } | null
  /** The PFX that ARRConfig read, for TLS; absent before that. */
  readonly certificatePem?: string | null
  readonly chainPem?: readonly string[]
  /** PKCS #8, sealed by the vault. */
  readonly privateKey?: string | null
}

export const proxyConfiguration: Noun<ProxyConfiguration> = {
  class: 'ReverseProxy',
  title: 'reverse proxy',
  secrets: ['privateKey'],
}
export const proxyName = 'ARR'
