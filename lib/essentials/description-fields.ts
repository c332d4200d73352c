import {
  parseComputerName,
  parseDomainName,
  parseHostName,
  parseInternetDomainName,
  parsePrivateIpv4,
  parsePublicIpv4,
} from '@/lib/network'
import { fail, ok, type Result, refuse } from '@/lib/shell'
import type { EssentialsVersion, Scenario, WindowsVersion } from './site'

/** The parameters of Set-SiteDescription as they are typed; a form's answers have the same names. */
export interface SiteParameters {
  readonly Organization: string
  readonly Scenario: string
  readonly InternetDomain: string
  readonly LocalDomain: string
  readonly EssentialsServer: string
  readonly EssentialsVersion: string
  readonly EssentialsAddress: string
  readonly EssentialsInternetName: string
  readonly ExchangeServer: string
  readonly ExchangeAddress: string
  readonly ExchangeWindows: string
  readonly ExchangeInternetName: string
  readonly DhcpFrom: string
  readonly DhcpTo: string
  /** Several in one text are separated by commas, spaces or lines. */
  readonly PublicAddresses: string | readonly string[]
  readonly Connections: string
  readonly Autodiscover: string
  readonly Pop: boolean
  readonly Imap: boolean
}

export type SiteParameter = keyof SiteParameters

export interface SiteValues {
  readonly Organization: string
  readonly Scenario: Scenario
  readonly InternetDomain: string
  readonly LocalDomain: string
  readonly EssentialsServer: string
  readonly EssentialsVersion: EssentialsVersion
  readonly EssentialsAddress: string
  readonly EssentialsInternetName: string
  readonly ExchangeServer: string
  readonly ExchangeAddress: string
  readonly ExchangeWindows: WindowsVersion
  readonly ExchangeInternetName: string
  readonly DhcpFrom: string
  readonly DhcpTo: string
  readonly PublicAddresses: readonly string[]
  readonly Connections: 'one' | 'several'
  readonly Autodiscover: 'srv' | 'a'
  readonly Pop: boolean
  readonly Imap: boolean
}

const longestOrganization = 64

function parseOrganization(text: string): Result<string> {
  const name = text.trim()
  if (name === '')
    return refuse('InvalidArgument', 'OrganizationIsEmpty', 'The name of the organization is missing.', {
      recommendedAction: 'Type one, such as Contoso.',
    })
  if (name.length > longestOrganization)
    return refuse('InvalidArgument', 'OrganizationTooLong', `This name is ${name.length} characters long.`, {
      recommendedAction: `Exchange takes at most ${longestOrganization}.`,
    })
  return name.isWellFormed() && !/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u.test(name)
    ? ok(name)
    : refuse(
        'InvalidArgument',
        'OrganizationInvalid',
        'This name holds a line break or another character that cannot be seen.',
        { recommendedAction: 'Type it again instead of pasting it.' },
      )
}

/** One of a few words, in any case. */
function oneOf<const W extends string>(what: string, ...words: W[]): (text: string) => Result<W> {
  return (text) => {
    const word = words.find((candidate) => candidate.toLowerCase() === text.trim().toLowerCase())
    return word
      ? ok(word)
      : refuse('InvalidArgument', 'NotOneOf', `"${text.slice(0, 40)}" is not ${what}.`, {
          recommendedAction: `Choose one of: ${words.join(', ')}.`,
        })
  }
}

function parsePublicAddresses(given: string | readonly string[]): Result<readonly string[]> {
  const texts = (typeof given === 'string' ? [given] : given)
    .flatMap((text) => text.split(/[\s,;]+/))
    .filter(Boolean)
  if (texts.length === 0) return parsePublicIpv4('') as Result<never>
  const addresses: string[] = []
  for (const text of texts) {
    const address = parsePublicIpv4(text)
    if (!address.ok) return address
    if (!addresses.includes(address.value)) addresses.push(address.value)
  }
  return ok(addresses)
}

/** The rule of each value by itself. Functions, so that nothing is asked of another room while it loads. */
export const siteFields: {
  readonly [K in SiteParameter]: (given: SiteParameters[K]) => Result<SiteValues[K]>
} = {
  Organization: parseOrganization,
  Scenario: oneOf('a kind of setup', 'clean', 'migration'),
  InternetDomain: (text) => parseInternetDomainName(text),
  LocalDomain: (text) => parseDomainName(text),
  EssentialsServer: (text) => parseComputerName(text),
  EssentialsVersion: oneOf('a version of Windows Server Essentials', '2012', '2012 R2', '2016'),
  EssentialsAddress: (text) => parsePrivateIpv4(text),
  EssentialsInternetName: (text) => parseHostName(text),
  ExchangeServer: (text) => parseComputerName(text),
  ExchangeAddress: (text) => parsePrivateIpv4(text),
  ExchangeWindows: oneOf('a version of Windows Server', '2008 R2', '2012', '2012 R2', '2016'),
  ExchangeInternetName: (text) => parseHostName(text),
  DhcpFrom: (text) => parsePrivateIpv4(text),
  DhcpTo: (text) => parsePrivateIpv4(text),
  PublicAddresses: parsePublicAddresses,
  Connections: oneOf('a number of Internet connections', 'one', 'several'),
  Autodiscover: oneOf('a kind of autodiscover record', 'srv', 'a'),
  Pop: ok,
  Imap: ok,
}

/** One field by itself; errors target the parameter. */
export function parseSiteField<K extends SiteParameter>(
  parameter: K,
  given: SiteParameters[K],
): Result<SiteValues[K]> {
  const parse = siteFields[parameter] as (given: SiteParameters[K]) => Result<SiteValues[K]>
  const result = parse(given)
  return result.ok ? result : fail({ ...result.error, target: parameter })
}
