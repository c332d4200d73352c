import { routingFileName, routingXml } from '@/lib/exchange'
import { findRoutingSnapshot } from '@/lib/server/queries/routing-snapshots'
import { checkPerson } from '@/lib/server/session'

export const dynamic = 'force-dynamic'

/** A snapshot of a routing table as XML: `?id=12`. */
export async function GET(request: Request): Promise<Response> {
  const person = await checkPerson()
  if (!person.ok) return Response.json({ error: person.error }, { status: 401 })
  const snapshot = await findRoutingSnapshot(new URL(request.url).searchParams.get('id') ?? '')
  if (!snapshot) return Response.json({ error: 'There is no such snapshot' }, { status: 404 })
  return new Response(routingXml(snapshot.table, snapshot), {
    headers: {
      'content-type': 'application/xml; charset=utf-8',
      'content-disposition': `attachment; filename="${routingFileName(snapshot)}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
