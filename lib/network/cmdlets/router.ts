import { type Server, server } from '@/lib/essentials'
import type { Site, Stored } from '@/lib/exchange'
import {
  boolean,
  type Cmdlet,
  type Command,
  cmdlet,
  command,
  fail,
  mandatory,
  multiValued,
  ok,
  refuse,
} from '@/lib/shell'
import { ipRange, printIpRange } from '../addresses'
import { type Reservation, type Router, router } from '../router'
import { openRouter } from './open-router'
import { computerName, ipv4, port, privateIpv4 } from './parameters'

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

/**
 * A server that takes its address from DHCP gets the reserved one; a fixed address stays as it is. Gives the
 * commands that bring back the address that it had.
 */
async function lease(
  { store }: Site,
  one: Stored<Server> | null,
  address: string,
): Promise<readonly Command[]> {
  if (!one || one.properties.addressing === 'static') return []
  await store.update(server, one, { addressing: 'reserved', address })
  const former = { IPAddress: one.properties.address, PrefixLength: 24, CimSession: one.name }
  return one.properties.address === address
    ? []
    : [
        command('New-NetIPAddress', former),
        command('Set-NetIPInterface', { Dhcp: 'Enabled', CimSession: one.name }),
      ]
}

const addReservation = cmdlet<Site>()({
  name: 'Add-RouterReservation',
  synopsis: "Reserves an address for a computer in the router's DHCP server.",
  parameters: { Computer: mandatory(computerName, 1), Address: mandatory(privateIpv4, 2) },
  async run({ Computer, Address }, site) {
    const found = await openRouter(site)
    if (!found.ok) return found
    const { reservations } = found.value.properties
    const holder = reservations.find(
      ({ computer, address }) => address === Address || computer.toLowerCase() === Computer.toLowerCase(),
    )
    if (holder)
      return refuse(
        'ResourceExists',
        'AddressReserved',
        `${holder.address} is reserved for ${holder.computer} already.`,
        {
          target: holder.address === Address ? 'Address' : 'Computer',
          recommendedAction: `Remove-RouterReservation ${holder.computer} takes it back.`,
        },
      )
    const servers = await site.store.list(server)
    const other = servers.find(
      ({ name, properties }) =>
        properties.address === Address && name.toLowerCase() !== Computer.toLowerCase(),
    )
    if (other)
      return refuse('ResourceExists', 'AddressInUse', `${Address} is the address of ${other.name}.`, {
        target: 'Address',
      })
    const reservation: Reservation = { computer: Computer, address: Address }
    await site.store.update(router, found.value, { reservations: [...reservations, reservation] })
    const former = await lease(site, await site.store.find(server, Computer), Address)
    return ok({
      output: [{ Computer, Address }],
      undo: [command('Remove-RouterReservation', { Computer }), ...former],
    })
  },
})

const removeReservation = cmdlet<Site>()({
  name: 'Remove-RouterReservation',
  synopsis: 'Takes back the reserved address of a computer; its next address comes from the DHCP range.',
  parameters: { Computer: mandatory(computerName, 1) },
  async run({ Computer }, site) {
    const found = await openRouter(site)
    if (!found.ok) return found
    const { reservations } = found.value.properties
    const gone = reservations.find(({ computer }) => computer.toLowerCase() === Computer.toLowerCase())
    if (!gone)
      return refuse('ObjectNotFound', 'ReservationNotFound', `No address is reserved for ${Computer}.`, {
        target: 'Computer',
      })
    await site.store.update(router, found.value, {
      reservations: reservations.filter((one) => one !== gone),
    })
    const one = await site.store.find(server, Computer)
    if (one?.properties.addressing === 'reserved')
      await site.store.update(server, one, { addressing: 'dhcp' })
    return ok({
      undo: [command('Add-RouterReservation', { Computer: gone.computer, Address: gone.address })],
    })
  },
})

export const routerCmdlets: readonly Cmdlet<Site>[] = [
  setRouter,
  getRouter,
  addReservation,
  removeReservation,
]
