import type { Site, Stored } from '@/lib/exchange'
import { inRange, parsePrivateIpv4, router, routerName } from '@/lib/network'
import {
  aliased,
  type Command,
  cmdlet,
  command,
  enumeration,
  int32,
  mandatory,
  multiValued,
  ok,
  parsed,
  refuse,
  switchParameter,
  text,
} from '@/lib/shell'
import { requireServer } from '../find-server'
import { lan } from '../server-runbooks'
import { type Server, server } from '../site'

const address = parsed('IPAddress', (given) => parsePrivateIpv4(given))
/** The computer that the command is for: these cmdlets reach others by a CIM session, which takes a name. */
const cimSession = aliased(text, 'Session')
const interfaceAlias = text

async function reservedFor(site: Site, computer: string): Promise<string | null> {
  const kept = await site.store.find(router, routerName)
  const mine = kept?.properties.reservations.find(
    (one) => one.computer.toLowerCase() === computer.toLowerCase(),
  )
  return mine?.address ?? null
}

/** The commands that give a computer the address and the way to it that it has now. */
function addressAsItIs({ name, properties }: Stored<Server>): Command[] {
  const give = command('New-NetIPAddress', {
    InterfaceAlias: lan,
    IPAddress: properties.address,
    PrefixLength: 24,
    CimSession: name,
  })
  return properties.addressing === 'static'
    ? [give]
    : [give, command('Set-NetIPInterface', { InterfaceAlias: lan, Dhcp: 'Enabled', CimSession: name })]
}

const newNetIpAddress = cmdlet<Site>()({
  name: 'New-NetIPAddress',
  synopsis: 'Gives a computer a static address.',
  parameters: {
    IPAddress: mandatory(aliased(address, 'LocalAddress'), 1),
    InterfaceAlias: interfaceAlias,
    PrefixLength: int32,
    DefaultGateway: address,
    CimSession: cimSession,
  },
  run: async ({ IPAddress, CimSession }, site) => {
    const found = await requireServer(site, CimSession, 'CimSession')
    if (!found.ok) return found
    const { name } = found.value
    const others = (await site.store.list(server)).filter((one) => one.name !== name)
    const holder = others.find(({ properties }) => properties.address === IPAddress)
    if (holder)
      return refuse(
        'ResourceExists',
        'AddressInUse',
        `${IPAddress} is the address of ${holder.name}: two computers cannot have the same one.`,
        { target: 'IPAddress', recommendedAction: 'Choose an address that no computer has.' },
      )
    const change = { address: IPAddress, addressing: 'static' as const }
    const updated = await site.store.update(server, found.value, change)
    if (!updated.ok) return updated
    const kept = await site.store.find(router, routerName)
    const range = kept?.properties.dhcpRange
    const reserved = kept?.properties.reservations.some((one) => one.address === IPAddress)
    const inside = range && !reserved && inRange(IPAddress, range)
    return ok({
      output: [{ IPAddress, PrefixOrigin: 'Manual', AddressState: 'Preferred', PSComputerName: name }],
      ...(inside
        ? {
            warnings: [
              `${IPAddress} is inside the DHCP range ${range.from} to ${range.to}: the router could give it to another computer. Choose an address outside, or reserve it.`,
            ],
          }
        : {}),
      undo: addressAsItIs(found.value),
    })
  },
})

const setNetIpInterface = cmdlet<Site>()({
  name: 'Set-NetIPInterface',
  synopsis: 'Lets a computer ask for its address by DHCP, or keeps it as a static one.',
  parameters: {
    InterfaceAlias: interfaceAlias,
    Dhcp: mandatory(enumeration('Dhcp', 'Enabled', 'Disabled')),
    CimSession: cimSession,
  },
  run: async ({ Dhcp, CimSession }, site) => {
    const found = await requireServer(site, CimSession, 'CimSession')
    if (!found.ok) return found
    const reserved = Dhcp === 'Enabled' ? await reservedFor(site, found.value.name) : null
    const updated = await site.store.update(server, found.value, {
      addressing: Dhcp === 'Disabled' ? 'static' : reserved ? 'reserved' : 'dhcp',
      ...(reserved ? { address: reserved } : {}),
    })
    return updated.ok ? ok({ undo: addressAsItIs(found.value) }) : updated
  },
})

const setDnsClientServerAddress = cmdlet<Site>()({
  name: 'Set-DnsClientServerAddress',
  synopsis: 'Sets which DNS server a computer asks. Inside the domain that is always the Essentials server.',
  parameters: {
    InterfaceAlias: interfaceAlias,
    ServerAddresses: mandatory(
      aliased(multiValued(parsed('IPAddress', (given) => parsePrivateIpv4(given))), 'Addresses'),
    ),
    CimSession: cimSession,
  },
  run: async ({ ServerAddresses, CimSession }, site) => {
    const [first, ...others] = ServerAddresses
    if (!first)
      return refuse('InvalidArgument', 'NoServerAddress', 'The address of a DNS server is missing.', {
        target: 'ServerAddresses',
      })
    const found = await requireServer(site, CimSession, 'CimSession')
    if (!found.ok) return found
    const { name, properties } = found.value
    const updated = await site.store.update(server, found.value, { dnsServer: first })
    if (!updated.ok) return updated
    return ok({
      ...(others.length > 0
        ? {
            warnings: [
              `The simulated ${name} asks ${first} only. A second DNS server that does not know the domain would give wrong answers now and then: leave it out.`,
            ],
          }
        : {}),
      undo: [
        command('Set-DnsClientServerAddress', {
          InterfaceAlias: lan,
          ServerAddresses: properties.dnsServer,
          CimSession: name,
        }),
      ],
    })
  },
})

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

export const ipAddressCmdlets = [
  newNetIpAddress,
  setNetIpInterface,
  setDnsClientServerAddress,
  addReservation,
  removeReservation,
]
