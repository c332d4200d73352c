import { callerOf } from '@/lib/server/execute'
import { flowSelection, mailFlow } from '@/lib/server/queries/mail-flow'
import { readSite } from '@/lib/server/read-site'
import { checkPerson } from '@/lib/server/session'

export const dynamic = 'force-dynamic'

/** The queues as they are now; the page of the mail flow asks every two seconds while it is seen. */
export async function GET(request: Request): Promise<Response> {
  const person = await checkPerson()
  if (!person.ok) return Response.json({ error: person.error }, { status: 401 })
  const asked = new URL(request.url).searchParams
  const selection = flowSelection((name) => asked.get(name) ?? undefined)
  const flow = await mailFlow(await readSite(callerOf(person.value.email)), selection)
  return Response.json(flow, { headers: { 'cache-control': 'no-store' } })
}
