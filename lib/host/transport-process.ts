import { type SiteProcess, startSiteProcess } from './site-process'
import { readSecretKey } from './web-environment'
import type { WireAddress } from './wire-process'

export interface TransportProcessOptions {
  readonly databaseUrl: string
  readonly dataDir: string
  readonly secretKey?: string
  /** The simulated network that mail goes out by. */
  readonly address: WireAddress
}

/**
 * Starts the transport: what works on the queues. Several may run on one database.
 * @throws HostError when it cannot start
 */
export function startTransport(options: TransportProcessOptions): Promise<SiteProcess> {
  const { databaseUrl, dataDir, secretKey, address } = options
  return startSiteProcess('The transport', './transport-program.ts', {
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    SECRET_KEY: secretKey ?? readSecretKey(dataDir),
    ...address,
  })
}
