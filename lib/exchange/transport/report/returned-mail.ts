import { readHeader } from '../receive'
import type { ReportFacts } from './report-facts'

/** What of the message comes back with the report, as bytes that nobody touched. */
export interface ReturnedMail {
  readonly type: 'message/rfc822' | 'message/global' | 'text/rfc822-headers' | 'message/global-headers'
  readonly content: Uint8Array
}

/**
 * The whole message with a failure, unless the sender asked for headers (RET=HDRS) or it is larger than reports
 * attach; the header alone with all other reports (RFC 3461 §4.3).
 */
export function returnedMail({ kind, mail, reporter }: ReportFacts): ReturnedMail {
  const { content, origin } = mail
  const header = content.subarray(0, readHeader(content).end)
  const utf8 = origin.smtputf8 && header.some((byte) => byte > 127)
  const fits = reporter.attachLimit === null || content.byteLength <= reporter.attachLimit
  return kind === 'failed' && origin.ret !== 'HDRS' && fits
    ? { type: utf8 ? 'message/global' : 'message/rfc822', content }
    : { type: utf8 ? 'message/global-headers' : 'text/rfc822-headers', content: header }
}
