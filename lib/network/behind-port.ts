/** The Windows services that have to run for a server of the site to answer at a port. */
const behind: Readonly<Record<number, readonly string[]>> = {
  25: ['MSExchangeFrontEndTransport', 'MSExchangeTransport'],
  80: ['W3SVC'],
  110: ['MSExchangePOP3'],
  143: ['MSExchangeIMAP4'],
  443: ['W3SVC'],
  993: ['MSExchangeIMAP4'],
  995: ['MSExchangePOP3'],
}

export function servicesBehind(port: number): readonly string[] {
  return behind[port] ?? []
}
