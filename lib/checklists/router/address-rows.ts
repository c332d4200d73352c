import type { Server } from '@/lib/essentials'
import type { Stored } from '@/lib/exchange'
import { addressScope, inRange, printIpRange } from '@/lib/network'
import { command } from '@/lib/shell'
import type { Row } from '../checklist'
import type { NetworkFacts } from '../facts'

type Judgement = Pick<Row, 'found' | 'state' | 'verdict' | 'reason' | 'action' | 'repair'>

const notThere: Judgement = {
  found: [],
  state: 'pending',
  verdict: 'Not there yet',
  reason: 'This server is not part of the site yet.',
}

function judgeAddress(
  { name, properties }: Stored<Server>,
  described: string,
  { router }: Pick<NetworkFacts, 'router'>,
): Judgement {
  const { address, addressing } = properties
  const range = router && printIpRange(router.dhcpRange)
  const reserve = {
    label: 'Reserve the address',
    command: command('Add-DhcpServerv4Reservation', { IPAddress: address, Name: name }),
  }
  if (address !== described)
    return {
      found: [address],
      state: 'error',
      verdict: 'Another address',
      reason: `The site is described with ${described}, and the forwards lead there.`,
      action: 'Give the server this address, or change it under Settings.',
      repair: {
        label: `Give it ${described}`,
        command: command('New-NetIPAddress', { IPAddress: described, PrefixLength: 24, CimSession: name }),
      },
    }
  const reserved = router?.reservations.some(
    (one) => one.address === address && one.computer.toLowerCase() === name.toLowerCase(),
  )
  if (addressing === 'dhcp')
    return {
      found: [`${address}, from DHCP`],
      state: 'error',
      verdict: 'May change',
      reason:
        'The router may give the server another address at its next start, and every forward would lead astray.',
      action: 'Reserve the address on the router, or set it on the server.',
      repair: reserve,
    }
  if (router && !reserved && inRange(address, router.dhcpRange))
    return {
      found: [address],
      state: 'error',
      verdict: 'Inside DHCP range',
      reason: `The router gives the addresses ${range} to whoever asks: sooner or later another computer gets this one.`,
      action: 'Reserve it on the router, or choose an address outside the range.',
      repair: reserve,
    }
  return { found: [address], state: 'ok', verdict: reserved ? 'Reserved' : 'Static' }
}

function judgeDnsClient({ name, properties }: Stored<Server>, dns: string): Judgement {
  const found = [properties.dnsServer]
  const own = properties.role === 'essentials' && properties.dnsServer === '127.0.0.1'
  if (own || properties.dnsServer === dns) return { found, state: 'ok', verdict: 'Matches' }
  return {
    found,
    state: 'error',
    verdict: 'Asks another',
    reason: `Only the Essentials server knows the domain. ${name} asks ${properties.dnsServer}, so that it does not find the domain, and split DNS does not reach it.`,
    action: `Let it ask ${dns} alone.`,
    repair: {
      label: `Ask ${dns}`,
      command: command('Set-DnsClientServerAddress', { ServerAddresses: dns, CimSession: name }),
    },
  }
}

function serverRows(facts: NetworkFacts, whose: 'essentials' | 'exchange'): readonly Row[] {
  const described = facts.description[whose]
  const dns = facts.description.essentials.address
  const one = facts.servers.find(({ name }) => name.toLowerCase() === described.name.toLowerCase())
  return [
    {
      id: `address-${whose}`,
      name: `Address of ${described.name}`,
      note: 'static, or reserved on the router',
      expected: [described.address],
      required: true,
      ...(one ? judgeAddress(one, described.address, facts) : notThere),
    },
    {
      id: `dns-client-${whose}`,
      name: `DNS server of ${described.name}`,
      note: 'always the Essentials server',
      expected: [dns],
      required: true,
      ...(one ? judgeDnsClient(one, dns) : notThere),
    },
  ]
}

/** The router's own address has to be the public one, else another router stands before it. */
function wanRow({ description, router }: NetworkFacts): readonly Row[] {
  const [expected] = description.publicAddresses
  if (!router || !expected) return []
  const found = [router.wanAddress]
  const row = {
    id: 'wan',
    name: 'The router’s own address',
    note: 'on the Internet side',
    expected: [expected],
  }
  if (router.wanAddress === expected)
    return [{ ...row, found, required: true, state: 'ok', verdict: 'Matches' }]
  const scope = addressScope(router.wanAddress)
  const judgement: Judgement =
    scope === 'public'
      ? {
          found,
          state: 'error',
          verdict: 'Another address',
          reason: `Your provider has given you ${router.wanAddress}; ${expected} is not yours now.`,
          action:
            'Order a fixed address, and correct the public address under Settings and in the DNS records.',
        }
      : {
          found,
          state: 'error',
          verdict: 'Double NAT',
          reason:
            scope === 'shared'
              ? `${router.wanAddress} is one that your provider shares among many customers (RFC 6598): nothing from the Internet comes through.`
              : `${router.wanAddress} is a private address: another router stands before this one and forwards nothing.`,
          action:
            scope === 'shared'
              ? 'Ask your provider for a public address.'
              : 'Put the first router into bridge mode, or forward the same ports there too.',
          repair: {
            label: 'Put the first router into bridge mode',
            command: command('Set-Router', { WanAddress: expected }),
          },
        }
  return [{ ...row, required: true, ...judgement }]
}

/** The addresses that the forwards rely on. */
export function addressRows(facts: NetworkFacts): readonly Row[] {
  return [...serverRows(facts, 'essentials'), ...serverRows(facts, 'exchange'), ...wanRow(facts)]
}
