import type { SiteMessage } from './site-process'

/**
 * The life of a program that `startSiteProcess` started: it tells when it is ready, or why it is not, ends on SIGTERM,
 * and with whoever started it.
 */
export async function beSiteProcess(start: () => Promise<{ stop(): Promise<void> }>): Promise<void> {
  const tell = (message: SiteMessage) => process.send?.(message)
  process.on('disconnect', () => process.exit(0))
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined)
  try {
    const started = await start()
    process.on('SIGTERM', () => void started.stop().finally(() => process.exit(0)))
    tell({ ready: true })
  } catch (error) {
    tell({ failed: error instanceof Error ? error.message : String(error) })
    process.disconnect?.()
  }
}
