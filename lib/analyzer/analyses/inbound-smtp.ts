import { type Answer, isAddress, readMx } from '@/lib/network'
import type { Analysis } from '../analysis'
import type { Examined } from '../examined'
import { minutes } from '../parts/name'
import { collected, reach } from '../parts/reach'
import { addressOf, domainOf, hostOf } from '../parts/site'
import { list, printAnswer } from '../parts/words'
import { type Asked, type Cause, cause, fail, pass, type Step, skipped, together, warn } from '../step'
import { talkSmtp } from './smtp-dialogue'

const mostHosts = 4

interface Exchanger {
  readonly preference: number
  readonly host: string
}

function exchangersIn({ records }: Answer): readonly Exchanger[] {
  return records
    .filter(({ type }) => type === 'MX')
    .map(({ data }) => readMx(data))
    .toSorted((a, b) => a.preference - b.preference)
}

function wrongMx(examined: Examined, found: readonly Exchanger[]): Cause | null {
  const wanted = hostOf(examined, 'exchange')
  const [first] = found
  if (!first || first.host === '')
    return cause(
      'mx-missing',
      first
        ? `The domain says by a null MX (RFC 7505) that it takes no mail.`
        : `There is no MX record: others send mail to the address of ${domainOf(examined)} itself, if it has one (RFC 5321 §5.1).`,
      `Create the MX record of ${domainOf(examined)}: 0 ${wanted}.`,
      '/network/dns',
    )
  const address = found.find(({ host }) => isAddress(host))
  if (address)
    return cause(
      'mx-is-address',
      `The MX record leads to the address ${address.host}; it has to be a name (RFC 5321 §5.1).`,
      `Let it lead to ${wanted}.`,
      '/network/dns',
    )
  if (!found.some(({ host }) => host === wanted))
    return cause(
      'mx-wrong',
      `The MX record leads to ${list(found.map(({ host }) => host))}, and not to ${wanted}: mail for ${domainOf(examined)} goes there.`,
      `Let the MX record lead to ${wanted}.`,
      '/network/dns',
    )
  if (first.host !== wanted)
    return cause(
      'mx-wrong',
      `Mail goes to ${first.host} first, since its preference ${first.preference} is lower than that of ${wanted}.`,
      `Give ${wanted} the lowest preference, or remove the other record.`,
      '/network/dns',
    )
  return null
}

/** The domain's own servers know it right already, and the resolver does not yet. */
async function isOld(examined: Examined): Promise<boolean> {
  const truth = exchangersIn(await examined.network.authoritative(domainOf(examined), 'MX'))
  return wrongMx(examined, truth) === null
}

async function findExchangers(examined: Examined): Promise<{ step: Step; found: readonly Exchanger[] }> {
  const domain = domainOf(examined)
  const asked: Asked = {
    id: 'mx',
    title: `The MX record of ${domain} leads to the mail server`,
    asked: `MX ${domain}, from the Internet`,
  }
  const answer = await examined.network.lookup(domain, 'MX', 'internet')
  const answered = printAnswer(answer)
  const found = exchangersIn(answer)
  if (answer.status !== 'NOERROR' && answer.status !== 'NXDOMAIN')
    return {
      found,
      step: fail(asked, answered, [
        cause(
          'name-servers-silent',
          `No name server answers for ${domain}.`,
          'Look at the domain at the domain name provider.',
          '/network/provider',
        ),
      ]),
    }
  const wrong = wrongMx(examined, found)
  if (!wrong) return { found, step: others(examined, asked, answered, found) }
  if (!(await isOld(examined))) return { found, step: fail(asked, answered, [wrong]) }
  const { cachedForSeconds } = answer
  const old = cause(
    'old-answer',
    `The record is right by now; resolvers still give the old one${cachedForSeconds ? `, for ${minutes(cachedForSeconds)} more` : ''}.`,
    'Wait until the old answer has run out.',
    '/network/dns',
  )
  return { found, step: fail(asked, answered, [old]) }
}

/** Further mail servers get mail whenever the first does not answer. */
function others(examined: Examined, asked: Asked, answered: string, found: readonly Exchanger[]): Step {
  const foreign = found.filter(({ host }) => host !== hostOf(examined, 'exchange'))
  if (foreign.length === 0) return pass(asked, answered)
  return warn(asked, answered, [
    cause(
      'mx-foreign',
      `When ${hostOf(examined, 'exchange')} does not answer, mail goes to ${list(foreign.map(({ host }) => host))}.`,
      'Remove the other MX records, unless these servers keep mail for you.',
      '/network/provider',
    ),
  ])
}

/** RFC 2181 §10.3: an alias must not be the target of an MX record. */
async function aliasOf(examined: Examined, host: string): Promise<readonly Step[]> {
  const answer = await examined.network.lookup(host, 'A', 'internet')
  if (!answer.records.some(({ type }) => type === 'CNAME')) return []
  const asked = {
    id: `${host}/alias`,
    title: `${host} is no alias`,
    asked: `A ${host}, from the Internet`,
  }
  return [
    warn(asked, printAnswer(answer), [
      cause(
        'mx-is-alias',
        'The MX record leads to an alias (CNAME), which RFC 2181 §10.3 does not allow: some senders give up.',
        `Let ${host} have an A record of its own.`,
        '/network/provider',
      ),
    ]),
  ]
}

async function examineHost(examined: Examined, host: string): Promise<Step> {
  const asked: Asked = {
    id: host,
    title: `The mail server ${host}`,
    asked: `SMTP with ${host}, from the Internet`,
  }
  if (isAddress(host)) return skipped(asked, 'An address cannot be looked up as a name.')
  const ours = host === hostOf(examined, 'exchange')
  const to = ours ? addressOf(examined, 'exchange', 'internet') : null
  const [alias, { steps, end }] = await Promise.all([
    aliasOf(examined, host),
    collected(reach(examined, { host, port: 25, from: 'internet', to })),
  ])
  if (!end) return together(asked, [...alias, ...steps])
  const talk = await collected(talkSmtp(examined, host, end.address))
  return together(asked, [...alias, ...steps, ...talk.steps], end.met.banner ?? '')
}

export const inboundSmtp: Analysis = {
  id: 'inbound-smtp',
  name: 'InboundSmtp',
  title: 'Mail comes in',
  lead: 'Looks up the MX record, connects to the mail server as others on the Internet do, and offers mail for the domain. Nothing is sent.',
  from: ['internet'],
  needs: ['dns', 'connect'],
  signsIn: false,
  async *run(examined) {
    const { step, found } = await findExchangers(examined)
    yield step
    const hosts = [...new Set(found.map(({ host }) => host).filter(Boolean))].slice(0, mostHosts)
    // Without an MX record, or with a wrong one, the site's own server is looked at all the same.
    const own = hostOf(examined, 'exchange')
    for (const host of hosts.includes(own) ? hosts : [...hosts, own]) yield await examineHost(examined, host)
  },
}
