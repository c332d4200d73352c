import { certificateCovers, type MetCertificate, publicAddressOf, type WebMet } from '@/lib/network'
import { type AskedRow, asked, type Finding, onlyIfFound } from '../checklist'
import type { NetworkFacts } from '../facts'
import { showCertificate, showDay, showHttp } from '../met/show'
import { isGatewayError, type WebAnswer, webServerOf } from '../met/web-server'
import { proxyRoutes, type Route } from './arr-command'

function unanswered(met: Exclude<WebMet, WebAnswer>): Finding {
  const see = { found: [], action: 'See the router checklist.' }
  switch (met.kind) {
    case 'refused':
      return { ...see, state: 'error', verdict: 'Refused', reason: 'No web server listens there.' }
    case 'tls':
      return {
        found: [`TLS fails: ${met.problem}`],
        state: 'error',
        verdict: 'TLS fails',
        reason: 'Something answers at port 443, and no encrypted connection comes about.',
        action: 'See that the web server has a certificate with its private key.',
      }
    case 'forbidden':
      return { found: [], state: 'neutral', verdict: 'Not tried', reason: met.reason }
    case 'no address':
      return { ...see, state: 'pending', verdict: 'No answer yet', reason: 'The name has no address yet.' }
    default:
      return { ...see, state: 'pending', verdict: 'No answer yet', reason: met.reason }
  }
}

/** Who answers, where that is not the server that should; null when it is. */
function wrongServer(
  { server, hostName }: Route,
  met: WebAnswer,
  facts: NetworkFacts,
): Omit<Finding, 'found'> | null {
  const { essentials, exchange } = facts.description
  const toExchange = server === exchange.name
  if (toExchange && isGatewayError(met))
    return {
      state: 'error',
      verdict: 'Not passed on',
      reason: `${essentials.name} answers for ${hostName}, and gets no answer from ${server} (HTTP ${met.status}).`,
      action: `See whether ${server} runs, and whether ARRConfig names the right server.`,
    }
  const who = webServerOf(met)
  if (who === (toExchange ? 'exchange' : 'essentials')) return null
  const name = who === 'exchange' ? exchange.name : who === 'essentials' ? essentials.name : null
  return {
    state: 'error',
    verdict: 'Wrong server',
    reason: `${name ?? `Another web server than that of ${server}`} answers for ${hostName}; it should be ${server}.`,
    action: toExchange
      ? 'See that ARRConfig has run with this host name, and where the router leads port 443.'
      : 'See where the router leads port 443.',
  }
}

function wrongCertificate(
  { names, notAfter, notBefore }: MetCertificate,
  hostName: string,
  now: Date,
): Omit<Finding, 'found'> | null {
  const action = 'Run ARRConfig with a certificate that is right.'
  if (!certificateCovers(names, hostName))
    return {
      state: 'error',
      verdict: 'Wrong certificate',
      reason: `Browsers and Outlook warn: the certificate that is shown does not hold ${hostName} (RFC 9525 §6.3).`,
      action: 'Run ARRConfig with a certificate that holds the name.',
    }
  if (Date.parse(notAfter) < now.getTime())
    return {
      state: 'error',
      verdict: 'Expired',
      reason: `The certificate that is shown ended on ${showDay(notAfter)}.`,
      action,
    }
  if (Date.parse(notBefore) > now.getTime())
    return {
      state: 'error',
      verdict: 'Not valid yet',
      reason: `The certificate that is shown begins on ${showDay(notBefore)}.`,
      action,
    }
  return null
}

function judge(route: Route, met: WebMet, facts: NetworkFacts): Finding {
  if (met.kind !== 'answered') return unanswered(met)
  const { certificate } = met
  const found = [showHttp(met.status, met.headers), ...(certificate ? [showCertificate(certificate)] : [])]
  const wrong =
    wrongServer(route, met, facts) ??
    (certificate && wrongCertificate(certificate, route.hostName, facts.now))
  return { found, ...(wrong ?? { state: 'ok', verdict: `Reaches ${route.server}` }) }
}

/** What a browser on the Internet thinks of who issued the certificate; null where none was shown. */
function judgeTrust(met: WebMet): Finding | null {
  if (met.kind !== 'answered' || !met.certificate) return null
  const { issuer, selfSigned, trusted } = met.certificate
  const found = [issuer]
  if (trusted) return { found, state: 'ok', verdict: 'Trusted' }
  return {
    found,
    state: 'warning',
    verdict: selfSigned ? 'Self-signed' : 'Not trusted',
    reason: selfSigned
      ? 'Nobody but the server itself vouches for it: browsers and phones warn, and Outlook does not connect from outside.'
      : 'Its chain leads to no authority that computers trust, or a certificate between is not sent along.',
    action: 'Get a certificate from a public authority, and take over its whole chain.',
  }
}

/** Each name opened from the Internet: who answers, and with which certificate. */
export function routeRows(facts: NetworkFacts): readonly AskedRow[] {
  const { description, network } = facts
  const address = publicAddressOf(description, 'essentials')
  const opened = proxyRoutes(description).map((route) => ({
    route,
    met: network.request({ url: route.url, from: 'internet', address }),
  }))
  const rows = opened.map(({ route, met }) =>
    asked(
      {
        id: `route-${route.hostName}`,
        name: route.url,
        note: 'from the Internet',
        expected: [route.server],
        requirement: 'Required',
      },
      met.then((one) => judge(route, one, facts)),
    ),
  )
  const [mail] = opened
  if (!mail) return rows
  const trust = onlyIfFound(
    {
      id: 'certificate-trust',
      name: 'Who issued the certificate',
      note: `as shown for ${mail.route.hostName}`,
      expected: [],
      requirement: 'Recommended',
    },
    mail.met.then(judgeTrust),
  )
  return [...rows, trust]
}
