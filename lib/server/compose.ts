import type { MailboxUser } from '@/lib/exchange'
import { type ErrorRecord, ok, type Result, refuse } from '@/lib/shell'
import { readComposeForm } from './compose-form'
import { type Db, db } from './db'
import { inTransaction } from './execute'
import { findMessage, type OpenMessage, surroundingsOf } from './queries/mailbox-view'
import { type ComposedFile, type ComposeMode, filesOf, parseMode, threadOf } from './reply'
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

/** Sends what the compose form holds where `op` is `send`, else keeps it in Drafts; what cannot be sent is kept there, too. */
export async function composeFromForm(user: MailboxUser, form: FormData): Promise<Result<ComposeOutcome>> {
  if (!(await surroundingsOf(user)).mounted) return notMounted
  const mode = parseMode(String(form.get('mode') ?? ''))
  const source =
    mode === 'new' ? null : await findMessage(user.mailbox.guid, String(form.get('source') ?? ''))
  const needsSource = mode === 'draft' || form.has('keep')
  if (needsSource && !source) return sourceGone(mode)
  const draftId = source?.item.folder === 'Drafts' ? source.item.id : null
  return inTransaction(db, async (tx) => {
    if (draftId !== null && !(await holdDraft(tx, draftId))) return sourceGone(mode)
    const { site } = await openSite(tx, user.logonName)
    const read = await readComposeForm(site, form, source ? keptFiles(source, form) : [])
    if (!read.ok) return read
    const mail = { ...read.value, ...(source ? threadOf(mode, source) : {}) }
    const sent = form.get('op') === 'send' ? await sendFromMailbox(tx, site, user, mail) : null
    const draft = sent?.ok ? null : await saveDraft(tx, site, user, mail)
    if (draft && !draft.ok) return draft
    if (draftId !== null) await removeItems(tx, user.mailbox.guid, { ids: [draftId] })
    return ok({
      draft: draft && String(draft.value.item),
      files: draft ? filesOf(mail.attachments) : [],
      error: sent && !sent.ok ? sent.error : null,
    })
  })
}

/** Whether the draft is there still; until the transaction ends nobody else sends or removes it. */
async function holdDraft(tx: Db, draftId: bigint): Promise<boolean> {
  const held = await tx.$queryRaw<unknown[]>`
    select 1 from "MailboxItem" where "id" = ${draftId} and "folder" = 'Drafts' for update`
  return held.length > 0
}

function sourceGone(mode: ComposeMode): Result<never> {
  const what = mode === 'draft' ? 'This draft' : 'The message that this one is made of'
  return refuse('ObjectNotFound', 'MessageNotFound', `${what} is not in your mailbox any more.`, {
    recommendedAction: 'It was sent or removed in another window. Copy what you wrote into a new message.',
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
