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
