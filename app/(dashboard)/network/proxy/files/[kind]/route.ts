import { arrCommand, expectedForwards } from '@/lib/checklists'
import { findProxyFile, readWorld } from '@/lib/network'
import { newestPfx } from '@/lib/server/checklists'
import { callerOf } from '@/lib/server/execute'
import { readSite } from '@/lib/server/read-site'
import { checkPerson } from '@/lib/server/session'

export const dynamic = 'force-dynamic'

/** The reverse proxy, the router and split DNS of the described site as files for the real one. */
export async function GET(_: Request, { params }: { params: Promise<{ kind: string }> }): Promise<Response> {
  const person = await checkPerson()
  if (!person.ok) return Response.json({ error: person.error }, { status: 401 })
  const file = findProxyFile((await params).kind)
  if (!file) return Response.json({ error: 'There is no such file' }, { status: 404 })
  const { description, proxy } = await readWorld(await readSite(callerOf(person.value.email)))
  if (!description) return Response.json({ error: 'The site is not described yet' }, { status: 404 })
  const pfx = proxy?.configured?.certificatePath ?? (await newestPfx()) ?? 'C:\\Certificates\\certificate.pfx'
  const text = file.write({
    description,
    proxy,
    forwards: expectedForwards(description),
    arr: arrCommand(description, pfx),
  })
  return new Response(text, {
    headers: {
      'content-type': file.contentType,
      'content-disposition': `attachment; filename="${file.fileName}"`,
      'cache-control': 'no-store',
    },
  })
}
