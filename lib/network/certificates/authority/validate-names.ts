import { ok, type Result, refuse } from '@/lib/shell'
import type { Answer, Network } from '../../door'
import { isInternalName } from '../internal-name'

/** Authorities take up to a hundred names; a small site has five. */
const MOST_NAMES = 25

type Asking = Pick<Network, 'authoritative'>

/**
 * What a public authority looks into before it signs, each name from the Internet: it is a name of the public DNS
 * (Baseline Requirements 7.1.4.2.1), and whoever asks controls it. That is shown by the name's address leading to
 * the site (3.2.2.4.18); for a wildcard, which has no web site to look at, by mail to hostmaster@ the domain
 * arriving there (3.2.2.4.4). The domain's own name servers are asked: an authority's resolver believes no cache. Refused with target `RequestFile`, with every name that fails and why.
 */
export async function validateNames(
  names: readonly string[],
  publicAddresses: readonly string[],
  network: Asking,
): Promise<Result<void>> {
  if (names.length === 0)
    return refuseNames('RequestWithoutNames', 'The request asks for no host name.', again)
  if (names.length > MOST_NAMES)
    return refuseNames('RequestHasTooManyNames', `The request asks for ${names.length} names.`, again)
  const internal = names.filter(isInternalName)
  if (internal.length > 0)
    return refuseNames(
      'InternalNameNotAllowed',
      `No public authority issues a certificate for ${internal.join(' and ')}: since 2015-11-01 names that only a local network knows are refused.`,
      'Make a new request with public names only, and use these inside the network too (split DNS).',
    )
  const found = await Promise.all(names.map((name) => objection(name, publicAddresses, network)))
  const objections = found.filter((one) => one !== null)
  return objections.length === 0
    ? ok(undefined)
    : refuseNames(
        'DomainNotValidated',
        `The authority cannot tell that these names are yours. ${objections.join(' ')}`,
        'Create the missing DNS records at the domain name provider, or make a new request without these names.',
      )
}

const again = 'Make a new request with the names that clients use, such as mail.contoso.com.'

async function objection(
  name: string,
  addresses: readonly string[],
  network: Asking,
): Promise<string | null> {
  return name.startsWith('*.')
    ? mailObjection(name, addresses, network)
    : addressObjection(name, await network.authoritative(name, 'A'), addresses)
}

function addressObjection(name: string, answer: Answer, addresses: readonly string[]): string | null {
  const found = dataOf(answer, 'A')
  if (found.length === 0) return `${name}: ${nothing(answer)}`
  const elsewhere = found.filter((address) => !addresses.includes(address))
  return elsewhere.length === 0
    ? null
    : `${name} leads to ${elsewhere.join(' and ')}, which is not this site.`
}

async function mailObjection(
  name: string,
  addresses: readonly string[],
  network: Asking,
): Promise<string | null> {
  const domain = name.slice(2)
  const answer = await network.authoritative(domain, 'MX')
  const hosts = dataOf(answer, 'MX').map((data) => data.split(/\s+/).at(-1)?.replace(/\.$/, '') ?? '')
  const [host] = hosts
  if (!host) return `${name}: mail to hostmaster@${domain} cannot be sent. ${nothing(answer)}`
  const objected = addressObjection(host, await network.authoritative(host, 'A'), addresses)
  return objected && `${name}: mail to hostmaster@${domain} goes elsewhere. ${objected}`
}

function dataOf({ records }: Answer, type: 'A' | 'MX'): string[] {
  return records.filter((record) => record.type === type).map(({ data }) => data)
}

function nothing({ status }: Answer): string {
  if (status === 'NXDOMAIN') return 'the public DNS has no such name.'
  return status === 'NOERROR' ? 'it has no such record.' : `its name servers do not answer (${status}).`
}

function refuseNames(errorId: string, message: string, recommendedAction: string): Result<never> {
  return refuse('SecurityError', errorId, message, { target: 'RequestFile', recommendedAction })
}
