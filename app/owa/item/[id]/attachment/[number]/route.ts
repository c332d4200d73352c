import { downloadHeaders } from '@/lib/server/download-headers'
import { checkMailbox } from '@/lib/server/mailbox-session'
import { findMessage, surroundingsOf } from '@/lib/server/queries/mailbox-view'

/** A file of a message of one's own mailbox, to be kept and never shown as a page of ours. */
export async function GET(
  _: Request,
  { params }: { params: Promise<{ id: string; number: string }> },
): Promise<Response> {
  const checked = await checkMailbox()
  if (!checked.ok) return new Response('Sign in to your mailbox first.', { status: 401 })
  if (!(await surroundingsOf(checked.value)).mounted)
    return new Response('Your mailbox is not available now.', { status: 503 })
  const { id, number } = await params
  const found = await findMessage(checked.value.mailbox.guid, id)
  const file = /^\d{1,3}$/.test(number) ? found?.message.attachments[Number(number)] : undefined
  if (!file) return new Response('There is no such attachment.', { status: 404 })
  return new Response(new Uint8Array(file.content), { headers: downloadHeaders(file.filename) })
}
