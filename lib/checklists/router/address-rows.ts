import type { Server } from '@/lib/essentials'
import type { Stored } from '@/lib/exchange'
import { addressScope, inRange, printIpRange } from '@/lib/network'
import { command } from '@/lib/shell'
import { type AskedRow, asked, type Expectation, type Finding } from '../checklist'
import type { NetworkFacts } from '../facts'
import { findDnsServer } from './dns-server'

const notThere: Finding = {
  found: [],
  state: 'pending',
  verdict: 'Not there yet',
  reason: 'This server is not part of the site yet.',
}

function judgeAddress(
  { name, properties }: Stored<Server>,
  described: string,
  { router }: Pick<NetworkFacts, 'router'>,
): Finding {
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

function serverRows(facts: NetworkFacts, whose: 'essentials' | 'exchange'): readonly AskedRow[] {
  const described = facts.description[whose]
  const dns = facts.description.essentials.address
  const one = facts.servers.find(({ name }) => name.toLowerCase() === described.name.toLowerCase())
  return [
    asked(
      {
        id: `address-${whose}`,
        name: `Address of ${described.name}`,
        note: 'static, or reserved on the router',
        expected: [described.address],
        requirement: 'Required',
      },
      one ? judgeAddress(one, described.address, facts) : notThere,
    ),
    asked(
      {
        id: `dns-client-${whose}`,
        name: `DNS server of ${described.name}`,
        note: 'always the Essentials server',
        expected: [dns],
        requirement: 'Required',
      },
      one ? findDnsServer(facts, one) : notThere,
    ),
  ]
}

/** The router's own address has to be the public one, else another router stands before it. */
function judgeWan(wanAddress: string, expected: string): Finding {
  const found = [wanAddress]
  if (wanAddress === expected) return { found, state: 'ok', verdict: 'Matches' }
  const scope = addressScope(wanAddress)
  if (scope === 'public')
    return {
      found,
      state: 'error',
      verdict: 'Another address',
      reason: `Your provider has given you ${wanAddress}; ${expected} is not yours now.`,
      action: 'Order a fixed address, and correct the public address under Settings and in the DNS records.',
    }
  const shared = scope === 'shared'
  return {
    found,
    state: 'error',
    verdict: 'Double NAT',
    reason: shared
      ? `${wanAddress} is one that your provider shares among many customers (RFC 6598): nothing from the Internet comes through.`
      : `${wanAddress} is a private address: another router stands before this one and forwards nothing.`,
    action: shared
      ? 'Ask your provider for a public address.'
      : 'Put the first router into bridge mode, or forward the same ports there too.',
    repair: {
      label: 'Put the first router into bridge mode',
      command: command('Set-Router', { WanAddress: expected }),
    },
  }
}

function wanRow({ description, router }: NetworkFacts): readonly AskedRow[] {
  const [expected] = description.publicAddresses
  if (!router || !expected) return []
  const expectation: Expectation = {
    id: 'wan',
    name: 'The router’s own address',
    note: 'on the Internet side',
    expected: [expected],
    requirement: 'Required',
  }
  return [asked(expectation, judgeWan(router.wanAddress, expected))]
}

/** The addresses that the forwards rely on, as they are set on the servers and the router. */
export function addressRows(facts: NetworkFacts): readonly AskedRow[] {
  return [...serverRows(facts, 'essentials'), ...serverRows(facts, 'exchange'), ...wanRow(facts)]
}
