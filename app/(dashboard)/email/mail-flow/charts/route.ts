import { callerOf } from '@/lib/server/execute'
import { parseFlowSpan } from '@/lib/server/queries/flow-charts'
import { sharedCharts } from '@/lib/server/queries/shared-charts'
import { readSite } from '@/lib/server/read-site'
import { checkPerson } from '@/lib/server/session'

export const dynamic = 'force-dynamic'

/** The flow of the last hours or days, `?span=7d`; the page of the mail flow asks every ten seconds while it is seen. */
export async function GET(request: Request): Promise<Response> {
  const person = await checkPerson()
  if (!person.ok) return Response.json({ error: person.error }, { status: 401 })
  const site = await readSite(callerOf(person.value.email))
  const charts = await sharedCharts(
    site.clock.now(),
    parseFlowSpan(new URL(request.url).searchParams.get('span')),
  )
  return Response.json(charts, { headers: { 'cache-control': 'no-store' } })
}
