import { exportUsers } from '@/lib/server/queries/export-users'
import { checkPerson } from '@/lib/server/session'

export const dynamic = 'force-dynamic'

/** Every user as CSV, sent as it is read. */
export async function GET(): Promise<Response> {
  const checked = await checkPerson()
  if (!checked.ok) return Response.json({ error: checked.error }, { status: 401 })
  return new Response(exportUsers(), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="users.csv"',
      'cache-control': 'no-store',
    },
  })
}
