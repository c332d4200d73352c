import { checkMailbox } from '@/lib/server/mailbox-session'
import { findPeople } from '@/lib/server/queries/address-book'

/** The address book, as far as it has `?name=` in a name or an address. */
export async function GET(request: Request): Promise<Response> {
  const checked = await checkMailbox()
  if (!checked.ok) return Response.json([], { status: 401 })
  const typed = new URL(request.url).searchParams.get('name') ?? ''
  return Response.json(await findPeople(typed, 8), {
    headers: { 'cache-control': 'private, no-store' },
  })
}
