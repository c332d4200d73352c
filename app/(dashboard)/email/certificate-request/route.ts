import { exchangeCertificate } from '@/lib/exchange'
import { callerOf } from '@/lib/server/execute'
import { readSite } from '@/lib/server/read-site'
import { checkPerson } from '@/lib/server/session'

export const dynamic = 'force-dynamic'

/** The newest request that no authority has answered yet (PKCS #10). */
export async function GET(): Promise<Response> {
  const person = await checkPerson()
  if (!person.ok) return Response.json({ error: person.error }, { status: 401 })
  const site = await readSite(callerOf(person.value.email))
  const pending = (await site.store.list(exchangeCertificate)).filter(
    ({ properties }) => properties.status === 'PendingRequest',
  )
  const newest = pending.toSorted((a, b) => b.whenCreated.getTime() - a.whenCreated.getTime())[0]
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
