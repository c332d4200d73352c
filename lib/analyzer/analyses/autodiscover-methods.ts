import { canonicalName, readSrv, type Vantage } from '@/lib/network'
import type { Examined } from '../examined'
import { askWeb, errorCauses, notExchange, ok, printWebAnswer, type WebQuestion } from '../parts/ask-web'
import { addressesIn } from '../parts/name'
import { collected, type Reached, reachWeb } from '../parts/reach'
import { addressOf, domainOf, hostOf } from '../parts/site'
import { fromWhere, list, printAnswer } from '../parts/words'
import {
  type Asked,
  type Cause,
  cause,
  fail,
  pass,
  type Step,
  skipped,
  softened,
  together,
  warn,
} from '../step'
import { judgePox } from './autodiscover-answer'
import { poxRequest } from './pox'

const path = '/autodiscover/autodiscover.xml'

/** What Outlook does after a method: it is done, it goes on, or it stops its user with a warning. */
export interface Tried {
  readonly step: Step
  readonly works: boolean
}

async function ask(examined: Examined, url: string, from: Vantage, { address, met }: Reached): Promise<Step> {
  const { user } = examined
  const address_ = user?.address ?? `somebody@${domainOf(examined)}`
  const question: WebQuestion = {
    id: `${url}/answer`,
    title: user ? 'Autodiscover gives the settings of the mailbox' : 'Autodiscover asks who is there',
    url,
    from,
    address,
    method: 'POST',
    headers: { 'content-type': 'text/xml; charset=utf-8', 'x-mapihttpcapability': '1' },
    body: poxRequest(address_),
    ...(user ? { user } : {}),
  }
  return askWeb(examined, question, async (asked, answer) => {
    const certificate = met.tls?.ok ? met.tls.certificate : null
    if (answer.status === 200) return judgePox(examined, asked, answer.body, from, certificate)
    if (answer.status === 401 && !user) return ok(asked, answer)
    if (answer.status === 401)
      return fail(asked, printWebAnswer(answer), [
        cause(
          'credentials-wrong',
          'The server does not take this name and password.',
          'Type the mailbox’s email address and the password of its account.',
          '/users',
        ),
      ])
    const error = errorCauses(examined, answer, 'Autodiscover')
    if (error) return fail(asked, printWebAnswer(answer), error)
    return fail(asked, printWebAnswer(answer), [
      await notExchange(examined, question, answer, 'Autodiscover'),
    ])
  })
}

/** The whole way to one address: name, connection, certificate, answer. */
async function tryHost(
  examined: Examined,
  url: string,
  from: Vantage,
  to: string | null,
): Promise<{ steps: readonly Step[]; works: boolean }> {
  const { steps, end } = await collected(reachWeb(examined, new URL(url).hostname, from, to))
  if (!end) return { steps, works: false }
  const answer = await ask(examined, url, from, end)
  const all = [...steps, answer]
  return { steps: all, works: all.every(({ state }) => state !== 'fail') }
}

function catchAll(host: string, leadsTo: string, page = '/network/provider'): Cause {
  return cause(
    'catch-all',
    `There is no record ${host}: the catch-all record * answers for it and leads to ${leadsTo}. Outlook asks there before it asks for the SRV record, meets another server or certificate, and warns or stops.`,
    'Remove the catch-all record.',
    page,
  )
}

function foreignWeb(host: string, leadsTo: string, worst: 'root' | 'autodiscover'): Cause {
  return cause(
    'autodiscover-foreign-web',
    `${host} leads to ${leadsTo}, whose web server is not the site’s: Outlook asks there first, and may warn about its certificate.`,
    worst === 'root'
      ? `Let that web server show a certificate with ${host}, or not answer at port 443 at all.`
      : `Remove the record ${host}, or let it lead to the site.`,
    '/network/provider',
  )
}

/** A name under which nobody should be asked, or the site: https://contoso.com/… and https://autodiscover.contoso.com/… */
export async function tryAddress(examined: Examined, host: string, from: Vantage): Promise<Tried> {
  const url = `https://${host}${path}`
  const asked: Asked = { id: url, title: url, asked: `POST ${url}, ${fromWhere(from)}` }
  const answer = await examined.network.lookup(host, 'A', from)
  const addresses = addressesIn(answer)
  const [first] = addresses
  if (!first)
    return { works: false, step: skipped(asked, `${printAnswer(answer)}: Outlook goes on with the next.`) }
  const root = host === domainOf(examined)
  const expected = !root && examined.description.autodiscover === 'a'
  const to = expected ? addressOf(examined, 'exchange', from) : null
  const { steps, works } = await tryHost(examined, url, from, to)
  if (works) return { works, step: together(asked, steps) }
  if (answer.wildcard)
    return { works, step: fail(asked, printAnswer(answer), [catchAll(host, list(addresses))], steps) }
  if (expected) return { works, step: together(asked, steps) }
  const connected = steps.some(({ id, state }) => id.endsWith('/connection') && state === 'pass')
  if (!connected)
    return {
      works,
      step: skipped(
        asked,
        `Nobody answers at ${first}: Outlook waits for it, and goes on with the next.`,
        softened(steps, 'skipped'),
      ),
    }
  const ours = [addressOf(examined, 'exchange', from), addressOf(examined, 'essentials', from)].includes(
    first,
  )
  if (ours && !root) return { works, step: together(asked, steps) }
  const why = foreignWeb(host, list(addresses), root ? 'root' : 'autodiscover')
  const answered = printAnswer(answer)
  return {
    works,
    step: root ? warn(asked, answered, [why], softened(steps, 'warn')) : fail(asked, answered, [why], steps),
  }
}

/** Unencrypted, and only to be sent on: http://autodiscover.contoso.com/… */
export async function tryRedirect(examined: Examined, from: Vantage): Promise<Tried> {
  const host = `autodiscover.${domainOf(examined)}`
  const url = `http://${host}${path}`
  const asked: Asked = {
    id: url,
    title: `${url}, for a redirection`,
    asked: `GET ${url}, ${fromWhere(from)}`,
  }
  const met = await examined.network.request({ url, from, method: 'GET' })
  const next = (why: string): Tried => ({ works: false, step: skipped(asked, `${why}: Outlook goes on.`) })
  if (met.kind === 'no address') return next('No address')
  if (met.kind !== 'answered') return next('No answer')
  const location = met.headers.location ?? ''
  if (![301, 302, 307, 308].includes(met.status) || !/^https:/i.test(location) || !URL.canParse(location))
    return next(`HTTP ${met.status}, no redirection`)
  const target = new URL(location)
  if (!target.pathname.toLowerCase().endsWith('autodiscover.xml'))
    return next(`Redirected to ${target.hostname}`)
  const { steps, works } = await tryHost(examined, target.href, from, null)
  return { works, step: together(asked, steps, `HTTP ${met.status} to ${target.href}`) }
}

/** _autodiscover._tcp: the guide's own way. */
export async function trySrv(examined: Examined, from: Vantage): Promise<Tried> {
  const name = `_autodiscover._tcp.${domainOf(examined)}`
  const asked: Asked = { id: name, title: `The SRV record ${name}`, asked: `SRV ${name}, ${fromWhere(from)}` }
  const answer = await examined.network.lookup(name, 'SRV', from)
  const answered = printAnswer(answer)
  const wanted = hostOf(examined, 'exchange')
  const records = answer.records.filter(({ type }) => type === 'SRV').map(({ data }) => readSrv(data))
  const [srv] = records.toSorted((a, b) => a.priority - b.priority || b.weight - a.weight)
  if (!srv) return { works: false, step: skipped(asked, answered) }
  const target = canonicalName(srv.target)
  const srvWrong = (words: string): Tried => ({
    works: false,
    step: fail(asked, answered, [
      cause('autodiscover-srv-wrong', words, `Let the record say: 0 0 443 ${wanted}.`, '/network/dns'),
    ]),
  })
  if (target !== wanted)
    return srvWrong(`The SRV record sends Outlook to ${target || 'nowhere'}, and not to ${wanted}.`)
  if (srv.port !== 443) return srvWrong(`The SRV record sends Outlook to port ${srv.port}; HTTPS is 443.`)
  const { steps, works } = await tryHost(
    examined,
    `https://${target}${path}`,
    from,
    addressOf(examined, 'exchange', from),
  )
  const record = pass({ ...asked, id: `${name}/record`, title: `It leads to ${target}, port 443` }, answered)
  return { works, step: together(asked, [record, ...steps]) }
}

/** The service connection point in Active Directory, which computers of the domain ask before all else. */
export async function tryServiceConnectionPoint(examined: Examined): Promise<Tried> {
  const title = 'The service connection point, for computers of the domain'
  const asked: Asked = { id: 'scp', title, asked: 'AutoDiscoverServiceInternalUri, in Active Directory' }
  const uri = examined.own?.serviceConnectionPoint ?? null
  if (!examined.own)
    return { works: false, step: skipped(asked, 'Only a computer of the domain can ask Active Directory.') }
  if (uri === null || !URL.canParse(uri))
    return {
      works: false,
      step: skipped(asked, 'There is none: computers of the domain go on as others do.'),
    }
  const to = examined.description.exchange.address
  const { steps, works } = await tryHost(examined, uri, 'inside', to)
  return { works, step: together(asked, steps, uri) }
}
