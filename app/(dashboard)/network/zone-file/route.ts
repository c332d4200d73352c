import { findDescription } from '@/lib/essentials'
import { expectedZone, zoneFile } from '@/lib/network'
import { callerOf } from '@/lib/server/execute'
import { readSite } from '@/lib/server/read-site'
import { checkPerson } from '@/lib/server/session'

export const dynamic = 'force-dynamic'

/** The records that should be, as a master file (RFC 1035 §5). */
export async function GET(): Promise<Response> {
  const person = await checkPerson()
  if (!person.ok) return Response.json({ error: person.error }, { status: 401 })
  const description = await findDescription(await readSite(callerOf(person.value.email)))
  if (!description) return Response.json({ error: 'The site is not described yet' }, { status: 404 })
  return new Response(zoneFile(expectedZone(description)), {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="${description.internetDomain}.zone"`,
      'cache-control': 'no-store',
    },
  })
}
