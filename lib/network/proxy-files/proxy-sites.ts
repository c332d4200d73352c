import type { SiteDescription } from '@/lib/essentials'
import { exchangeHostNames } from '../expected-records'
import { canonicalName } from '../names'
import type { ProxyConfiguration } from '../reverse-proxy'

/** A computer inside that requests are passed on to. */
export interface Behind {
  readonly name: string
  readonly address: string
}

/** The reverse proxy in one sentence: these names go to Exchange, all others to the Essentials server. */
export interface ProxySites {
  readonly exchange: Behind & { readonly hostNames: readonly string[] }
  readonly essentials: Behind & { readonly hostName: string }
}

/** As ARRConfig has set it, and before that as the description wants it. */
export function proxySites(
  { essentials, exchange, ...description }: SiteDescription,
  proxy: ProxyConfiguration | null,
): ProxySites {
  const hostNames =
    proxy?.configured?.hostNames ?? exchangeHostNames({ essentials, exchange, ...description })
  return {
    exchange: { name: exchange.name, address: exchange.address, hostNames },
    essentials: {
      name: essentials.name,
      address: essentials.address,
      hostName: canonicalName(essentials.internetName),
    },
  }
}

/** One word for a configuration file. Names and addresses were parsed before; what is none of them ends here. */
export function word(text: string): string {
  if (!/^[\w.:*-]+$/.test(text))
    throw new Error('A word of a configuration file holds a sign that it cannot hold')
  return text
}
