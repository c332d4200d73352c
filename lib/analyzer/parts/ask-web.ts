import { certificateCovers, type Vantage, type WebMet, type WebRequest } from '@/lib/network'
import type { Credential, Examined } from '../examined'
import { type Asked, type Cause, type Causes, cause, fail, pass, type Step } from '../step'
import { noAnswer } from './no-answer'
import { printAnswer, short } from './words'

export type WebAnswer = Extract<WebMet, { kind: 'answered' }>

export interface WebQuestion {
  readonly id: string
  readonly title: string
  readonly url: string
  readonly from: Vantage
  readonly address: string
  readonly method?: WebRequest['method']
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly user?: Credential
}

/** RFC 7617, in UTF-8. */
function basic({ address, password }: Credential): string {
  const bytes = new TextEncoder().encode(`${address}:${password}`)
  return `Basic ${btoa(String.fromCharCode(...bytes))}`
}

function printAsked({ method = 'GET', url, user }: WebQuestion): string {
  return `${method} ${url}${user ? `\nAuthorization: Basic, as ${short(user.address, 80)}` : ''}`
}

/** The lines of an answer that tell who gave it. */
export function printWebAnswer({ status, headers }: WebAnswer): string {
  const telling = [
    'location',
    'www-authenticate',
    'server',
    'x-feserver',
    'x-owa-version',
    'ms-asprotocolversions',
  ]
  const lines = telling.flatMap((name) => (headers[name] ? [`${name}: ${short(headers[name], 160)}`] : []))
  return [`HTTP ${status}`, ...lines].join('\n')
}

/** Exchange says so: 2013 and later in every answer, 2010 in those of Outlook on the web. */
export function isExchange({ headers }: Pick<WebAnswer, 'headers'>): boolean {
  return Boolean(headers['x-feserver'] ?? headers['x-owa-version'])
}

/** Sends a request, and lets `judge` say what the answer means. */
export async function askWeb(
  examined: Examined,
  question: WebQuestion,
  judge: (asked: Asked, answer: WebAnswer) => Step | Promise<Step>,
): Promise<Step> {
  const { id, title, url, from, address, method, headers, body, user } = question
  const asked: Asked = { id, title, asked: printAsked(question) }
  const met = await examined.network.request({
    url,
    from,
    address,
    ...(method ? { method } : {}),
    headers: { ...headers, ...(user ? { authorization: basic(user) } : {}) },
    ...(body === undefined ? {} : { body }),
  })
  if (met.kind === 'answered') return judge(asked, met)
  if (met.kind === 'no address')
    return fail(asked, printAnswer(met.answer), [
      cause('address-missing', 'The name has no address.', 'Create its record.', '/network/dns'),
    ])
  if (met.kind === 'tls')
    return fail(asked, met.problem, [
      cause(
        'tls-failed',
        'The TLS handshake failed.',
        'Give the web site a certificate.',
        '/email/certificates',
      ),
    ])
  return noAnswer(examined, asked, met, { address, port: 443, from })
}

/** Whether IIS on the Exchange server is stopped, by the rehearsed site's own tables. */
function stoppedBehind({ own, live, description }: Examined): Cause | null {
  const { name } = description.exchange
  const one = own?.servers.find((server) => server.name.toLowerCase() === name.toLowerCase())
  const web = one?.properties.services.W3SVC
  if (live || web?.state !== 'Stopped') return null
  return cause(
    'service-stopped',
    `The reverse proxy answers, and Exchange behind it does not: the service ${web.displayName} on ${name} is stopped.`,
    'Start it.',
    '/devices',
  )
}

/** What HTTP's own errors mean behind this proxy; null for those that depend on what was asked. */
export function errorCauses(examined: Examined, { status, headers }: WebAnswer, what: string): Causes | null {
  const known = status === 502 || status === 504 ? stoppedBehind(examined) : null
  if (known) return [known]
  if (status === 502 || status === 504)
    return [
      cause(
        'proxy-target',
        'The reverse proxy answers, and Exchange behind it does not: IIS on the Exchange server is stopped, or the proxy leads to a wrong server.',
        'Start the World Wide Web Publishing Service on the Exchange server; else look at the target server of the proxy.',
        '/devices',
      ),
    ]
  if (status === 503)
    return [
      cause(
        'service-stopped',
        `IIS answers that ${what} is not available: its application pool or service is stopped.`,
        'Start it on the server.',
        '/devices',
      ),
    ]
  if (status >= 500 && isExchange({ headers }))
    return [
      cause(
        'web-service-error',
        `${what} answers with an error of its own.`,
        'Look at the event log of the server.',
      ),
    ]
  return null
}

/**
 * Nothing of Exchange's is there. When Remote Web Access answers under the same name, it is the Essentials server
 * itself: the proxy does not know the name.
 */
export async function notExchange(
  examined: Examined,
  { url, from, address }: WebQuestion,
  answer: WebAnswer,
  what: string,
): Promise<Cause> {
  const { host } = new URL(url)
  const remote = await examined.network.request({ url: `https://${host}/remote`, from, address })
  if (remote.kind === 'answered' && remote.status < 400 && !isExchange(remote))
    return cause(
      'proxy-name',
      `The Essentials server answers ${host} itself, with its own web site: the reverse proxy does not pass this name on to Exchange.`,
      `Configure the reverse proxy with the name ${host}.`,
      '/network/proxy',
    )
  const covered = answer.certificate && certificateCovers(answer.certificate.names, host)
  if (!isExchange(answer) && !covered)
    return cause(
      'foreign-server',
      `Another web server answers ${host}, and not Exchange.`,
      'Look at where the name and the forward of port 443 lead.',
      '/network/router',
    )
  return cause(
    'web-site-missing',
    `The web server has nothing at this address: ${what} is not there.`,
    'Look at the virtual directories of Exchange.',
    '/email/access',
  )
}

export function ok(asked: Asked, answer: WebAnswer, note?: string): Step {
  return pass(asked, note ? `${printWebAnswer(answer)}\n${note}` : printWebAnswer(answer))
}
