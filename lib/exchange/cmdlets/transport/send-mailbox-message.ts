import { mandatory, multiValued, ok, piped, type Result, refuse, switchParameter, text } from '@/lib/shell'
import type { Site } from '../../store'
import type { MailAttachment, MailPerson } from '../../transport/mailbox/composed-mail'
import { resolvePerson } from '../../transport/mailbox/resolve-person'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { requireMailbox } from '../mailbox/require-mailbox'

/** A command of our own: what a user does in Outlook. The store driver takes the message from the Outbox. */
export const sendMailboxMessage = exchangeCmdlet({
  name: 'Send-MailboxMessage',
  synopsis: 'Sends a message from a mailbox, as its user does in Outlook.',
  ungoverned: true,
  parameters: {
    Identity: piped(mandatory(text, 1)),
    To: multiValued(text),
    Cc: multiValued(text),
    Bcc: multiValued(text),
    Subject: text,
    Body: text,
    BodyAsHtml: switchParameter,
    Attachments: multiValued(text),
  },
  run: async ({ Identity, To, Cc, Bcc, Subject = '', Body = '', BodyAsHtml, Attachments }, site) => {
    const from = await requireMailbox(site, Identity)
    if (!from.ok) return from
    const to = await resolveAll(site, To, 'To')
    if (!to.ok) return to
    const cc = await resolveAll(site, Cc, 'Cc')
    if (!cc.ok) return cc
    const bcc = await resolveAll(site, Bcc, 'Bcc')
    if (!bcc.ok) return bcc
    const attachments = await readFiles(site, Attachments)
    if (!attachments.ok) return attachments
    const people = { to: to.value, cc: cc.value, bcc: bcc.value }
    const body = BodyAsHtml ? { text: withoutTags(Body), html: Body } : { text: Body }
    const sent = await site.mail.mailboxes.send(from.value, {
      ...people,
      ...body,
      subject: Subject,
      attachments: attachments.value,
    })
    if (!sent.ok) return sent
    const { messageId } = sent.value
    return ok({ output: [{ MessageId: messageId, Mailbox: from.value.name, Subject, Folder: 'Outbox' }] })
  },
})

async function resolveAll(
  site: Site,
  names: readonly string[] | undefined,
  target: string,
): Promise<Result<readonly MailPerson[]>> {
  const people: MailPerson[] = []
  for (const name of names ?? []) {
    const found = await resolvePerson(site, name, target)
    if (!found.ok) return found
    people.push(found.value)
  }
  return ok(people)
}

async function readFiles(
  { drive }: Site,
  paths: readonly string[] | undefined,
): Promise<Result<readonly MailAttachment[]>> {
  const files: MailAttachment[] = []
  for (const path of paths ?? []) {
    const content = await drive.read(path)
    if (!content)
      return refuse('ObjectNotFound', 'PathNotFound', `Cannot find the file '${path}'.`, {
        target: 'Attachments',
        recommendedAction: 'Attach files of the site: those that were uploaded, or that a command wrote.',
      })
    const filename = path.split(/[\\/]/).at(-1) ?? 'file'
    files.push({ filename, contentType: 'application/octet-stream', content })
  }
  return ok(files)
}

/** For readers of plain text, roughly: the HTML part is the message. */
function withoutTags(html: string): string {
  return html
    .replace(/<(br|\/p|\/div|\/tr|\/h\d)\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, '')
    .trim()
}
