import type { Server, SiteDescription } from './site'
import { essentialsServices, memberServices } from './windows-services'

/** Where a new computer asks for names until somebody points it to the domain: its router, the network's last address. */
function routerAddress({ essentials, exchange }: SiteDescription): string {
  const network = essentials.address.slice(0, essentials.address.lastIndexOf('.'))
  const free = [254, 253, 252].map((last) => `${network}.${last}`)
  return free.find((one) => one !== essentials.address && one !== exchange.address) ?? `${network}.254`
}

export function newEssentialsServer({ essentials }: SiteDescription): Server {
  return {
    role: 'essentials',
    description: `Windows Server ${essentials.version} Essentials, domain controller`,
    windows: essentials.version,
    address: essentials.address,
    addressing: 'static',
    dnsServer: essentials.address,
    joined: true,
    features: ['AD-Domain-Services', 'DNS', 'RDS-Gateway', 'ServerEssentialsRole', 'Web-Server'],
    services: essentialsServices,
    restartPending: false,
  }
}

/** The second server has the address it was described with, but nobody made it keep it yet. */
export function newMemberServer(description: SiteDescription, joined: boolean): Server {
  return {
    role: 'member',
    description: `Windows Server ${description.exchange.windows}, second server`,
    windows: description.exchange.windows,
    address: description.exchange.address,
    addressing: 'dhcp',
    dnsServer: joined ? description.essentials.address : routerAddress(description),
    joined,
    features: [],
    services: memberServices,
    restartPending: false,
  }
}
