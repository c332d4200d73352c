import type { IncomingMessage, ServerResponse } from 'node:http'

/** An answer that is short enough to be made at once. */
export interface WebAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: string
}

/** One request, after it was found to be sound. */
export interface Visit {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** Also those that Node's parser does not know, such as RPC_IN_DATA. */
  readonly method: string
  readonly secure: boolean
  readonly host: string
  /** Path and query as they were sent, or `*`. */
  readonly target: string
  /** It waits for `100 Continue` before it sends its body. */
  readonly expectsContinue: boolean
  /** No other request may follow on its connection. */
  readonly last: boolean
}

/** `taken`: somebody else writes the answer. `dropped`: nothing answers any more; the connection ends. */
export type Outcome = WebAnswer | 'taken' | 'dropped'

/** What is read of a body that nobody wants, so that the answer is not lost with the connection (RFC 9112 §9.6). */
const unwantedBytes = 16 * 1024 * 1024

export function drain(request: IncomingMessage): void {
  let bytes = 0
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > unwantedBytes) request.socket.destroy()
  })
  request.resume()
}

const page = (title: string, text: string) =>
  `<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>${escapeText(title)}</title></head>\n<body>\n${text}\n</body></html>\n`

export function htmlAnswer(status: number, title: string, body: string): WebAnswer {
  return { status, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: page(title, body) }
}

export function redirect(location: string): WebAnswer {
  const answer = htmlAnswer(
    302,
    'Object moved',
    `<h2>Object moved to <a href="${escapeText(location)}">here</a>.</h2>`,
  )
  return { ...answer, headers: { ...answer.headers, Location: location } }
}

/** For HTML and XML, in text and in quoted attributes; what XML 1.0 cannot hold is left out. */
export function escapeText(text: string): string {
  return text
    .replace(/[^\t\n\r\x20-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** Reads a body of at most so many bytes; null when it is longer or breaks off. */
export function readBody(
  { request, response, expectsContinue }: Visit,
  limit: number,
): Promise<string | null> {
  return new Promise((resolve) => {
    if (expectsContinue) response.writeContinue()
    const chunks: Buffer[] = []
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes <= limit) chunks.push(chunk)
    })
    request.once('end', () => resolve(bytes <= limit ? Buffer.concat(chunks).toString('utf8') : null))
    request.once('close', () => resolve(null))
    drain(request)
  })
}
