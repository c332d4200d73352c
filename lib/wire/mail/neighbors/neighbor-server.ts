import type { Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'
import { SMTPConnection, type SMTPConnectionOptions } from 'smtp-server/lib/smtp-connection.js'
import { replyText, type SmtpReply } from '@/lib/exchange'
import { replied } from '../smtp-options'
import type { NeighborSession } from './neighbor-session'

/** smtp-server's connection, which greets when its neighbor does, and can hang up. */
class NeighborConnection extends SMTPConnection {
  readonly #neighbor: NeighborSession

  constructor(server: SMTPServer, socket: Socket, options: SMTPConnectionOptions, session: NeighborSession) {
    super(server, socket, options)
    this.#neighbor = session
  }

  override init(): void {
    this._setListeners(() => {
      this.#neighbor.delay().then(
        () => {
          if (!this._closing && !this._closed && !this._socket.destroyed) this.connectionReady()
        },
        () => this.hangUp(),
      )
    })
  }

  /** Enhanced status codes (RFC 2034) that are in a text already are not added, nor to who tells none. */
  override send(code: number, data?: string | string[] | null, context?: string | false): void {
    const isOwn = typeof data === 'string' && (/^[245]\.\d/.test(data) || data === bare)
    super.send(code, data, isOwn ? false : context)
  }

  hangUp(): void {
    this._socket.destroy()
  }
}

interface Known {
  readonly neighbor: NeighborSession
  hangUp(): void
}

/** Of a server that refuses without a reason. */
const bare = 'Refused'

const failure = (reply: SmtpReply) =>
  replied(reply.code, reply.status === '5.0.0' ? bare : replyText(reply).slice(4))
const broken = replied(451, '4.3.0 Local error in processing')

/** smtp-server in the name of a neighbor's computer, each connection with a session of its own. */
export class NeighborServer extends SMTPServer {
  readonly #known = new WeakMap<SMTPServerSession, Known>()

  constructor(options: SMTPServerOptions) {
    super(options)
    this.on('error', () => undefined)
    this.onMailFrom = (address, session, callback) => {
      const { neighbor, hangUp } = this.#of(session)
      if (neighbor.place.now.settings.dropAt === 'Mail') return hangUp()
      neighbor.mailFrom(address, session).then(
        (refused) => callback(refused && failure(refused)),
        () => callback(broken),
      )
    }
    this.onRcptTo = (address, session, callback) => {
      const refused = this.#of(session).neighbor.rcptTo(address)
      callback(refused && failure(refused))
    }
    this.onData = (stream, session, callback) => {
      const { neighbor, hangUp } = this.#of(session)
      neighbor.data(stream, session).then(
        (said) => {
          if (said === null) hangUp()
          else if (typeof said === 'string') callback(null, said)
          else callback(failure(said))
        },
        () => callback(broken),
      )
    }
  }

  /** @param from the client as its neighbor sees it */
  serve(socket: Socket, from: string, neighbor: NeighborSession): void {
    const connection = new NeighborConnection(this, socket, { remoteAddress: from }, neighbor)
    this.connections.add(connection)
    connection.on('error', (error) => this.emit('error', error))
    this.#known.set(connection.session, { neighbor, hangUp: () => connection.hangUp() })
    connection.init()
  }

  #of(session: SMTPServerSession): Known {
    const known = this.#known.get(session)
    if (!known) throw new Error('A session that nobody began')
    return known
  }
}
