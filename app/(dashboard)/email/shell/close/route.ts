import { done, readCall, refused, shellBody } from '@/lib/server/console/console-request'
import { liveShells } from '@/lib/server/console/live-shells'

export const dynamic = 'force-dynamic'

/** Closes a shell, and stops what runs in it. */
export async function POST(request: Request): Promise<Response> {
  const call = await readCall(request, shellBody)
  if (!call.ok) return refused(call.error)
  const { person, body } = call.value
  liveShells().close(person, body.shell)
  return done()
}
