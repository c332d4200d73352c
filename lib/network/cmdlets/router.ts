import type { Site } from '@/lib/exchange'
import { boolean, type Cmdlet, cmdlet, command, fail, multiValued, ok, type Parameter } from '@/lib/shell'
import { ipRange, printIpRange } from '../addresses'
import { parseHostName } from '../names'
import { type Router, router } from '../router'
import { openRouter } from './open-router'
import { ipv4, port, privateIpv4 } from './parameters'

/** $null: the provider's own name for the address. */
const reverseNameType: Parameter<string | null> = {
  type: 'String',
  parse: (value) => (value === null ? ok(null) : parseHostName(typeof value === 'string' ? value : '')),
}

function shownRouter(router: Router): object {
  const { wanAddress, dhcpRange, hairpin, blockedPorts, reservations, reverseName = null } = router
  return {
    WanAddress: wanAddress,
    DhcpRange: printIpRange(dhcpRange),
    Reservations: reservations.map(({ computer, address }) => `${computer} ${address}`),
    Hairpin: hairpin,
    BlockedPorts: blockedPorts,
    ReverseName: reverseName,
  }
}

const setRouter = cmdlet<Site>()({
  name: 'Set-Router',
  synopsis:
    'Changes the router: its address on the outer side, its DHCP range, what the Internet Service Provider blocks, and the name that the provider gives to the public address (PTR).',
  parameters: {
    WanAddress: ipv4,
    DhcpFrom: privateIpv4,
    DhcpTo: privateIpv4,
    Hairpin: boolean,
    BlockedPorts: multiValued(port),
    ReverseName: reverseNameType,
  },
  async run({ WanAddress, DhcpFrom, DhcpTo, Hairpin, BlockedPorts, ReverseName }, site) {
    const found = await openRouter(site)
    if (!found.ok) return found
    const { wanAddress, dhcpRange, hairpin, blockedPorts, reverseName = null } = found.value.properties
    const range = ipRange(DhcpFrom ?? dhcpRange.from, DhcpTo ?? dhcpRange.to)
    if (!range.ok) return fail({ ...range.error, target: 'DhcpTo' })
    const changed = await site.store.update(router, found.value, {
      wanAddress: WanAddress ?? wanAddress,
      dhcpRange: range.value,
      hairpin: Hairpin ?? hairpin,
      blockedPorts: BlockedPorts ?? blockedPorts,
      ...(ReverseName !== undefined && { reverseName: ReverseName ?? undefined }),
    })
    if (!changed.ok) return changed
    return ok({
      output: [shownRouter(changed.value.properties)],
      undo: [
        command('Set-Router', {
          WanAddress: WanAddress === undefined ? undefined : wanAddress,
          DhcpFrom: DhcpFrom === undefined ? undefined : dhcpRange.from,
          DhcpTo: DhcpTo === undefined ? undefined : dhcpRange.to,
          Hairpin: Hairpin === undefined ? undefined : hairpin,
          BlockedPorts: BlockedPorts === undefined ? undefined : blockedPorts,
          ReverseName: ReverseName === undefined ? undefined : reverseName,
        }),
      ],
    })
  },
})

const getRouter = cmdlet<Site>()({
  name: 'Get-Router',
  synopsis: 'Shows the router.',
  reads: true,
  parameters: {},
  async run(_, site) {
    const found = await openRouter(site)
    return found.ok ? ok({ output: [shownRouter(found.value.properties)] }) : found
  },
})

export const routerCmdlets: readonly Cmdlet<Site>[] = [setRouter, getRouter]
