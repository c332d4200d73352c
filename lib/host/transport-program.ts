/** The transport process: DATABASE_URL, SECRET_KEY, WIRE_URL and WIRE_TOKEN are its environment. */
import { beSiteProcess } from './be-site-process'

interface TransportModule {
  startTransportProcess(options: {
    databaseUrl: string
    wire: { url: string; token: string }
  }): Promise<{ stop(): Promise<void> }>
}

const { DATABASE_URL = '', WIRE_URL = '', WIRE_TOKEN = '' } = process.env

await beSiteProcess(async () => {
  // A name that TypeScript does not follow: the host is checked without the whole server behind this door.
  const door = '@/lib/server/transport/process'
  const { startTransportProcess } = (await import(door)) as TransportModule
  return startTransportProcess({ databaseUrl: DATABASE_URL, wire: { url: WIRE_URL, token: WIRE_TOKEN } })
})
