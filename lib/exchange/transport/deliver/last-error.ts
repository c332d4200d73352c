import { type ExchangeVersion, since } from '../../topology/exchange-version'

/** The end of an attempt to connect. */
export interface FailedEndpoint {
  /** `421 4.4.1 Connection timed out.` */
  readonly said: string
  /** Its name, as the MX record or the smart host list has it. */
  readonly host: string
  readonly address: string
  readonly port: number
}

const failover =
  'Attempted failover to alternate host, but that did not succeed. Either there are no alternate hosts, or delivery failed to all alternate hosts.'

/** LastError of a queue that could not connect, in the version's own form (KB 4051498; later ones as seen on servers). */
export function connectionError(
  version: ExchangeVersion,
  { said, host, address, port }: FailedEndpoint,
  at: Date,
): string {
  if (version === '2010') return `451 4.4.0 Primary target IP address responded with: "${said}" ${failover}`
  const led = `441 4.4.1 Error encountered while communicating with primary target IP address: "${said}" ${failover} The last endpoint attempted was ${address}:${port}`
  return inBraces(version, led, at, { FQDN: host, IP: address })
}

export const lookupFailed = '451 4.4.0 DNS query failed'

/** LastError of a queue whose next hop could not be looked up. */
export function lookupError(version: ExchangeVersion, domain: string, at: Date): string {
  return inBraces(version, lookupFailed, at, { FQDN: domain })
}

/** `[{LRT=15-01-21 23:50:05};{LED=450 4.7.0 …};{FQDN=…};{IP=…}]` since 2013, the error alone before. */
export function inBraces(
  version: ExchangeVersion,
  error: string,
  at: Date,
  where: Readonly<Record<string, string>>,
): string {
  if (!since('2013').includes(version)) return error
  const time = at.toISOString().slice(2, 19).replace('T', ' ')
  const parts = Object.entries({ LRT: time, LED: error, ...where })
  return `[${parts.map(([name, value]) => `{${name}=${value}}`).join(';')}]`
}
