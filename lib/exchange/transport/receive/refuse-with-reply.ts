import { type ErrorRecord, type Result, refuse } from '@/lib/shell'
import { replyText, type SmtpReply } from '../mail'

/** Refuses a message with what an SMTP client is to be told. */
export function refuseWithReply(reply: SmtpReply): Result<never> {
  return refuse('InvalidOperation', 'SmtpResponse', replyText(reply))
}

/** What to tell a client of a refusal: that reply, and of any other that it may come again (RFC 3463 §3.4). */
export function replyOfRefusal({ errorId, message }: ErrorRecord): SmtpReply {
  const [, code, status, text] =
    (errorId === 'SmtpResponse' && /^(\d{3}) (\d\.\d{1,3}\.\d{1,3}) (.*)$/s.exec(message)) || []
  return code && status && text !== undefined
    ? { code: Number(code), status, text }
    : { code: 451, status: '4.3.2', text: 'System not accepting network messages' }
}
