import type { SMTPServerOptions } from 'smtp-server'

/** What no SMTP server of the simulated world does; smtp-server's jokes (WIZ, SHELL, KILL) among it. */
const never = ['XCLIENT', 'XFORWARD', 'WIZ', 'SHELL', 'KILL', 'LHLO']

/** Exchange's ConnectionInactivityTimeout: 5 minutes. */
const inactivityMs = 5 * 60_000

export function smtpOptions(startTls: boolean, auth = false): SMTPServerOptions {
  return {
    disabledCommands: [...never, ...(startTls ? [] : ['STARTTLS']), ...(auth ? [] : ['AUTH'])],
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    socketTimeout: inactivityMs,
    maxRecipients: 200,
  }
}

/** The reply to a command that is refused; its enhanced status code (RFC 3463) is in the text. */
export function replied(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode })
}

/** The transport that would take a message is not there yet: come again later (RFC 3463 §3.4, 4.3.2). */
export const notYet: NonNullable<SMTPServerOptions['onData']> = (stream, _session, callback) => {
  stream.on('error', () => undefined)
  stream.on('end', () => callback(replied(451, '4.3.2 System not accepting network messages')))
  stream.resume()
}
