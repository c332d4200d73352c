import type { Site } from '../../store'
import { directoryView } from '../recipients/directory-view'
import { shownMailbox } from '../recipients/get-recipients'
import type { MailboxUser } from './require-mailbox'

/** Writes mailboxes to the pipeline; what they have in common is asked once. */
export async function mailboxPrinter(site: Site): Promise<(user: MailboxUser) => Promise<object>> {
  const view = await directoryView(site)
  return (user) => shownMailbox({ kind: 'user', user }, view)
}
