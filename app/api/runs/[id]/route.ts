import { runSnapshot } from '@/lib/server/queries/run-snapshot'
import { checkPerson } from '@/lib/server/session'

export const dynamic = 'force-dynamic'

/** How far a run is; the run's page asks for it while it lasts. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const person = await checkPerson()
  if (!person.ok) return Response.json({ error: person.error }, { status: 401 })
  const since = Number(new URL(request.url).searchParams.get('since') ?? 0)
  const run = await runSnapshot(
    (await params).id,
    Number.isSafeInteger(since) && since > 0 && since < 2 ** 31 ? since : 0,
  )
  return run
    ? Response.json(run, { headers: { 'cache-control': 'no-store' } })
    : Response.json({ error: 'There is no such run' }, { status: 404 })
}
