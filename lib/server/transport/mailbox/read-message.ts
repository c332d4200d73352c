import { type Attachment, type ParsedMail, simpleParser } from 'mailparser'
import { decodeWords, headerValue, readHeader } from '@/lib/exchange'

export interface ReadPerson {
  readonly name: string
  readonly address: string
}

export interface ReadAttachment {
  readonly filename: string
  readonly contentType: string
  readonly content: Buffer
}

/** A message as people read it. */
export interface ReadMessage {
  readonly from: readonly ReadPerson[]
  readonly to: readonly ReadPerson[]
  readonly cc: readonly ReadPerson[]
  readonly bcc: readonly ReadPerson[]
  readonly replyTo: readonly ReadPerson[]
  readonly date: Date | null
  readonly subject: string
  readonly text: string
  /** As it came, with the pictures of its own inside it; null where it has none. Dangerous. */
  readonly html: string | null
  readonly attachments: readonly ReadAttachment[]
  readonly references: readonly string[]
}

/** Of text, in characters: nobody reads further. */
const longestText = 2_000_000
const mostPeople = 1000
const mostAttachments = 200
const mostReferences = 50
/** As a file's name, which ends in .eml. */
const longestSubject = 120

/**
 * Reads a message of any making. Parts, header lines and depth are bounded by the parser; what it cannot read is shown as
 * the text that it is.
 */
export async function readMessage(content: Uint8Array): Promise<ReadMessage> {
  try {
    const parsed = await simpleParser(Buffer.from(content), {
      skipHtmlToText: false,
      skipTextToHtml: true,
      maxHtmlLengthToParse: 500_000,
    })
    return messageOf(parsed)
  } catch {
    return { ...nothing, text: Buffer.from(content).toString('latin1').slice(0, longestText) }
  }
}

const nothing: ReadMessage = {
  from: [],
  to: [],
  cc: [],
  bcc: [],
  replyTo: [],
  date: null,
  subject: '',
  text: '',
  html: null,
  attachments: [],
  references: [],
}

function messageOf(parsed: ParsedMail): ReadMessage {
  const { html, references = [] } = parsed
  const isValid = parsed.date !== undefined && !Number.isNaN(parsed.date.getTime())
  return {
    from: peopleIn(parsed.from),
    to: peopleIn(parsed.to),
    cc: peopleIn(parsed.cc),
    bcc: peopleIn(parsed.bcc),
    replyTo: peopleIn(parsed.replyTo),
    date: isValid ? (parsed.date ?? null) : null,
    subject: parsed.subject ?? '',
    text: (parsed.text ?? '').slice(0, longestText),
    html: html ? html.slice(0, longestText) : null,
    attachments: parsed.attachments
      .filter((one) => !(one.related && html))
      .slice(0, mostAttachments)
      .map(attachmentOf),
    references: (typeof references === 'string' ? [references] : references).slice(-mostReferences),
  }
}

type Field = ParsedMail['to']

/** Groups are taken as those who are in them. */
function peopleIn(field: Field): readonly ReadPerson[] {
  const all = field === undefined ? [] : Array.isArray(field) ? field : [field]
  return all
    .flatMap(({ value }) => value)
    .flatMap((one) => one.group ?? [one])
    .slice(0, mostPeople)
    .map(({ name, address = '' }) => ({ name, address }))
}

function attachmentOf({ filename, contentType, content }: Attachment, at: number): ReadAttachment {
  const own = plainName(filename ?? '')
  return { filename: own || namelessName({ contentType, content }, at), contentType, content }
}

/** A message within a message has the name of its subject. */
function namelessName({ contentType, content }: Pick<Attachment, 'contentType' | 'content'>, at: number) {
  if (contentType !== 'message/rfc822') return `Attachment ${at + 1}`
  const subject = decodeWords(headerValue(readHeader(content), 'Subject') ?? '').replace(/[\\/]/g, '-')
  return `${plainName(subject).slice(0, longestSubject).toWellFormed() || `Attachment ${at + 1}`}.eml`
}

/** A file's name without folders, control characters and what turns the direction of writing (U+202E). */
function plainName(name: string): string {
  return (name.split(/[\\/]/).at(-1) ?? '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"|?*]/gu, '')
    .trim()
    .slice(0, 200)
}
