import { exchangeCertificate } from '@/lib/exchange'
import { callerOf } from '@/lib/server/execute'
import { readSite } from '@/lib/server/read-site'
import { checkPerson } from '@/lib/server/session'

export const dynamic = 'force-dynamic'

/** A request that no authority has answered yet (PKCS #10): the one that is named, or the newest. */
export async function GET(request: Request): Promise<Response> {
  const person = await checkPerson()
  if (!person.ok) return Response.json({ error: person.error }, { status: 401 })
  const site = await readSite(callerOf(person.value.email))
  const pending = (await site.store.list(exchangeCertificate)).filter(
    ({ properties }) => properties.status === 'PendingRequest',
  )
  const wanted = new URL(request.url).searchParams.get('thumbprint')?.toUpperCase()
  const [newest] = pending
    .filter(({ name }) => wanted === undefined || name === wanted)
    .toSorted((a, b) => b.whenCreated.getTime() - a.whenCreated.getTime())
  if (!newest?.properties.requestPem)
    return Response.json({ error: 'There is no pending certificate request' }, { status: 404 })
  return new Response(newest.properties.requestPem, {
    headers: {
      'content-type': 'application/pkcs10',
      'content-disposition': 'attachment; filename="MyCertRequest.req"',
      'cache-control': 'no-store',
    },
  })
}
