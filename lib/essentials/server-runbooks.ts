import { type Command, command, present } from '@/lib/shell'
import type { Server, SiteDescription } from './site'

/** A list of commands with titles; lib/runbooks runs, shows and saves it as a Runbook. */
export interface Procedure {
  readonly title: string
  readonly steps: readonly { readonly title: string; readonly command: Command }[]
}

/** The first network card of both servers: the real cmdlets want its name. */
export const lan = 'Ethernet'

/** Which of the two servers. */
export type ServerRole = 'essentials' | 'exchange'

function pointToDomain({ essentials, exchange }: SiteDescription) {
  return {
    title: `Have ${exchange.name} ask ${essentials.name} for names`,
    command: command('Set-DnsClientServerAddress', {
      InterfaceAlias: lan,
      ServerAddresses: essentials.address,
      CimSession: exchange.name,
    }),
  }
}

export function restartStep(name: string) {
  return {
    title: `Restart ${name}`,
    command: command('Restart-Computer', { ComputerName: name, Force: present, Wait: present }),
  }
}

/** The commands that give a computer the address and the way to it that it has now. */
export function addressAsItIs({
  name,
  properties,
}: {
  readonly name: string
  readonly properties: Server
}): Command[] {
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

/** "Join the second server to the domain". */
export function joinServerRunbook(description: SiteDescription): Procedure {
  const { exchange, localDomain } = description
  return {
    title: `Join ${exchange.name} to the domain ${localDomain}`,
    steps: [
      pointToDomain(description),
      {
        title: `Join ${exchange.name} to ${localDomain}`,
        command: command('Add-Computer', {
          DomainName: localDomain,
          ComputerName: exchange.name,
          Force: present,
        }),
      },
      restartStep(exchange.name),
    ],
  }
}

/** Says in the description what the address now is, when it was another. */
function describeAddress(
  description: SiteDescription,
  role: ServerRole,
  address: string,
): Procedure['steps'] {
  if (description[role].address === address) return []
  const parameter = role === 'essentials' ? 'EssentialsAddress' : 'ExchangeAddress'
  return [
    {
      title: `Note that ${description[role].name} has the address ${address}`,
      command: command('Set-SiteDescription', { [parameter]: address }),
    },
  ]
}

/**
 * "Set a static address". The description comes first: it refuses an address that cannot be before anything
 * has been changed.
 */
export function staticAddressRunbook(
  description: SiteDescription,
  role: ServerRole,
  address: string = description[role].address,
): Procedure {
  const { name } = description[role]
  return {
    title: `Give ${name} the static address ${address}`,
    steps: [
      ...describeAddress(description, role, address),
      {
        title: `Set ${address} on ${name}`,
        command: command('New-NetIPAddress', {
          InterfaceAlias: lan,
          IPAddress: address,
          PrefixLength: 24,
          CimSession: name,
        }),
      },
      ...(role === 'exchange' ? [pointToDomain(description)] : []),
    ],
  }
}

/** "Reserve its address in the router". The computer has to ask the router, so a static address is given up. */
export function reservationRunbook(
  description: SiteDescription,
  role: ServerRole,
  address: string = description[role].address,
): Procedure {
  const { name } = description[role]
  return {
    title: `Reserve ${address} for ${name} in the router`,
    steps: [
      {
        title: `Reserve ${address}`,
        command: command('Add-DhcpServerv4Reservation', { IPAddress: address, Name: name }),
      },
      {
        title: `Have ${name} ask the router for its address`,
        command: command('Set-NetIPInterface', { InterfaceAlias: lan, Dhcp: 'Enabled', CimSession: name }),
      },
      ...describeAddress(description, role, address),
    ],
  }
}

/** Start-Service reaches only the computer that it runs on, the Essentials server; Set-Service reaches both. */
export function startServiceCommand(
  { name, role }: { readonly name: string; readonly role: 'essentials' | 'member' },
  service: string,
): Command {
  return role === 'essentials'
    ? command('Start-Service', { Name: service })
    : command('Set-Service', { ComputerName: name, Name: service, Status: 'Running' })
}

/**
 * Restart-Service of Windows PowerShell reaches only the computer that it runs on; Set-Service reaches all, from wherever
 * a saved script runs.
 */
export function restartServiceRunbook(
  server: { readonly name: string },
  service: { readonly name: string; readonly displayName: string },
): Procedure {
  const what = `${service.displayName} on ${server.name}`
  const status = (Status: 'Stopped' | 'Running') =>
    command('Set-Service', { ComputerName: server.name, Name: service.name, Status })
  return {
    title: `Restart ${what}`,
    steps: [
      { title: `Stop ${what}`, command: status('Stopped') },
      { title: `Start ${what}`, command: status('Running') },
    ],
  }
}

export function startServiceRunbook(
  server: { readonly name: string; readonly role: 'essentials' | 'member' },
  service: { readonly name: string; readonly displayName: string },
): Procedure {
  const title = `Start ${service.displayName} on ${server.name}`
  return { title, steps: [{ title, command: startServiceCommand(server, service.name) }] }
}
