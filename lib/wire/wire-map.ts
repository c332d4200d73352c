/** `open`: something listens. `closed`: refused, since nothing does. `silent`: packets are lost, as behind a firewall. */
export type LineState = 'open' | 'closed' | 'silent'

/** One address of the simulated world, and where it is on this computer. */
export interface WireLine {
  readonly protocol: 'tcp' | 'udp'
  readonly address: string
  readonly port: number
  readonly state: LineState
  /** On 127.0.0.1. */
  readonly localPort: number
  /** For Settings: "The router, to 192.168.0.3:25", "SMTP of EXCH01". */
  readonly what: string
}

/** The one place where the site's addresses are mapped to ports of this computer. */
export interface WireMap {
  readonly lines: readonly WireLine[]
  /** Addresses that lead to the site's router. */
  readonly publicAddresses: readonly string[]
  /** Addresses at which there is a computer: what it does not listen at is refused. */
  readonly computers: readonly string[]
  /** Whether the router leads a connection from inside to a public address back inside. */
  readonly hairpin: boolean
  /** Ports to which the Internet Service Provider lets nothing through; 25 neither in nor out. */
  readonly blockedPorts: readonly number[]
  /** A port that accepts nothing and answers nothing. */
  readonly silentPort: number
  /** A port at which nothing listens. */
  readonly closedPort: number
  /** The resolver that each vantage asks. */
  readonly resolvers: { readonly internet: string; readonly inside: string }
  /** PEM of the roots that the simulated world's computers trust besides the real ones. */
  readonly roots: readonly string[]
  /** Milliseconds by which the site's clock is ahead. */
  readonly ahead: number
}
