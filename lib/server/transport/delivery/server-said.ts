import { readReply, type SmtpReply } from '@/lib/exchange'

/** What a server said to one message. */
export type Sent =
  /** Of each recipient, by its address. */
  | { readonly kind: 'replied'; readonly replies: ReadonlyMap<string, SmtpReply> }
  /** The connection ended: what became of the message is not known. */
  | { readonly kind: 'lost'; readonly said: string }

/** How nodemailer tells of what did not work. */
export interface SmtpFailure extends Error {
  readonly code?: string
  readonly response?: string
  readonly responseCode?: number | false
  /** The command that the reply was to: `MAIL FROM`. */
  readonly command?: string
  readonly recipient?: string
  readonly rejectedErrors?: readonly SmtpFailure[]
}

export const dropped = '421 4.4.2 Connection dropped'
/** What is said in the place of a server with which no encryption came about. */
export const tlsFailed = '421 4.4.2 Connection dropped: TLS could not be negotiated'

/** What was said to a message that was taken, of each recipient. */
export function accepted(
  info: { readonly response: string; readonly rejectedErrors?: readonly SmtpFailure[] } | undefined,
  to: readonly string[],
): Sent {
  const reply = readReply(info?.response ?? '250 2.0.0 OK')
  const replies = new Map(to.map((address) => [address, reply]))
  for (const one of info?.rejectedErrors ?? [])
    if (one.recipient && one.response) replies.set(one.recipient, readReply(one.response))
  return { kind: 'replied', replies }
}

/** How OpenSSL and Node tell of a handshake that failed; nodemailer takes it for any error of the socket. */
const inHandshake = /\bSSL routines\b|before secure TLS connection/

/** A certificate that is looked at: of somebody else, expired, or by an authority that nobody knows. */
const notTrusted = /certificate|altnames/i

/** What the other said, or what Exchange says in its place. */
export function saidBy({ code, response, message }: SmtpFailure): string {
  if (response) return response.replace(/\s*[\r\n]+(\d{3}[ -])?/g, ' ')
  if (code === 'ETIMEDOUT') return '421 4.4.2 Connection dropped due to TimedOut'
  if (code === 'ETLS' || inHandshake.test(message)) return tlsFailed
  if (notTrusted.test(message)) return '454 4.7.5 Certificate validation failure'
  return /^421 /.test(message) ? message : '421 4.4.2 Connection dropped due to SocketError'
}

/** `250-SIZE 37748736` → SIZE: 37748736. */
export function readKeywords(reply: string): ReadonlyMap<string, string> {
  return new Map(
    reply
      .split('\n')
      .slice(1)
      .map((line) => {
        const [, keyword = '', value = ''] = /^250[ -](\S+)(?: (.*))?$/.exec(line.trim()) ?? []
        return [keyword.toUpperCase(), value]
      }),
  )
}
