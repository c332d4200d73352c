import { inRange, ipv4Number, isWithin } from '@/lib/network'
import { type ErrorRecord, errorRecord } from '@/lib/shell'
import type { SiteParameter, SiteValues } from './description-fields'

/** The values that are right by themselves; a rule is silent while one that it needs is missing. */
export type Draft = Partial<SiteValues>

export interface RuleOptions {
  /** Addresses with a reservation may stand inside the DHCP range. */
  readonly reserved?: readonly string[]
}

type Rule = (draft: Draft, options: RuleOptions) => ErrorRecord | false | undefined

function wrong(
  target: SiteParameter,
  errorId: string,
  message: string,
  recommendedAction: string,
): ErrorRecord {
  return errorRecord('InvalidArgument', errorId, message, { target, recommendedAction })
}

const servers = [
  ['EssentialsServer', 'EssentialsAddress'],
  ['ExchangeServer', 'ExchangeAddress'],
] as const

const sameComputer: Rule = ({ EssentialsServer, ExchangeServer }) =>
  EssentialsServer !== undefined &&
  EssentialsServer.toUpperCase() === ExchangeServer?.toUpperCase() &&
  wrong(
    'ExchangeServer',
    'ExchangeOnEssentials',
    `${ExchangeServer} is the server that runs Windows Server Essentials. Exchange Server is not supported there.`,
    'Name the second server, on which Exchange is or will be installed.',
  )

const sameAddress: Rule = ({ EssentialsAddress, ExchangeAddress }) =>
  EssentialsAddress !== undefined &&
  EssentialsAddress === ExchangeAddress &&
  wrong(
    'ExchangeAddress',
    'AddressTwice',
    `${ExchangeAddress} is the address of the Essentials server.`,
    'Each server has an address of its own.',
  )

const backwards: Rule = ({ DhcpFrom, DhcpTo }) =>
  DhcpFrom !== undefined &&
  DhcpTo !== undefined &&
  ipv4Number(DhcpFrom) > ipv4Number(DhcpTo) &&
  wrong(
    'DhcpTo',
    'RangeBackwards',
    `The DHCP range ends at ${DhcpTo}, which is before its beginning ${DhcpFrom}.`,
    'Exchange the two.',
  )

function insideDhcp(index: 0 | 1): Rule {
  const [name, parameter] = servers[index]
  return (draft, { reserved = [] }) => {
    const { [parameter]: address, DhcpFrom: from, DhcpTo: to } = draft
    if (!address || !from || !to || reserved.includes(address) || !inRange(address, { from, to })) return
    return wrong(
      parameter,
      'AddressInDhcpRange',
      `${address} is inside the DHCP range ${from} to ${to}: the router could give it to another computer.`,
      `Give ${draft[name] ?? 'the server'} an address outside the range, or make the range smaller.`,
    )
  }
}

/** The same mistake seen from the range: whoever types it after the servers is told there. */
const rangeHoldsServer: Rule = (draft, { reserved = [] }) => {
  const { DhcpFrom: from, DhcpTo: to } = draft
  if (!from || !to) return
  const held = servers.find(([, parameter]) => {
    const address = draft[parameter]
    return address && !reserved.includes(address) && inRange(address, { from, to })
  })
  if (!held) return
  const [name, parameter] = held
  return wrong(
    'DhcpTo',
    'RangeHoldsServer',
    `The range ${from} to ${to} holds ${draft[parameter]}, the address of ${draft[name] ?? 'a server'}.`,
    'Make the range smaller, or give the server an address outside it.',
  )
}

/** The first three numbers of an address: all of a small site is one /24, as in the seed's internal range. */
function networkOf(address: string): string {
  return address.slice(0, address.lastIndexOf('.'))
}

/** Everything inside is on the Essentials server's own network, or there would have to be a second router. */
function sameNetwork(parameter: 'ExchangeAddress' | 'DhcpFrom' | 'DhcpTo'): Rule {
  return ({ EssentialsAddress, [parameter]: address }) =>
    EssentialsAddress !== undefined &&
    address !== undefined &&
    networkOf(address) !== networkOf(EssentialsAddress) &&
    wrong(
      parameter,
      'OtherNetwork',
      `${address} is not on the network of the Essentials server, ${networkOf(EssentialsAddress)}.1 to ${networkOf(EssentialsAddress)}.254.`,
      'Both servers and the DHCP range are on one network behind one router.',
    )
}

function isHost(parameter: 'EssentialsAddress' | 'ExchangeAddress' | 'DhcpFrom' | 'DhcpTo'): Rule {
  return ({ [parameter]: address }) =>
    address !== undefined &&
    /\.(0|255)$/.test(address) &&
    wrong(
      parameter,
      'NotAHostAddress',
      `${address} stands for the whole network${address.endsWith('.255') ? ' (broadcast)' : ''}, not for one computer.`,
      `Choose an address from ${networkOf(address)}.1 to ${networkOf(address)}.254.`,
    )
}

function insideDomain(parameter: 'EssentialsInternetName' | 'ExchangeInternetName'): Rule {
  return ({ InternetDomain, [parameter]: name }) => {
    if (!InternetDomain || !name) return
    if (name === InternetDomain || !isWithin(name, InternetDomain))
      return wrong(
        parameter,
        'NameOutsideDomain',
        `${name} is not a name inside ${InternetDomain}.`,
        `Type a name that ends with .${InternetDomain}.`,
      )
    return
  }
}

const sameInternetName: Rule = ({ EssentialsInternetName, ExchangeInternetName }) =>
  EssentialsInternetName !== undefined &&
  EssentialsInternetName === ExchangeInternetName &&
  wrong(
    'ExchangeInternetName',
    'InternetNameTwice',
    `${ExchangeInternetName} is already the Internet name of the Essentials server.`,
    'Each server needs a name of its own, such as remote.contoso.com and mail.contoso.com.',
  )

/** With one name for both, the domain controllers would answer for the Internet's own records. */
const localDomainApart: Rule = ({ InternetDomain, LocalDomain }) =>
  InternetDomain !== undefined &&
  InternetDomain === LocalDomain &&
  wrong(
    'LocalDomain',
    'LocalDomainIsInternetDomain',
    `${LocalDomain} is also the Internet domain: inside, nobody would find its web site or mail records.`,
    `Windows Server Essentials names its domain ${InternetDomain.split('.')[0]}.local.`,
  )

const enoughPublicAddresses: Rule = ({ Connections, PublicAddresses }) =>
  Connections === 'several' &&
  PublicAddresses !== undefined &&
  PublicAddresses.length < 2 &&
  wrong(
    'PublicAddresses',
    'OnePublicAddress',
    'Several Internet connections need at least two public IP addresses, one for each server.',
    'Add the second address, or choose one connection.',
  )

const rules: readonly Rule[] = [
  sameComputer,
  isHost('EssentialsAddress'),
  isHost('ExchangeAddress'),
  isHost('DhcpFrom'),
  isHost('DhcpTo'),
  sameAddress,
  sameNetwork('ExchangeAddress'),
  sameNetwork('DhcpFrom'),
  sameNetwork('DhcpTo'),
  backwards,
  insideDhcp(0),
  insideDhcp(1),
  rangeHoldsServer,
  localDomainApart,
  insideDomain('EssentialsInternetName'),
  insideDomain('ExchangeInternetName'),
  sameInternetName,
  enoughPublicAddresses,
]

/** What is wrong between the values, each error at the field to change. */
export function ruleErrors(draft: Draft, options: RuleOptions = {}): readonly ErrorRecord[] {
  return rules.flatMap((rule) => rule(draft, options) || [])
}
