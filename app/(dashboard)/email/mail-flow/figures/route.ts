import { callerOf } from '@/lib/server/execute'
import { flowFigures } from '@/lib/server/queries/flow-figures'
import { readSite } from '@/lib/server/read-site'
import { checkPerson } from '@/lib/server/session'

export const dynamic = 'force-dynamic'

/** The last hour in numbers; the page of the mail flow asks every ten seconds while it is seen. */
export async function GET(): Promise<Response> {
  const person = await checkPerson()
  if (!person.ok) return Response.json({ error: person.error }, { status: 401 })
  const site = await readSite(callerOf(person.value.email))
  return Response.json(await flowFigures(site.clock.now()), { headers: { 'cache-control': 'no-store' } })
}
