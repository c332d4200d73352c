import {
  allRecipients,
  type ComposedMail,
  type MailAttachment,
  type MailPerson,
  type Site,
} from '@/lib/exchange'
import { ok, type Result, refuse } from '@/lib/shell'
import { resolveTyped } from './queries/address-book'

/** What somebody may write at once. */
const limits = { people: 100_000, subject: 255, body: 1_000_000, names: 1000, files: 50 } as const
/** Bytes of all files of one message here. Next takes 8 MB of a form. */
export const mostFileBytes = 7 * 1024 ** 2

/**
 * Reads the compose form: whom each name means, and the files that were chosen.
 * Errors name the field as their target: To, Cc, Bcc, Subject, Body, Attachments.
 */
export async function readComposeForm(
  site: Site,
  form: FormData,
  kept: readonly MailAttachment[],
): Promise<Result<ComposedMail>> {
  const field = (name: string) => {
    const value = form.get(name)
    return typeof value === 'string' ? value : ''
  }
  const people: Record<'to' | 'cc' | 'bcc', readonly MailPerson[]> = { to: [], cc: [], bcc: [] }
  for (const [name, target] of [
    ['to', 'To'],
    ['cc', 'Cc'],
    ['bcc', 'Bcc'],
  ] as const) {
    const found = await readPeople(site, field(name), target)
    if (!found.ok) return found
    people[name] = found.value
  }
  if (allRecipients(people).length > limits.names) return tooLong('To', `${limits.names} recipients`)
  if (field('subject').length > limits.subject) return tooLong('Subject', `${limits.subject} characters`)
  if (field('body').length > limits.body) return tooLong('Body', 'a million characters')
  const files = await readFiles(form, kept)
  if (!files.ok) return files
  // What the browser sends has CRLF (RFC 2046 §4.1.1 wants them in the message, too).
  return ok({ ...people, subject: field('subject'), text: field('body'), attachments: files.value })
}

async function readPeople(site: Site, text: string, target: string): Promise<Result<readonly MailPerson[]>> {
  if (text.length > limits.people) return tooLong(target, `${limits.people} characters`)
  const names = splitNames(text)
  if (names.length > limits.names) return tooLong(target, `${limits.names} names`)
  const people = new Map<string, MailPerson>()
  for (const name of names) {
    const found = await resolveTyped(site, name, target)
    if (!found.ok) return found
    people.set(found.value.address.toLowerCase(), found.value)
  }
  return ok([...people.values()])
}

/** Names are apart by semicolons or commas; within quotes both are part of the name. */
export function splitNames(text: string): readonly string[] {
  return (text.match(/(?:"[^"]*"|[^;,"\r\n]|")+/g) ?? [])
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

async function readFiles(
  form: FormData,
  kept: readonly MailAttachment[],
): Promise<Result<readonly MailAttachment[]>> {
  const chosen = form.getAll('files').filter((one): one is File => one instanceof File && one.size > 0)
  const bytes = [...chosen.map(({ size }) => size), ...kept.map(({ content }) => content.length)]
  if (bytes.length > limits.files) return tooLong('Attachments', `${limits.files} files`)
  if (bytes.reduce((sum, one) => sum + one, 0) > mostFileBytes) return tooLong('Attachments', '7 MB')
  const read = chosen.map(async (file) => ({
    filename: file.name.split(/[\\/]/).at(-1)?.slice(0, 200) || 'file',
    contentType: file.type,
    content: new Uint8Array(await file.arrayBuffer()),
  }))
  return ok([...kept, ...(await Promise.all(read))])
}

function tooLong(target: string, most: string): Result<never> {
  return refuse('InvalidArgument', 'TooMuch', `This is more than a message here can have: ${most}.`, {
    target,
    recommendedAction: 'Send less at once.',
  })
}
