import { canonicalName, readMx } from '@/lib/network'
import type { Analysis } from '../analysis'
import type { Examined } from '../examined'
import { addressesIn } from '../parts/name'
import { addressOf, domainOf, hostOf } from '../parts/site'
import { list, printAnswer, short } from '../parts/words'
import { type Asked, type Causes, cause, fail, pass, type Step, skipped, warn } from '../step'

/** Other people's domains in the rehearsed Internet. */
const otherDomains = ['fabrikam.com', 'adatum.com'] as const

/** 203.0.113.25 is 25.113.0.203.in-addr.arpa (RFC 1035 §3.5). */
export function reverseName(address: string): string {
  return `${address.split('.').toReversed().join('.')}.in-addr.arpa`
}

/** What Exchange calls itself in EHLO to others: the send connector's name, else its own full name. */
function heloName({ own, description }: Examined): string | null {
  if (!own) return canonicalName(description.exchange.internetName)
  const connector = own.sendConnectors.find(
    ({ enabled, addressSpaces }) => enabled && addressSpaces.some((space) => /^smtp:\*(;|$)/i.test(space)),
  )
  if (!connector) return null
  return canonicalName(connector.fqdn ?? `${description.exchange.name}.${description.localDomain}`)
}

function judgeHelo(examined: Examined, helo: string | null): Step {
  const asked: Asked = {
    id: 'helo',
    title: 'Exchange introduces itself by its public name',
    asked: examined.own ? 'The name of the send connector (Fqdn)' : 'The name of the mail server',
  }
  if (helo === null)
    return fail(asked, 'No send connector for SMTP:*', [
      cause(
        'send-connector-missing',
        'No send connector leads to the Internet: mail for others stays in the queue.',
        'Create a send connector for the address space SMTP:*.',
        '/email/connectors',
      ),
    ])
  if (helo === hostOf(examined, 'exchange')) return pass(asked, helo)
  const local = helo.endsWith(`.${canonicalName(examined.description.localDomain)}`)
  return warn(asked, helo, [
    cause(
      'helo-name',
      local
        ? `Exchange calls itself ${helo}, a name that the Internet does not know: some receivers count that against it.`
        : `Exchange calls itself ${helo}, and not ${hostOf(examined, 'exchange')}.`,
      `Set the Fqdn of the send connector to ${hostOf(examined, 'exchange')}.`,
      '/email/connectors',
    ),
  ])
}

async function findReverse(
  examined: Examined,
  address: string,
): Promise<{ step: Step; name: string | null }> {
  const asked: Asked = {
    id: 'reverse',
    title: `The address ${address} has a reverse name`,
    asked: `PTR ${reverseName(address)}, from the Internet`,
  }
  const answer = await examined.network.lookup(reverseName(address), 'PTR', 'internet')
  const name = answer.records.find(({ type }) => type === 'PTR')?.data
  if (name) return { name: canonicalName(name), step: pass(asked, printAnswer(answer)) }
  const missing = cause(
    'ptr-missing',
    `The address ${address} has no reverse name (PTR record): many receivers take no mail from such addresses.`,
    `Ask the Internet Service Provider to set it to ${hostOf(examined, 'exchange')}; the domain name provider cannot.`,
    '/network/router',
  )
  return { name: null, step: fail(asked, printAnswer(answer), [missing]) }
}

/** Forward-confirmed reverse DNS: the reverse name has to lead back to the address. */
async function confirm(
  examined: Examined,
  address: string,
  name: string,
  helo: string | null,
): Promise<Step> {
  const asked: Asked = {
    id: 'confirmed',
    title: 'The reverse name leads back to the address',
    asked: `A ${short(name, 253)}, from the Internet`,
  }
  const answer = await examined.network.lookup(name, 'A', 'internet')
  const answered = printAnswer(answer)
  const wanted = hostOf(examined, 'exchange')
  const found = addressesIn(answer)
  if (!found.includes(address))
    return fail(asked, answered, [
      cause(
        'ptr-unconfirmed',
        `${name} leads to ${found.length > 0 ? list(found) : 'nowhere'}, and not back to ${address}: anybody could claim such a reverse name, and so receivers do not believe it.`,
        `Ask the Internet Service Provider to set the reverse name to ${wanted}.`,
        '/network/router',
      ),
    ])
  if (name === wanted || name === helo) return pass(asked, answered)
  return warn(asked, answered, [
    cause(
      'ptr-other-name',
      `The reverse name is ${name}, as the provider gives it to every line; receivers trust a mail server’s own name more.`,
      `Ask the Internet Service Provider to set it to ${wanted}.`,
      '/network/router',
    ),
  ])
}

async function twoRecords({ network }: Examined, domain: string): Promise<boolean> {
  const { records } = await network.lookup(domain, 'TXT', 'internet')
  return records.filter(({ type, data }) => type === 'TXT' && /^v=spf1(?: |$)/i.test(data)).length > 1
}

async function spfCauses(
  examined: Examined,
  address: string,
  result: string,
  reason: string,
): Promise<Causes | null> {
  const domain = domainOf(examined)
  const page = '/network/dns'
  if (result === 'pass') return null
  if (result === 'none')
    return [
      cause(
        'spf-missing',
        `${domain} does not say who may send its mail: receivers trust it less, and anybody can pretend to be it.`,
        'Create the TXT record v=spf1 a mx ~all.',
        page,
      ),
    ]
  if (result === 'permerror')
    return (await twoRecords(examined, domain))
      ? [
          cause(
            'spf-two-records',
            `${domain} has two SPF records: receivers heed neither (RFC 7208 §4.5).`,
            'Join them into one record, and remove the other.',
            page,
          ),
        ]
      : [cause('spf-invalid', `The SPF record is wrong: ${short(reason)}`, 'Correct the record.', page)]
  if (result === 'temperror')
    return [
      cause('spf-undecided', `A name server did not answer: ${short(reason)}`, 'Try again later.', page),
    ]
  return [
    cause(
      'spf-not-allowed',
      `The SPF record does not allow ${address} to send mail for ${domain}: ${result}.`,
      `Let it allow the site’s address, such as v=spf1 a mx ~all with an MX record that leads to ${address}.`,
      page,
    ),
  ]
}

async function judgeSpf(examined: Examined, address: string): Promise<Step> {
  const domain = domainOf(examined)
  const asked: Asked = {
    id: 'spf',
    title: `SPF allows ${address} to send mail for ${domain}`,
    asked: `SPF of ${domain} for ${address} (RFC 7208)`,
  }
  const { result, reason, record, lookups } = await examined.network.spf(domain, address)
  const answered = short([`${result}, after ${lookups} lookups`, record ?? 'no record', reason].join('\n'))
  const causes = await spfCauses(examined, address, result, reason)
  if (!causes) return pass(asked, answered)
  return result === 'temperror' ? warn(asked, answered, causes) : fail(asked, answered, causes)
}

async function mailServerOf({ network }: Examined, domain: string): Promise<string | null> {
  const { records } = await network.lookup(domain, 'MX', 'inside')
  const host = records.find(({ type }) => type === 'MX')?.data
  if (!host) return null
  return addressesIn(await network.lookup(readMx(host).host, 'A', 'inside'))[0] ?? null
}

/** From inside to somebody else's mail server: whether the provider lets mail out at all. */
async function portOutgoing(examined: Examined): Promise<Step> {
  const asked: Asked = {
    id: 'port-25',
    title: 'Other mail servers can be reached at port 25',
    asked: `Connect to the mail servers of ${list(otherDomains)}, port 25, from inside`,
  }
  if (examined.live) return skipped(asked, 'In live mode nobody else’s servers are connected to.')
  const met = await Promise.all(
    otherDomains.map(async (domain) => {
      const address = await mailServerOf(examined, domain)
      return address ? examined.network.connect(address, 25, 'inside') : null
    }),
  )
  const answering = met.find((one) => one?.kind === 'answered')
  if (answering?.kind === 'answered') return pass(asked, short(answering.banner ?? 'Connected'))
  if (met.every((one) => one === null))
    return fail(asked, 'Their names were not found', [
      cause(
        'dns-service-stopped',
        'Inside, names of the Internet are not found: the DNS server on the Essentials server does not answer, or asks nobody.',
        'Start the service DNS Server.',
        '/devices',
      ),
    ])
  return fail(asked, 'No answer from any', [
    cause(
      'port-25-outgoing',
      'No mail server on the Internet can be reached: the Internet Service Provider blocks port 25.',
      'Ask the provider to open port 25, or send through its mail server (smart host).',
      '/network/router',
    ),
  ])
}

async function noteDmarc({ network }: Examined, domain: string): Promise<Step> {
  const asked: Asked = {
    id: 'dmarc',
    title: 'DMARC, recommended',
    asked: `TXT _dmarc.${domain}, from the Internet`,
  }
  const answer = await network.lookup(`_dmarc.${domain}`, 'TXT', 'internet')
  const record = answer.records.find(({ data }) => /^v=DMARC1\b/.test(data))
  return record
    ? pass(asked, short(record.data))
    : skipped(
        asked,
        `There is no DMARC record. Mail goes out without one; large receivers ask for it. To begin with: v=DMARC1; p=none; rua=mailto:postmaster@${domain}`,
      )
}

export const outboundSmtp: Analysis = {
  id: 'outbound-smtp',
  name: 'OutboundSmtp',
  title: 'Mail goes out',
  lead: 'Looks at the site as the receivers of its mail do: the reverse name of its address, the name that it introduces itself by, and what SPF says.',
  from: ['internet'],
  needs: ['dns'],
  signsIn: false,
  async *run(examined) {
    const address = addressOf(examined, 'exchange', 'internet')
    const helo = heloName(examined)
    yield judgeHelo(examined, helo)
    const { step, name } = await findReverse(examined, address)
    yield step
    yield name
      ? await confirm(examined, address, name, helo)
      : skipped(
          { id: 'confirmed', title: 'The reverse name leads back to the address', asked: '' },
          'There is no reverse name.',
        )
    yield await judgeSpf(examined, address)
    yield await portOutgoing(examined)
    yield await noteDmarc(examined, domainOf(examined))
  },
}
