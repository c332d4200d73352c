import type { Site } from '@/lib/exchange'
import { parsePrivateIpv4, router, routerName } from '@/lib/network'
import { cmdlet, command, mandatory, ok, parsed, refuse, switchParameter, text } from '@/lib/shell'
import { requireServer } from '../find-server'
import { addressAsItIs } from '../server-runbooks'
import { server } from '../site'

const address = parsed('IPAddress', (given) => parsePrivateIpv4(given))

/** The DHCP server of a small site is its router: the reservation is kept there, under the computer's name. */
const addReservation = cmdlet<Site>()({
  name: 'Add-DhcpServerv4Reservation',
  synopsis: 'Has the router always give the same address to a computer.',
  parameters: {
    IPAddress: mandatory(address),
    Name: mandatory(text),
    ScopeId: parsed('IPAddress', ok),
    ClientId: text,
    Description: text,
    ComputerName: text,
  },
  run: async ({ IPAddress, Name }, site) => {
    const found = await requireServer(site, Name, 'Name')
    if (!found.ok) return found
    const kept = await site.store.find(router, routerName)
    if (!kept)
      return refuse(
        'ObjectNotFound',
        'DhcpServerNotFound',
        'There is no router that could reserve addresses.',
      )
    const { name, properties } = found.value
    const isMine = (computer: string) => computer.toLowerCase() === name.toLowerCase()
    const before = kept.properties.reservations
    const taken =
      before.find((one) => one.address === IPAddress && !isMine(one.computer))?.computer ??
      (await site.store.list(server)).find((one) => one.name !== name && one.properties.address === IPAddress)
        ?.name
    if (taken)
      return refuse(
        'ResourceExists',
        'ReservationExists',
        `Failed to add reservation for IP address ${IPAddress}: it belongs to ${taken}.`,
        { target: 'IPAddress', recommendedAction: 'Choose an address that no computer has.' },
      )
    const former = before.find((one) => isMine(one.computer))
    const reservations = [
      ...before.filter((one) => !isMine(one.computer)),
      { computer: name, address: IPAddress },
    ]
    const written = await site.store.update(router, kept, { reservations })
    if (!written.ok) return written
    const isStatic = properties.addressing === 'static'
    if (!isStatic) {
      const given = await site.store.update(server, found.value, {
        address: IPAddress,
        addressing: 'reserved',
      })
      if (!given.ok) return given
    }
    return ok({
      ...(isStatic
        ? { warnings: [`${name} has a static address and does not ask the router for one.`] }
        : {}),
      undo: former
        ? [command('Add-DhcpServerv4Reservation', { IPAddress: former.address, Name: name })]
        : [
            command('Remove-DhcpServerv4Reservation', { IPAddress }),
            ...(isStatic ? [] : addressAsItIs(found.value)),
          ],
    })
  },
})

const removeReservation = cmdlet<Site>()({
  name: 'Remove-DhcpServerv4Reservation',
  synopsis: 'Takes a reservation out of the router. The computer keeps asking by DHCP.',
  parameters: { IPAddress: mandatory(address), ComputerName: text, Confirm: switchParameter },
  run: async ({ IPAddress }, site) => {
    const kept = await site.store.find(router, routerName)
    const found = kept?.properties.reservations.find((one) => one.address === IPAddress)
    if (!kept || !found)
      return refuse(
        'ObjectNotFound',
        'ReservationNotFound',
        `Failed to get reservation for IP address ${IPAddress}: there is none.`,
        { target: 'IPAddress' },
      )
    const reservations = kept.properties.reservations.filter((one) => one !== found)
    const written = await site.store.update(router, kept, { reservations })
    if (!written.ok) return written
    const holder = (await site.store.list(server)).find((one) => one.name === found.computer)
    if (holder?.properties.addressing === 'reserved') {
      const changed = await site.store.update(server, holder, { addressing: 'dhcp' })
      if (!changed.ok) return changed
    }
    return ok({
      undo: [command('Add-DhcpServerv4Reservation', { IPAddress, Name: found.computer })],
    })
  },
})

export const dhcpReservationCmdlets = [addReservation, removeReservation]
