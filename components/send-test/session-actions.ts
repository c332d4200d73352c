/** What a server said to a line; nothing is expected after the session has ended. */
export interface SessionReply {
  readonly reply: string
  readonly expects: 'command' | 'message' | 'nothing'
}

export type StartSessionAction = (
  address: string,
  port: number,
  from: 'internet' | 'inside',
) => Promise<
  | { readonly ok: true; readonly id: string; readonly greeting: SessionReply }
  | { readonly ok: false; readonly reason: string }
>

export type SayAction = (id: string, line: string) => Promise<SessionReply>
