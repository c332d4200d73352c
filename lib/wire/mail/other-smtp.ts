import { SMTPServer } from 'smtp-server'
import type { Serve } from '../source'
import { notYet, smtpOptions } from './smtp-options'

/** Somebody else's mail server on the Internet. */
export function otherSmtp(name: string): Serve {
  const server = new SMTPServer({ ...smtpOptions(false), name, onData: notYet })
  server.on('error', () => undefined)
  return (socket) => server.connect(socket)
}
