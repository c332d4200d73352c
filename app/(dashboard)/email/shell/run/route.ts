import { readCall, refused, runBody } from '@/lib/server/console/console-request'
import { liveShells } from '@/lib/server/console/live-shells'

export const dynamic = 'force-dynamic'

/** `no-transform`: nothing in between may collect the lines before it passes them on. */
const headers = {
  'content-type': 'application/x-ndjson',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
}

/** Runs a line or a script in a shell. The answer is one ConsoleEvent a line, as they happen. */
export async function POST(request: Request): Promise<Response> {
  const call = await readCall(request, runBody)
  if (!call.ok) return refused(call.error)
  const { person, body } = call.value
  const { shell, source, columns, script = null } = body
  const begun = await liveShells().run(person, shell, { source, columns, script })
  if (!begun.ok) return refused(begun.error)
  const run = begun.value
  if ('kind' in run) return new Response(`${JSON.stringify(run)}\n`, { headers })
  if (request.signal.aborted) run.stop()
  request.signal.addEventListener('abort', () => run.stop())
  // By the empty line the browser knows that the run has begun, and can be stopped, though it writes nothing.
  return new Response(
    run.events.body(() => run.stop(), '\n'),
    { headers },
  )
}
