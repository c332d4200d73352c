import type { Noun } from '@/lib/exchange'
import type { IpRange } from './addresses'

/** One line of the router's port forwarding table. */
export interface Forward {
  readonly id: string
  /** The public address that it listens at; null: all of them. */
  readonly publicAddress: string | null
  readonly protocol: 'TCP' | 'UDP'
  readonly port: number
  /** The computer inside that it leads to. */
  readonly address: string
  readonly targetPort: number
  readonly note: string
}

/** An address that DHCP always gives to the same computer. */
export interface Reservation {
  readonly computer: string
  readonly address: string
}

/** What stands between the office and the Internet. One object, named 'Router'. */
export interface Router {
  /** Its own address on the outer side. When it is not the site's public address, another router stands before it. */
  readonly wanAddress: string
  readonly dhcpRange: IpRange
  readonly reservations: readonly Reservation[]
  readonly forwards: readonly Forward[]
  /** Whether a connection from inside to the public address is led back inside. Many routers do not. */
  readonly hairpin: boolean
  /** Ports that the Internet Service Provider lets nobody reach, whatever the router's table says. */
  readonly blockedPorts: readonly number[]
  /**
   * The name that the provider gives to the public address that mail leaves from (its PTR record); absent or null: the
   * provider's own for this address, such as 203-0-113-25.static.isp.example.
   */
  readonly reverseName?: string | null
  /** What the site description last said: a value that differs was set by the administrator and stays. */
  readonly described: { readonly wanAddress: string; readonly dhcpRange: IpRange }
}

export const router: Noun<Router> = { class: 'Router', title: 'router', secrets: [] }
export const routerName = 'Router'

/** Its own address in the office: routers have the first of their network, or the last where a computer has that. */
export function routerInside(neighbour: string, taken: readonly string[]): string {
  const network = neighbour.split('.').slice(0, 3).join('.')
  return `${network}.${taken.includes(`${network}.1`) ? 254 : 1}`
}

/** The line that a connection takes: one for this very address before one for all. */
export function findForward(table: Router, publicAddress: string, port: number): Forward | null {
  const lines = table.forwards.filter((line) => line.protocol === 'TCP' && line.port === port)
  return (
    lines.find((line) => line.publicAddress === publicAddress) ??
    lines.find((line) => line.publicAddress === null) ??
    null
  )
}
