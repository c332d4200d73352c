import type { LineProtocol, Said } from './line-dialogue'

const capabilities = (startTls: boolean) =>
  `* CAPABILITY IMAP4 IMAP4rev1 ${startTls ? 'STARTTLS LOGINDISABLED ' : ''}UIDPLUS CHILDREN IDLE NAMESPACE`

function answer(hasCertificate: boolean, line: string, secure: boolean): Said {
  // RFC 9051 §9: a tag is letters, digits and some signs; the rest of what is allowed nobody uses.
  const [, tag, command = ''] = /^([A-Za-z0-9.:;_-]{1,64}) ([A-Za-z]{1,20})( |$)/.exec(line) ?? []
  if (!tag) return { reply: '* BAD Command Error. 10' }
  const startTls = hasCertificate && !secure
  switch (command.toUpperCase()) {
    case 'CAPABILITY':
      return { reply: `${capabilities(startTls)}\r\n${tag} OK CAPABILITY completed.` }
    case 'NOOP':
      return { reply: `${tag} OK NOOP completed.` }
    case 'STARTTLS':
      return startTls
        ? { reply: `${tag} OK Begin TLS negotiation now.`, next: 'tls' }
        : { reply: `${tag} BAD Command received in Invalid state.` }
    case 'LOGIN':
    case 'AUTHENTICATE':
      return { reply: `${tag} NO ${command.toUpperCase()} failed.` }
    case 'LOGOUT':
      return {
        reply: `* BYE Microsoft Exchange IMAP4 server signing off.\r\n${tag} OK LOGOUT completed.`,
        next: 'close',
      }
    default:
      return { reply: `${tag} BAD Command received in Invalid state.` }
  }
}

/** IMAP4 (RFC 9051) as far as one comes without signing in. */
export function imapProtocol(hasCertificate: boolean): LineProtocol {
  return {
    greeting: '* OK The Microsoft Exchange IMAP4 service is ready.',
    answer: (line, secure) => answer(hasCertificate, line, secure),
    tooLong: '* BYE Connection is closed.',
  }
}
