import { randomBytes } from 'node:crypto'
import type { WirePorts } from '@/lib/wire'
import { freePort } from './port'
import { type SiteProcess, startSiteProcess } from './site-process'
import { readSecretKey } from './web-environment'

/** For tests: whatever is free. */
export const anyPorts: WirePorts = {
  dns: 0,
  dnsInside: 0,
  dnsResolver: 0,
  proxy: 0,
  smtp: 0,
  submission: 0,
  block: 0,
}

/** How the other processes find the simulated network. The same for all of a supervisor's life. */
export interface WireAddress extends Readonly<Record<string, string>> {
  readonly WIRE_URL: string
  readonly WIRE_TOKEN: string
}

export interface WireProcessOptions {
  readonly databaseUrl: string
  readonly dataDir: string
  readonly secretKey?: string
  readonly ports: WirePorts
  readonly address: WireAddress
}

export type WireProcess = SiteProcess

export async function newWireAddress(): Promise<WireAddress> {
  const port = await freePort()
  return { WIRE_URL: `http://127.0.0.1:${port}`, WIRE_TOKEN: randomBytes(24).toString('base64url') }
}

/**
 * Starts the process in which the simulated site listens; resolves when it does.
 * @throws HostError when a port is taken, or it cannot start for another reason
 */
export function startWire({
  databaseUrl,
  dataDir,
  secretKey,
  ports,
  address,
}: WireProcessOptions): Promise<SiteProcess> {
  return startSiteProcess('The simulated network', './wire-program.ts', {
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    SECRET_KEY: secretKey ?? readSecretKey(dataDir),
    WIRE_CONTROL_PORT: new URL(address.WIRE_URL).port,
    WIRE_TOKEN: address.WIRE_TOKEN,
    WIRE_PORTS: JSON.stringify(ports),
  })
}
