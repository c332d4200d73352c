import { certificateCovers, type Met, publicAddressOf } from '@/lib/network'
import type { Row } from '../checklist'
import type { NetworkFacts } from '../facts'
import { proxyRoutes, type Route } from './arr-command'

type Judgement = Pick<Row, 'found' | 'state' | 'verdict' | 'reason' | 'action'>

function judge({ server, hostName }: Route, met: Met): Judgement {
  if (met.kind !== 'answered')
    return {
      found: [],
      state: met.kind === 'timeout' ? 'pending' : 'error',
      verdict: met.kind === 'timeout' ? 'No answer yet' : 'Refused',
      reason: met.kind === 'timeout' ? met.reason : 'No web server listens there.',
      action: 'See the router checklist.',
    }
  const found = [met.via ? `${met.server}, through ${met.via}` : met.server]
  if (met.server.toLowerCase() !== server.toLowerCase())
    return {
      found,
      state: 'error',
      verdict: 'Wrong server',
      reason: `${met.server} answers for ${hostName}; it should be ${server}.`,
      action: met.via
        ? 'Run ARRConfig with the right host names.'
        : 'Check the forward of port 443, and that ARRConfig has run.',
    }
  if (met.certificate && !certificateCovers(met.certificate.names, hostName))
    return {
      found: [...found, `certificate for ${met.certificate.names.join(', ')}`],
      state: 'error',
      verdict: 'Wrong certificate',
      reason: `Browsers and Outlook warn: the certificate that is shown does not hold ${hostName} (RFC 9525 §6.3).`,
      action: 'Run ARRConfig with a certificate that holds the name.',
    }
  return { found, state: 'ok', verdict: `Reaches ${server}` }
}

/** Each name opened from the Internet: who answers, and with which certificate. */
export function routeRows({ description, network }: NetworkFacts): Promise<readonly Row[]> {
  const address = publicAddressOf(description, 'essentials')
  return Promise.all(
    proxyRoutes(description).map(async (route) => ({
      id: `route-${route.hostName}`,
      name: route.url,
      note: 'from the Internet',
      expected: [route.server],
      required: true,
      ...judge(route, await network.connect(address, 443, 'internet', route.hostName)),
    })),
  )
}
