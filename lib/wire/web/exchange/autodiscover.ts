import { acceptedDomain, type Site, type User } from '@/lib/exchange'
import { iisError } from '../iis-pages'
import { readBody, type Visit, type WebAnswer } from '../web-answer'
import { errorAnswer, mobileAnswer, outlookAnswer } from './autodiscover-answer'
import { type AutodiscoverRequest, parseAutodiscoverRequest } from './autodiscover-request'
import { forUser, schemesOf, unauthorized } from './challenge'
import type { Asked } from './exchange-facts'

const largestRequest = 64 * 1024

const xml = (body: string): WebAnswer => ({
  status: 200,
  headers: { 'Content-Type': 'text/xml; charset=utf-8', 'Cache-Control': 'private' },
  body,
})

/** The mailbox with this address in a domain of the organization. */
async function findMailbox({ store }: Site, address: string): Promise<User | null> {
  const domain = address.split('@')[1]?.toLowerCase()
  const domains = await store.list(acceptedDomain)
  if (!domains.some(({ properties }) => properties.domainName.toLowerCase() === domain)) return null
  const user = await store.users.find(address)
  return user?.mailbox?.addresses.some((one) => one.address.toLowerCase() === address.toLowerCase())
    ? user
    : null
}

async function answerTo(request: AutodiscoverRequest, visit: Visit, asked: Asked): Promise<WebAnswer> {
  const now = asked.site.clock.now()
  const user = await findMailbox(asked.site, request.address)
  if (!user) return xml(errorAnswer(now, 500))
  if (request.wants === 'mobilesync') return xml(mobileAnswer(asked.facts, user, request.address))
  const capable = visit.request.headers['x-mapihttpcapability'] !== undefined
  return xml(outlookAnswer(asked.facts, user, capable))
}

/** Plain old XML (MS-OXDSCLI §3.1.5). A browser that signs in and only looks gets error 600, as from the real one. */
export async function autodiscoverAnswer(visit: Visit, asked: Asked, path: string): Promise<WebAnswer> {
  if (path !== '/autodiscover/autodiscover.xml') return iisError(404)
  const schemes = schemesOf(asked.facts.autodiscover ?? {})
  return forUser(visit, asked, schemes, async ({ enabled }) => {
    if (!enabled) return unauthorized(visit, schemes)
    const now = asked.site.clock.now()
    if (visit.method === 'GET' || visit.method === 'HEAD') return xml(errorAnswer(now, 600))
    if (visit.method !== 'POST') return iisError(405, { Allow: 'GET, HEAD, POST' })
    const body = await readBody(visit, largestRequest)
    const request = body === null ? 'invalid' : parseAutodiscoverRequest(body)
    if (request === 'invalid') return xml(errorAnswer(now, 600))
    return request === 'schema' ? xml(errorAnswer(now, 601)) : answerTo(request, visit, asked)
  })
}
