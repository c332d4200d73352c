import { canonicalName } from '@/lib/network'
import type { Serve, WireSource } from '../source'
import { certificateForWeb, certificateOfProxy, certificateOfServer } from './bound-certificate'
import { essentialsAnswer } from './essentials-web'
import { exchangeAnswer } from './exchange/exchange-web'
import { httpFront } from './http-front'
import { iisError, iisHeaders, startPage } from './iis-pages'
import { type Farm, openFarm } from './proxy/farm'
import { routeOf } from './proxy/route'
import { tlsFront } from './tls-front'
import type { Outcome, Visit, WebAnswer } from './web-answer'

/** IIS of one computer: what it does with connections that reached its ports 80 and 443. */
export interface WebSite {
  readonly plain: Serve
  readonly secure: Serve
  /** Fulfilled, never rejected, once it has what it shows by default. It serves before that; the first then wait. */
  readonly ready: Promise<void>
  close(): void
}

export interface WebSiteOptions {
  /** For how long the reverse proxy waits for the server behind it to accept, and to answer. */
  readonly connectMs?: number
  readonly answerMs?: number
}

const serverIn = (source: WireSource, name: string) =>
  source.world().servers.find((one) => one.name.toLowerCase() === name.toLowerCase()) ?? null

function withHeaders(answer: WebAnswer, headers: WebAnswer['headers']): WebAnswer {
  return { ...answer, headers: { ...headers, ...answer.headers } }
}

async function answer(source: WireSource, serverName: string, farm: Farm, asked: Visit): Promise<Outcome> {
  const one = serverIn(source, serverName)
  if (!one || one.properties.services.W3SVC?.state === 'Stopped') return 'dropped'
  // HTTP/1.0 may name no host: IIS puts its own address where one is needed, as in a redirection.
  const visit = asked.host === '' ? { ...asked, host: one.properties.address } : asked
  const headers = iisHeaders(one.properties.windows)
  if (one.properties.role !== 'essentials') {
    const given =
      (await exchangeAnswer(source.site(), one, visit)) ??
      (visit.target === '/' ? startPage(one.properties.windows) : iisError(404))
    return withHeaders(given, headers)
  }
  const route = routeOf(source.world(), one, visit.host)
  if (route) {
    const passed = await farm.pass(visit, route)
    return passed === 'taken' ? passed : withHeaders(passed, headers)
  }
  return withHeaders(essentialsAnswer(one.properties, visit), headers)
}

/** The web server of a computer of the site, on the Essentials server with the reverse proxy (ARR) in it. */
export function webSite(source: WireSource, serverName: string, options: WebSiteOptions = {}): WebSite {
  const farm = openFarm(source.dial, options)
  const http = httpFront((visit) => answer(source, serverName, farm, visit), source.log)
  const byDefault = async () => {
    const one = serverIn(source, serverName)
    if (!one) throw new Error(`There is no server ${serverName}`)
    return (await certificateForWeb(source.site(), one)) ?? certificateOfServer(source.world(), one)
  }
  const tls = tlsFront({
    log: source.log,
    secured: http.serve,
    byDefault,
    async boundTo(name) {
      const one = serverIn(source, serverName)
      return one?.properties.role === 'essentials'
        ? certificateOfProxy(source.world().proxy, canonicalName(name), source.site())
        : null
    },
  })
  return {
    plain: http.serve,
    secure: tls.serve,
    // Where there is no certificate yet, its key is made now, and not while the first visitor waits.
    ready: byDefault().then(
      () => {},
      () => {},
    ),
    close() {
      tls.close()
      http.close()
      farm.close()
    },
  }
}
