import { connect } from 'node:net'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import SMTPConnection from 'nodemailer/lib/smtp-connection'

/** What a client knows of a message that it sent until somebody took it. */
export interface Sent {
  readonly id: string
  /** Attempts whose end nobody told: such a message may have come twice (RFC 5321 §6.1). */
  readonly unknown: number
}

/** Sends it again until it gets its 250, as a server does, or until that is hopeless. */
export async function sendUntilTaken(
  port: number,
  id: string,
  to: string,
  isHopeless: () => boolean,
): Promise<Sent> {
  for (let unknown = 0; ; ) {
    const how = await tryOnce(port, id, to)
    if (how === 'taken' || isHopeless()) return { id, unknown }
    if (how === 'unknown') unknown += 1
    await pause(20)
  }
}

/** One try over a connection of its own: taken, not taken, or all of it was sent and nobody answered. */
function tryOnce(port: number, id: string, to: string): Promise<'taken' | 'refused' | 'unknown'> {
  return new Promise((resolve) => {
    const text = `Message-ID: ${id}\r\nFrom: j.park@fabrikam.com\r\nTo: ${to}\r\nSubject: ${id}\r\n\r\nHello.\r\n`
    const content = Readable.from([text])
    let said = false
    content.once('end', () => {
      said = true
    })
    const socket = connect(port, '127.0.0.1')
    const connection = new SMTPConnection({ connection: socket, ignoreTLS: true, name: 'mail.fabrikam.com' })
    const end = (how: 'taken' | 'refused' | 'unknown') => {
      resolve(how)
      connection.close()
    }
    const lost = () => end(said ? 'unknown' : 'refused')
    socket.once('error', lost)
    socket.once('connect', () => {
      connection.once('error', lost).once('end', lost)
      connection.connect(() =>
        connection.send({ from: 'j.park@fabrikam.com', to }, content, (problem) => {
          if (!problem) end('taken')
          else if (problem.responseCode === undefined) lost()
          else end('refused')
        }),
      )
    })
  })
}
