import type { MailboxUser } from '@/lib/exchange'
import { type ErrorRecord, ok, type Result, refuse } from '@/lib/shell'
import { readComposeForm } from './compose-form'
import { db } from './db'
import { inTransaction } from './execute'
import { findMessage, type OpenMessage, surroundingsOf } from './queries/mailbox-view'
import { type ComposedFile, filesOf, parseMode, threadOf } from './reply'
import { openSite } from './site'
import { removeItems } from './transport/mailbox/mailbox-store'
import { saveDraft, sendFromMailbox } from './transport/mailbox/send-from-mailbox'

/** What became of a message that somebody wrote: sent, or kept as a draft, with the reason where it was to be sent. */
export interface ComposeOutcome {
  readonly draft: string | null
  /** Of the draft, in the order in which it has them. */
  readonly files: readonly ComposedFile[]
  readonly error: ErrorRecord | null
}

/** Sends what the compose form holds, or keeps it in Drafts: where it cannot be sent, too. */
export async function composeFromForm(user: MailboxUser, form: FormData): Promise<Result<ComposeOutcome>> {
  if (!(await surroundingsOf(user)).mounted) return notMounted
  const mode = parseMode(String(form.get('mode') ?? ''))
  const source =
    mode === 'new' ? null : await findMessage(user.mailbox.guid, String(form.get('source') ?? ''))
  return inTransaction(db, async (tx) => {
    const { site } = await openSite(tx, user.logonName)
    const read = await readComposeForm(site, form, source ? keptFiles(source, form) : [])
    if (!read.ok) return read
    const mail = { ...read.value, ...(source ? threadOf(mode, source) : {}) }
    const sent = form.get('op') === 'draft' ? null : await sendFromMailbox(tx, site, user, mail)
    const draft = sent?.ok ? null : await saveDraft(tx, site, user, mail)
    if (draft && !draft.ok) return draft
    if (source?.item.folder === 'Drafts') await removeItems(tx, user.mailbox.guid, { ids: [source.item.id] })
    return ok({
      draft: draft && String(draft.value.item),
      files: draft ? filesOf(mail.attachments) : [],
      error: sent && !sent.ok ? sent.error : null,
    })
  })
}

/** Those files of a forwarded message or a draft that are to go along. */
function keptFiles({ message }: OpenMessage, form: FormData) {
  const numbers = new Set(form.getAll('keep').map(String))
  return message.attachments.filter((_, at) => numbers.has(String(at)))
}

export const notMounted = refuse(
  'ResourceUnavailable',
  'MailboxUnavailable',
  'Your mailbox is not available now: its database is dismounted.',
  { recommendedAction: 'Keep what you wrote and try again later.' },
)
