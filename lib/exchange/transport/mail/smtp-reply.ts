/** An answer to an SMTP command, or what the transport itself says in its place (RFC 5321 §4.2, RFC 3463). */
export interface SmtpReply {
  readonly code: number
  /** `5.2.2`; where a server told none, what its code comes to: `5.0.0`. */
  readonly status: string
  /** Without code and status: `RESOLVER.ADR.RecipNotFound; not found`. */
  readonly text: string
}

/** `550 5.1.1 RESOLVER.ADR.RecipNotFound; not found`. */
export function replyText({ code, status, text }: SmtpReply): string {
  return `${code} ${status} ${text}`
}

/** Whether coming again later may help (RFC 5321 §4.2.1). */
export function isTransient({ code }: SmtpReply): boolean {
  return code >= 400 && code < 500
}
