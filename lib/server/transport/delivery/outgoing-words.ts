import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { SMTPConnectionCustomAuthHandler } from 'nodemailer/lib/smtp-connection'

/**
 * nodemailer says SMTPUTF8 for addresses alone; a header in UTF-8 needs it as well (RFC 6531 §3.4).
 * @param wanted of the message that is being sent
 */
export function sayingUtf8(connection: SMTPConnection, wanted: () => boolean): void {
  const speaker = connection as unknown as { _sendCommand(command: string, logged?: string): void }
  const send = speaker._sendCommand.bind(connection)
  speaker._sendCommand = (command, logged) => send(wanted() ? withUtf8(command) : command, logged)
}

function withUtf8(command: string): string {
  return command.startsWith('MAIL FROM:') && !/> (?:.* )?SMTPUTF8(?: |$)/.test(command)
    ? `${command} SMTPUTF8`
    : command
}

/** `X-EXPS EXCHANGEAUTH SHA256 …`: how Exchange's servers sign in to each other behind TLS. */
export const exchangeAuth: SMTPConnectionCustomAuthHandler = async ({ auth, sendCommand }) => {
  const token = Buffer.from(`\0${auth.user}\0${auth.pass}`).toString('base64')
  const { status, response } = await sendCommand(`X-EXPS EXCHANGEAUTH SHA256 ${token}`)
  if (status !== 235) throw new Error(response)
}
