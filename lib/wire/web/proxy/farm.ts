import { Agent, type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { connect as tlsConnect } from 'node:tls'
import { badGateway } from '../iis-pages'
import { drain, type Visit, type WebAnswer } from '../web-answer'
import { endToEnd, type Fields, requestFields, trailerFields } from './forwarded-headers'
import type { Route } from './route'

export interface FarmOptions {
  readonly connectMs?: number
  readonly answerMs?: number
}

/** A server farm of ARR with one server in it. */
export interface Farm {
  pass(visit: Visit, route: Route): Promise<WebAnswer | 'taken'>
  close(): void
}

type Dial = (address: string, port: number) => Socket

class TimedOut extends Error {}

interface Behind {
  readonly route: Route
  readonly secure: boolean
  readonly dial: Dial
  readonly connectMs: number
}

/**
 * A connection to the server behind. Its certificate is not looked at: Exchange has one that it made for itself until
 * somebody gives it another, and mail.contoso.com must work from outside nevertheless.
 */
function connectTo({ route, secure, dial, connectMs }: Behind): Socket {
  const raw = dial(route.address, secure ? 443 : 80)
  const socket = secure
    ? tlsConnect({
        socket: raw,
        servername: route.hostName,
        rejectUnauthorized: false,
        minVersion: 'TLSv1.2',
      })
    : raw
  const timer = setTimeout(() => socket.destroy(new TimedOut()), connectMs)
  socket.once(secure ? 'secureConnect' : 'connect', () => clearTimeout(timer))
  socket.once('close', () => {
    clearTimeout(timer)
    raw.destroy()
  })
  return socket
}

/** A certificate may hold 25 names, each comes by two schemes; to begin anew breaks off what is under way. */
const mostAgents = 100

/** Connections that are kept, apart for each address, scheme and name. */
class Kept {
  readonly #agents = new Map<string, Agent>()
  readonly #idleMs: number

  constructor(idleMs: number) {
    this.#idleMs = idleMs
  }

  agentFor(behind: Behind): Agent {
    const key = `${behind.secure} ${behind.route.address} ${behind.route.hostName}`
    const known = this.#agents.get(key)
    if (known) return known
    if (this.#agents.size >= mostAgents) this.close()
    const agent = new Agent({ keepAlive: true, maxFreeSockets: 64, timeout: this.#idleMs })
    Object.assign(agent, { createConnection: () => connectTo(behind) })
    this.#agents.set(key, agent)
    return agent
  }

  close(): void {
    for (const agent of this.#agents.values()) agent.destroy()
    this.#agents.clear()
  }
}

/** Node wants one value as a text, several as a list. */
const asSent = (fields: Fields): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  )

const hasBody = ({ request }: Visit) =>
  request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0

function sendBody({ request }: Visit, onward: ClientRequest): void {
  request.on('end', () => {
    const late = trailerFields(request.rawTrailers)
    if (Object.keys(late).length > 0 && onward.hasHeader('transfer-encoding'))
      onward.addTrailers(
        Object.entries(late).flatMap(([name, values]) =>
          values.map((one) => [name, one] as [string, string]),
        ),
      )
    onward.end()
  })
  request.pipe(onward, { end: false })
}

/** Passes the answer on as it comes, unbuffered. False when it cannot be written. */
function relay({ request, response, last }: Visit, answer: IncomingMessage): boolean {
  const fields = endToEnd(answer.rawHeaders)
  fields['x-powered-by'] = [...(fields['x-powered-by'] ?? []), 'ARR/2.5']
  // What was not read of a request cannot be told from the next one: the connection ends with this answer.
  if (last || !request.complete) fields.connection = ['close']
  try {
    response.writeHead(
      answer.statusCode ?? 502,
      answer.statusMessage,
      Object.entries(fields).flatMap(([name, values]) => values.flatMap((one) => [name, one])),
    )
  } catch {
    return false
  }
  response.flushHeaders()
  answer.on('end', () => {
    const late = trailerFields(answer.rawTrailers)
    if (Object.keys(late).length > 0 && response.chunkedEncoding)
      response.addTrailers(
        Object.entries(late).flatMap(([name, values]) =>
          values.map((one) => [name, one] as [string, string]),
        ),
      )
    response.end()
  })
  // Broken off behind: broken off here, so that half an answer is never taken for a whole one.
  answer.on('aborted', () => request.socket.destroy())
  answer.on('error', () => request.socket.destroy())
  answer.pipe(response, { end: false })
  if (!request.complete) drain(request)
  return true
}

export function openFarm(
  dial: Dial,
  // ARR's own time limit for a server farm is 30 seconds. A connection that nobody accepts is given up sooner than
  // Windows would (21 seconds), so that whoever asks here still hears of it.
  { connectMs = 3_000, answerMs = 30_000 }: FarmOptions = {},
): Farm {
  const agents = new Kept(answerMs)

  function once(visit: Visit, route: Route): Promise<WebAnswer | 'taken' | 'again'> {
    const { request, response, secure } = visit
    const behind: Behind = { route, secure, dial, connectMs }
    const body = hasBody(visit)
    // Only what can be sent a second time goes over a connection that the other side may be closing just now.
    const kept = !body && ['GET', 'HEAD', 'OPTIONS'].includes(visit.method)
    return new Promise((resolve) => {
      const onward = httpRequest({
        host: route.address,
        method: visit.method,
        path: visit.target,
        headers: asSent(requestFields(visit)),
        ...(kept ? { agent: agents.agentFor(behind) } : { createConnection: () => connectTo(behind) }),
      })
      onward.setNoDelay(true)
      const timer = setTimeout(() => onward.destroy(new TimedOut()), answerMs)
      const gone = () => onward.destroy()
      response.once('close', gone)
      onward.on('continue', () => response.writeContinue())
      onward.on('response', (answer) => {
        clearTimeout(timer)
        if (relay(visit, answer)) return resolve('taken')
        onward.destroy()
        resolve(badGateway('refused'))
      })
      onward.on('error', (error: NodeJS.ErrnoException) => {
        clearTimeout(timer)
        response.off('close', gone)
        if (kept && onward.reusedSocket && error.code === 'ECONNRESET' && !response.destroyed)
          return resolve('again')
        resolve(
          response.headersSent ? 'taken' : badGateway(error instanceof TimedOut ? 'timeout' : 'refused'),
        )
      })
      if (body) {
        // An upload may last; the time limit is for what comes after it.
        request.on('data', () => timer.refresh())
        if (visit.expectsContinue) {
          onward.flushHeaders()
          onward.once('continue', () => sendBody(visit, onward))
        } else sendBody(visit, onward)
      } else onward.end()
    })
  }

  return {
    async pass(visit, route) {
      const first = await once(visit, route)
      if (first !== 'again') return first
      const second = await once(visit, route)
      return second === 'again' ? badGateway('refused') : second
    },
    close: () => agents.close(),
  }
}
