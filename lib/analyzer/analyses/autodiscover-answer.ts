import { canonicalName, certificateCovers, type MetCertificate, type Vantage } from '@/lib/network'
import type { Examined } from '../examined'
import { addressesIn } from '../parts/name'
import { fromWhere, list, short } from '../parts/words'
import { type Asked, type Cause, cause, fail, pass, type Step, skipped } from '../step'
import { type PoxAnswer, type PoxProtocol, readPox } from './pox'

/** The ways that a client uses from there: EXCH is for the office, EXPR for outside, WEB for browsers. */
const typesFrom: Readonly<Record<Vantage, readonly string[]>> = {
  internet: ['EXPR', 'EXHTTP', 'mapiHttp', 'WEB, external'],
  inside: ['EXCH', 'EXHTTP', 'mapiHttp', 'WEB, internal'],
}

function hostsOf(protocols: readonly PoxProtocol[]): readonly string[] {
  const urls = protocols.flatMap((one) => Object.values(one.urls))
  const names = protocols.flatMap(({ type, server }) => (type === 'EXPR' && server ? [server] : []))
  const hosts = urls.flatMap((url) => (URL.canParse(url) ? [new URL(url).hostname] : []))
  return [...new Set([...names, ...hosts].map(canonicalName))].slice(0, 8)
}

/** MAPI over HTTP gives both addresses in one. */
function urlsFor({ urls }: PoxProtocol, from: Vantage): PoxProtocol['urls'] {
  const other = from === 'internet' ? 'InternalUrl' : 'ExternalUrl'
  return Object.fromEntries(Object.entries(urls).filter(([name]) => name !== other))
}

async function judgeHost(
  { network, description }: Examined,
  host: string,
  from: Vantage,
  certificate: MetCertificate | null,
): Promise<Cause | null> {
  const page = '/email/access'
  const remedy = `Set the address to https://${description.exchange.internetName}/….`
  const local = canonicalName(description.localDomain)
  if (from === 'internet' && (!host.includes('.') || host.endsWith(`.${local}`)))
    return cause(
      'service-address-wrong',
      `Autodiscover sends clients outside to ${host}, a name that only the office knows.`,
      remedy,
      page,
    )
  if (addressesIn(await network.lookup(host, 'A', from)).length === 0)
    return cause(
      'service-address-wrong',
      `Autodiscover sends clients to ${host}, which has no address ${fromWhere(from)}.`,
      remedy,
      page,
    )
  if (certificate && !certificateCovers(certificate.names, host))
    return cause(
      'service-address-wrong',
      `Autodiscover sends clients to ${host}, which the certificate does not hold: Outlook warns.`,
      remedy,
      page,
    )
  return null
}

async function judgeAddresses(
  examined: Examined,
  id: string,
  all: readonly PoxProtocol[],
  from: Vantage,
  certificate: MetCertificate | null,
): Promise<Step> {
  const wanted = typesFrom[from].map((type) => type.toLowerCase())
  const protocols = all
    .filter(({ type }) => wanted.includes(type.toLowerCase()))
    .map((one) => ({ ...one, urls: urlsFor(one, from) }))
  const asked: Asked = {
    id: `${id}/addresses`,
    title: 'The addresses in the answer can be reached',
    asked: `The addresses for clients ${fromWhere(from)}`,
  }
  const hosts = hostsOf(protocols)
  if (hosts.length === 0)
    return fail(asked, `Only ${list(all.map(({ type }) => type)) || 'nothing'}`, [
      cause(
        'service-address-missing',
        `Autodiscover tells clients ${fromWhere(from)} no address at all.`,
        'Set the external host name of Outlook Anywhere and the external addresses of the virtual directories.',
        '/email/access',
      ),
    ])
  const [first, ...others] = (
    await Promise.all(hosts.map((host) => judgeHost(examined, host, from, certificate)))
  ).filter((one) => one !== null)
  const lines = protocols.flatMap(({ type, server, urls }) => [
    `${type}${server ? ` ${server}` : ''}`,
    ...Object.entries(urls).map(([name, url]) => `  ${name} ${url}`),
  ])
  const answered = short(lines.join('\n'), 2000)
  return first ? fail(asked, answered, [first, ...others]) : pass(asked, answered)
}

function unusable(asked: Asked, answer: Exclude<PoxAnswer, { kind: 'settings' }>): Step {
  if (answer.kind === 'redirect')
    return skipped(
      asked,
      `The server sends clients on to ${short(answer.to, 200)}, which is not followed here.`,
    )
  const words =
    answer.kind === 'error'
      ? `Exchange answers with error ${short(answer.code, 20)}: ${short(answer.message, 200)}`
      : 'The answer is no Autodiscover answer that Outlook could read.'
  return fail(asked, words, [
    cause(
      'autodiscover-answer',
      words,
      answer.kind === 'error'
        ? 'Look at the address that was asked for: it has to be one of a mailbox.'
        : 'Look at which server answers.',
      '/email/access',
    ),
  ])
}

/** Reads the XML that came with 200, and judges the addresses in it. */
export async function judgePox(
  examined: Examined,
  asked: Asked,
  body: string,
  from: Vantage,
  certificate: MetCertificate | null,
): Promise<Step> {
  const answer = readPox(body)
  if (answer.kind !== 'settings') return unusable(asked, answer)
  const types = list([...new Set(answer.protocols.map(({ type }) => type))])
  const addresses = await judgeAddresses(examined, asked.id, answer.protocols, from, certificate)
  return addresses.state === 'pass'
    ? pass(asked, `Settings for ${types}`, [addresses])
    : { ...addresses, ...asked, answered: `Settings for ${types}`, steps: [addresses] }
}
