/** The process of the simulated network. Its environment: DATABASE_URL, SECRET_KEY, WIRE_CONTROL_PORT, WIRE_TOKEN, WIRE_PORTS. */
import type { WirePorts } from '@/lib/wire'
import { beSiteProcess } from './be-site-process'

interface WireModule {
  startWireProcess(options: {
    databaseUrl: string
    ports: WirePorts
    control: { port: number; token: string }
  }): Promise<{ stop(): Promise<void> }>
}

const { DATABASE_URL = '', WIRE_CONTROL_PORT, WIRE_TOKEN = '', WIRE_PORTS = '{}' } = process.env

await beSiteProcess(async () => {
  // A name that TypeScript does not follow: the host is checked without the whole server behind this door.
  const door = '@/lib/server/wire'
  const { startWireProcess } = (await import(door)) as WireModule
  return startWireProcess({
    databaseUrl: DATABASE_URL,
    ports: JSON.parse(WIRE_PORTS) as WirePorts,
    control: { port: Number(WIRE_CONTROL_PORT), token: WIRE_TOKEN },
  })
})
