import type { Server } from '@/lib/essentials'
import {
  type ExchangeCertificate,
  exchangeCertificate,
  type ReceiveConnector,
  receiveConnector,
  type Site,
  type Stored,
} from '@/lib/exchange'
import type { ShownCertificate } from './door'

/** How Exchange presents itself to those who connect; null where it was told nothing. */
export interface ExchangeFace {
  /** The certificate that has the service IIS. */
  certificateOf(one: Stored<Server>): ShownCertificate | null
  /** The name in the greeting of the connector that takes mail from strangers. */
  smtpNameOf(one: Stored<Server>): string | null
}

function isFor(one: Stored<Server>, server: string): boolean {
  return one.name.toLowerCase() === server.toLowerCase()
}

function webCertificate(
  kept: readonly Stored<ExchangeCertificate>[],
  one: Stored<Server>,
): ShownCertificate | null {
  const facts = kept.find(
    ({ properties }) => isFor(one, properties.server) && properties.services.includes('IIS'),
  )?.properties.facts
  return facts ? { names: facts.names, notAfter: facts.notAfter, issuer: facts.issuer } : null
}

/** One bound to the server's own address takes a connection before one that is bound to every address. */
function internetConnector(
  kept: readonly Stored<ReceiveConnector>[],
  one: Stored<Server>,
): ReceiveConnector | null {
  const open = kept
    .map(({ properties }) => properties)
    .filter(
      ({ server, enabled, permissionGroups, bindings }) =>
        isFor(one, server) &&
        enabled &&
        permissionGroups.includes('AnonymousUsers') &&
        bindings.some((binding) => binding.endsWith(':25')),
    )
  const own = `${one.properties.address}:25`
  return open.find(({ bindings }) => bindings.includes(own)) ?? open[0] ?? null
}

export async function readExchangeFace({ store }: Site): Promise<ExchangeFace> {
  const [certificates, connectors] = await Promise.all([
    store.list(exchangeCertificate),
    store.list(receiveConnector),
  ])
  return {
    certificateOf: (one) => webCertificate(certificates, one),
    smtpNameOf: (one) => internetConnector(connectors, one)?.fqdn ?? null,
  }
}
