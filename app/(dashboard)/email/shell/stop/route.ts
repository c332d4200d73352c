import { done, readCall, refused, shellBody } from '@/lib/server/console/console-request'
import { liveShells } from '@/lib/server/console/live-shells'

export const dynamic = 'force-dynamic'

/** Ctrl+C: stops what runs in a shell. Nothing to stop is fine, too. */
export async function POST(request: Request): Promise<Response> {
  const call = await readCall(request, shellBody)
  if (!call.ok) return refused(call.error)
  const { person, body } = call.value
  liveShells().running(person, body.shell)?.stop()
  return done()
}
