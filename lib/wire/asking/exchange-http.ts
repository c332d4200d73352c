import { type IncomingMessage, request } from 'node:http'
import type { Socket } from 'node:net'

const longestBody = 64 * 1024
const longestHeaders = 16 * 1024
/** What this end decides itself: where it goes, and where a message ends. */
const ownHeaders: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'expect',
  'upgrade',
  'te',
  'trailer',
])

export interface HttpAsked {
  readonly method: string
  readonly path: string
  /** What the Host header says. */
  readonly host: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface HttpMet {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

function headersOf({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  const all = Object.entries(headers).filter((entry) => entry[1] !== undefined)
  return Object.fromEntries(
    all.map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)]),
  )
}

/** The first 64 kB; also of a body that ends early. */
function bodyOf(response: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    let body = Buffer.alloc(0)
    const done = () => resolve(body.toString('utf8'))
    response.on('data', (part: Buffer) => {
      body = Buffer.concat([body, part]).subarray(0, longestBody)
      if (body.length === longestBody) done()
    })
    response.on('end', done).on('error', done).on('close', done)
  })
}

/** Why there was no answer: the other end fell silent, hung up, or said what is no HTTP. */
export type HttpProblem = 'silent' | 'closed' | 'malformed' | 'invalid'

function problemOf(error: NodeJS.ErrnoException): HttpProblem {
  if (error.code?.startsWith('HPE_')) return 'malformed'
  return error.name === 'AbortError' ? 'silent' : 'closed'
}

/** One request on a connection that is open already, and what comes back in that time. Redirections are not followed. */
export function exchangeHttp(socket: Socket, asked: HttpAsked, ms: number): Promise<HttpMet | HttpProblem> {
  const given = Object.entries(asked.headers ?? {}).filter(([name]) => !ownHeaders.has(name.toLowerCase()))
  const body = asked.body === undefined ? null : Buffer.from(asked.body)
  const length = body ? { 'Content-Length': String(body.length) } : {}
  const headers = { ...Object.fromEntries(given), ...length, Host: asked.host, Connection: 'close' }
  const { method, path } = asked
  return new Promise((resolve) => {
    try {
      const sent = request({
        createConnection: () => socket,
        method,
        path,
        headers,
        setHost: false,
        signal: AbortSignal.timeout(ms),
        maxHeaderSize: longestHeaders,
      })
      sent.on('error', (error) => resolve(problemOf(error)))
      sent.on('close', () => resolve('closed'))
      sent.on('response', (response) => {
        const answer = { status: response.statusCode ?? 0, headers: headersOf(response) }
        resolve(bodyOf(response).then((text) => ({ ...answer, body: text })))
      })
      sent.end(body ?? undefined)
    } catch {
      // Node refuses characters that would end a header or the request line.
      resolve('invalid')
    }
  })
}
