import { logFolders, parseLogFileName } from '@/lib/exchange'
import { callerOf } from '@/lib/server/execute'
import { readSite } from '@/lib/server/read-site'
import { checkPerson } from '@/lib/server/session'
import { logStream } from '@/lib/server/transport/logs/log-stream'

export const dynamic = 'force-dynamic'

/** One file of a log folder, `?folder=EXCH01.MessageTracking&name=MSGTRK2026112209-1.LOG`, sent as it is read. */
export async function GET(request: Request): Promise<Response> {
  const person = await checkPerson()
  if (!person.ok) return Response.json({ error: person.error }, { status: 401 })
  const asked = new URL(request.url).searchParams
  const site = await readSite(callerOf(person.value.email))
  const folder = (await logFolders(site)).find(({ id }) => id === asked.get('folder'))
  const name = asked.get('name') ?? ''
  const file = folder && parseLogFileName(name, folder.kind, folder.version)
  const stream = folder && file && (await logStream(folder, file, site))
  if (!stream) return Response.json({ error: 'There is no such log file' }, { status: 404 })
  return new Response(stream, {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
