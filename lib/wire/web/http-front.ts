import { createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { seeFirstMethod } from './first-method'
import { httpSysError, iisError } from './iis-pages'
import { readTarget } from './request-target'
import { drain, type Outcome, type Visit, type WebAnswer } from './web-answer'

/** http.sys: MaxRequestBytes, and the connection limits that IIS sets. */
const largestHead = 16_384
const headMs = 20_000
const idleMs = 120_000
const mostConnections = 1_000

export interface HttpFront {
  /** Speaks HTTP on a connection that was accepted, or whose TLS stands. */
  serve(socket: Socket): void
  close(): void
}

function write({ response, request, last }: Visit, { status, headers = {}, body = '' }: WebAnswer): void {
  if (response.headersSent) return
  const given = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
  )
  response.writeHead(status, {
    ...given,
    ...(last && { Connection: 'close' }),
    'Content-Length': Buffer.byteLength(body),
  })
  response.end(body)
  drain(request)
}

/** What became of the requests of one connection. */
interface Course {
  /** Its first one, when it has a method that the parser does not know. */
  firstMethod?: string | undefined
  /** Requests whose answers are still to be given, or are being written. */
  readonly open: Set<ServerResponse>
  /** One was refused: whatever came behind it was no request, and nothing more is read. */
  ended: boolean
}

/** What the parser refused: one short answer, and the connection ends, for nobody knows where the next request begins. */
function refuseUnparsed(socket: Socket, course: Course | undefined): void {
  const [first, ...others] = course?.open ?? []
  if (first) {
    // What is wrong stands behind sound requests: they are answered, and then the connection ends.
    const last = others.at(-1) ?? first
    if (last.req.complete) return void last.once('close', () => socket.destroySoon())
    // Its own body is wrong. In the midst of an answer there is no place for another.
    if (others.length > 0 || first.headersSent) return void socket.destroy()
  } else if (course?.ended) return void socket.destroySoon()
  const { status, headers = {}, body = '' } = httpSysError(400, 'Bad Request')
  if (!socket.writable) return void socket.destroy()
  const lines = Object.entries({ ...headers, 'Content-Length': String(Buffer.byteLength(body)) })
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`,
  )
  socket.resume()
  socket.setTimeout(1_000, () => socket.destroy())
}

/** An HTTP server that listens nowhere: connections are handed to it. */
export function httpFront(
  handle: (visit: Visit) => Promise<Outcome>,
  log: (line: string) => void,
): HttpFront {
  const sockets = new Set<Socket>()
  const courses = new WeakMap<object, Course>()
  const server = createServer({
    maxHeaderSize: largestHead,
    headersTimeout: headMs,
    keepAliveTimeout: idleMs,
    insecureHTTPParser: false,
    // Read and answered by readTarget, with IIS's own words.
    requireHostHeader: false,
  })
  // Beyond a limit Node would leave fields out: a second Host among them would not be seen.
  server.maxHeadersCount = 0

  const answer = async (request: IncomingMessage, response: ServerResponse, expectsContinue = false) => {
    const course: Course = courses.get(request.socket) ?? { open: new Set(), ended: false }
    if (course.ended) return
    const { firstMethod } = course
    course.firstMethod = undefined
    course.open.add(response)
    response.once('close', () => course.open.delete(response))
    const found = readTarget(request)
    const visit: Visit = {
      request,
      response,
      method: firstMethod ?? request.method ?? '',
      secure: request.socket instanceof TLSSocket,
      host: found.ok ? found.host : '',
      target: found.ok ? found.target : '',
      expectsContinue,
      last: firstMethod !== undefined,
    }
    request.on('error', () => {})
    response.on('error', () => {})
    course.ended = !found.ok || firstMethod !== undefined
    if (!found.ok) return write(visit, httpSysError(found.status, found.problem))
    try {
      const outcome = await handle(visit)
      if (outcome === 'dropped') request.socket.destroy()
      else if (outcome !== 'taken') write(visit, outcome)
    } catch (error) {
      log(`web: ${error instanceof Error ? error.stack : error}`)
      write(visit, iisError(500))
    }
  }
  server.on('request', (request, response) => void answer(request, response))
  server.on('checkContinue', (request, response) => void answer(request, response, true))
  server.on('connect', (_, socket) =>
    socket.end(`HTTP/1.1 405 ${STATUS_CODES[405]}\r\nConnection: close\r\n\r\n`),
  )
  server.on('clientError', (_, socket) => refuseUnparsed(socket as Socket, courses.get(socket)))
  // Node begins to watch its time limits when it listens.
  server.emit('listening')

  return {
    serve(socket) {
      if (sockets.size >= mostConnections) return void socket.destroy()
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
      socket.on('error', () => socket.destroy())
      socket.setTimeout(headMs, () => socket.destroy())
      seeFirstMethod(socket, (method) => {
        courses.set(socket, { firstMethod: method ?? undefined, open: new Set(), ended: false })
        socket.setTimeout(0)
        server.emit('connection', socket)
        // The first bytes, which were put back.
        socket.resume()
      })
    },
    close() {
      // The error that it does not listen is the only one there can be.
      server.close(() => {})
      for (const socket of sockets) socket.destroy()
    },
  }
}
