import type { Site } from '@/lib/exchange'
import { boolean, type Cmdlet, cmdlet, command, fail, multiValued, ok } from '@/lib/shell'
import { ipRange, printIpRange } from '../addresses'
import { type Router, router } from '../router'
import { openRouter } from './open-router'
import { ipv4, port, privateIpv4 } from './parameters'

function shownRouter({ wanAddress, dhcpRange, hairpin, blockedPorts, reservations }: Router): object {
  return {
    WanAddress: wanAddress,
    DhcpRange: printIpRange(dhcpRange),
    Reservations: reservations.map(({ computer, address }) => `${computer} ${address}`),
    Hairpin: hairpin,
    BlockedPorts: blockedPorts,
  }
}

const setRouter = cmdlet<Site>()({
  name: 'Set-Router',
  synopsis:
    'Changes the router: its address on the outer side, its DHCP range, and what the Internet Service Provider blocks.',
  parameters: {
    WanAddress: ipv4,
    DhcpFrom: privateIpv4,
    DhcpTo: privateIpv4,
    Hairpin: boolean,
    BlockedPorts: multiValued(port),
  },
  async run({ WanAddress, DhcpFrom, DhcpTo, Hairpin, BlockedPorts }, site) {
    const found = await openRouter(site)
    if (!found.ok) return found
    const { wanAddress, dhcpRange, hairpin, blockedPorts } = found.value.properties
    const range = ipRange(DhcpFrom ?? dhcpRange.from, DhcpTo ?? dhcpRange.to)
    if (!range.ok) return fail({ ...range.error, target: 'DhcpTo' })
    const changed = await site.store.update(router, found.value, {
      wanAddress: WanAddress ?? wanAddress,
      dhcpRange: range.value,
      hairpin: Hairpin ?? hairpin,
      blockedPorts: BlockedPorts ?? blockedPorts,
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
