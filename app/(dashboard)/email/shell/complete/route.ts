import { completeBody, done, readCall, refused } from '@/lib/server/console/console-request'
import { liveShells } from '@/lib/server/console/live-shells'
import { complete } from '@/lib/shell/language'

export const dynamic = 'force-dynamic'

/** What Tab offers at the caret. */
export async function POST(request: Request): Promise<Response> {
  const call = await readCall(request, completeBody)
  if (!call.ok) return refused(call.error)
  const { person, body } = call.value
  const live = await liveShells().open(person, body.shell)
  if (!live.ok) return refused(live.error)
  return done(await complete(live.value.shell.machine, body.text, body.caret))
}
