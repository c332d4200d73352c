import { otherHosts } from '@/lib/network'
import type { WireSource } from '../source'
import { ownCertificate } from './bound-certificate'
import { httpFront } from './http-front'
import { tlsFront } from './tls-front'
import { escapeText, htmlAnswer, type WebAnswer } from './web-answer'
import type { WebSite } from './web-site'

function parkingPage(server: string, host: string): WebAnswer {
  const name = escapeText(host || server)
  const page = htmlAnswer(
    200,
    `${name} is parked`,
    `<h1>${name}</h1>\n<p>This name is registered, and there is no web site behind it. ${escapeText(server)} answers for it.</p>`,
  )
  return { ...page, headers: { ...page.headers, Server: 'parking' } }
}

/** A web server elsewhere on the Internet, by the name of its computer: the same page whatever is asked for. */
export function otherWeb(source: WireSource, server: string): WebSite {
  const names = otherHosts.find((one) => one.server === server && one.names)?.names ?? [server]
  const http = httpFront(async (visit) => parkingPage(server, visit.host), source.log)
  const since = new Date(Date.UTC(source.now().getUTCFullYear() - 1, 0, 1))
  const certificate = () => ownCertificate(server, names, since)
  const tls = tlsFront({
    log: source.log,
    secured: http.serve,
    byDefault: certificate,
    boundTo: async () => null,
  })
  return {
    plain: http.serve,
    secure: tls.serve,
    ready: Promise.resolve(),
    close() {
      tls.close()
      http.close()
    },
  }
}
