import MailComposer from 'nodemailer/lib/mail-composer'
import type { ComposedMail, MailPerson } from '@/lib/exchange'

export interface ToCompose {
  readonly from: MailPerson
  /** With its angle brackets. */
  readonly messageId: string
  readonly date: Date
}

/**
 * A message as bytes (RFC 5322, MIME). Its Bcc field is kept: it is the sender's own copy, and the store driver reads
 * from it whom the message is for. Files and addresses that a text names are not read.
 */
export function composeMail(mail: ComposedMail, { from, messageId, date }: ToCompose): Promise<Buffer> {
  const { to, cc, bcc, subject, text, html, attachments, inReplyTo, references = [] } = mail
  const composer = new MailComposer({
    ...{ from, messageId, date, subject: oneLine(subject), text },
    to: [...to],
    cc: [...cc],
    bcc: [...bcc],
    ...(html === undefined ? {} : { html }),
    ...(inReplyTo === undefined ? {} : { inReplyTo }),
    ...(references.length > 0 ? { references: [...references] } : {}),
    attachments: attachments.map(({ filename, contentType, content }) => ({
      filename: oneLine(filename),
      contentType: mediaType(contentType),
      content: Buffer.from(content),
      contentDisposition: 'attachment' as const,
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const message = composer.compile()
  message.keepBcc = true
  return message.build()
}

/** RFC 2045 §5.1; parameters of what is attached are nobody's business. */
function mediaType(given: string): string {
  const type = given.split(';')[0]?.trim().toLowerCase() ?? ''
  return /^[a-z\d][\w.+-]{0,126}\/[a-z\d][\w.+-]{0,126}$/.test(type) && !/^(multipart|message)\//.test(type)
    ? type
    : 'application/octet-stream'
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
}
