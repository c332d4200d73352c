import type { NetworkFacts } from '../facts'
import { showCertificate, showHttp } from '../met/show'
import { webServerOf } from '../met/web-server'
import type { ExpectedForward } from './expected-forwards'
import type { Reached } from './reach-mail'

/** The page that only the wanted server has: Remote Web Access, or Outlook on the web. */
function pageOf({ port, hostName }: ExpectedForward, isExchange: boolean): string {
  return `${port === 443 ? 'https' : 'http'}://${hostName}/${isExchange ? 'owa/' : 'remote'}`
}

/** Asks for a page of the wanted server, and tells by the answer whose it is. */
export async function reachWeb(facts: NetworkFacts, wanted: ExpectedForward): Promise<Reached> {
  const { exchange, essentials } = facts.description
  const isExchange = wanted.server === exchange.name
  const url = pageOf(wanted, isExchange)
  const met = await facts.network.request({ url, from: 'internet', address: wanted.publicAddress })
  if (met.kind === 'no address')
    return { met: { kind: 'timeout', reason: `${wanted.hostName} has no address.` } }
  if (met.kind === 'tls') return { tlsProblem: met.problem }
  if (met.kind !== 'answered') return { met }
  const found = [
    showHttp(met.status, met.headers),
    ...(met.certificate ? [showCertificate(met.certificate)] : []),
  ]
  const who = webServerOf(met)
  if (who === (isExchange ? 'exchange' : 'essentials')) return { right: true, found, who: wanted.server }
  const other =
    who === 'exchange' ? exchange.name : who === 'essentials' ? essentials.name : 'another web server'
  return { right: false, found, who: other }
}
