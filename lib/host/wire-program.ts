/**
 * The process of the simulated network. Its environment: DATABASE_URL, SECRET_KEY, WIRE_CONTROL_PORT, WIRE_TOKEN and
 * WIRE_PORTS. It tells whoever started it when it is ready, or why it is not, and ends with it.
 */
import type { WirePorts } from '@/lib/wire'

interface WireModule {
  startWireProcess(options: {
    databaseUrl: string
    ports: WirePorts
    control: { port: number; token: string }
  }): Promise<{ stop(): Promise<void> }>
}

export type WireMessage = { readonly ready: true } | { readonly failed: string }

const tell = (message: WireMessage) => process.send?.(message)
const { DATABASE_URL = '', WIRE_CONTROL_PORT, WIRE_TOKEN = '', WIRE_PORTS = '{}' } = process.env

process.on('disconnect', () => process.exit(0))
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined)

try {
  // A name that TypeScript does not follow: the host is checked without the whole server behind this door.
  const door = '@/lib/server/wire'
  const { startWireProcess } = (await import(door)) as WireModule
  const wire = await startWireProcess({
    databaseUrl: DATABASE_URL,
    ports: JSON.parse(WIRE_PORTS) as WirePorts,
    control: { port: Number(WIRE_CONTROL_PORT), token: WIRE_TOKEN },
  })
  process.on('SIGTERM', () => void wire.stop().finally(() => process.exit(0)))
  tell({ ready: true })
} catch (error) {
  tell({ failed: error instanceof Error ? error.message : String(error) })
  process.disconnect?.()
}
