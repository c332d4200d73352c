import type { Site } from '@/lib/exchange'
import { inRange, parsePrivateIpv4, router, routerName } from '@/lib/network'
import {
  aliased,
  cmdlet,
  command,
  enumeration,
  int32,
  mandatory,
  multiValued,
  ok,
  parsed,
  refuse,
  text,
} from '@/lib/shell'
import { requireServer } from '../find-server'
import { addressAsItIs, lan } from '../server-runbooks'
import { server } from '../site'

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

export const ipAddressCmdlets = [newNetIpAddress, setNetIpInterface, setDnsClientServerAddress]
