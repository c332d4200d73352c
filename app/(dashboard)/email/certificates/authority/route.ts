import { authorityRoots } from '@/lib/network'
import { callerOf } from '@/lib/server/execute'
import { readSite } from '@/lib/server/read-site'
import { checkPerson } from '@/lib/server/session'

export const dynamic = 'force-dynamic'

/** The root of the simulated Internet's authority, for curl and openssl on this computer. */
export async function GET(): Promise<Response> {
  const person = await checkPerson()
  if (!person.ok) return Response.json({ error: person.error }, { status: 401 })
  const [root] = await authorityRoots(await readSite(callerOf(person.value.email)))
  if (!root) return Response.json({ error: 'The example authority has signed nothing yet' }, { status: 404 })
  return new Response(root, {
    headers: {
      'content-type': 'application/x-pem-file',
      'content-disposition': 'attachment; filename="example-authority.pem"',
      'cache-control': 'no-store',
    },
  })
}
