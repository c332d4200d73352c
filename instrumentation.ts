/** Next calls this once when the server starts. Runs that a stopped process left behind go on. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { markRequests } = await import('@/lib/server/request-marks')
  markRequests()
  if (!process.env.DATABASE_URL) return
  const { startBackground } = await import('@/lib/server/background')
  await startBackground()
}
