import type { LineProtocol, Said } from './line-dialogue'

const badLogon: Said = { reply: '-ERR Logon failure: unknown user name or bad password.' }
const wrongState: Said = { reply: '-ERR Command is not valid in this state.' }

function capabilities(startTls: boolean): string {
  return ['+OK', 'TOP', 'UIDL', ...(startTls ? ['STLS'] : []), 'USER', '.'].join('\r\n')
}

/** POP3 (RFC 1939, RFC 2449, RFC 2595) as far as one comes without signing in. */
export function popProtocol(hasCertificate: boolean): LineProtocol {
  let named = false
  const answer = (line: string, secure: boolean): Said => {
    const command = line.split(' ', 1)[0]?.toUpperCase()
    const startTls = hasCertificate && !secure
    switch (command) {
      case 'CAPA':
        return { reply: capabilities(startTls) }
      case 'STLS':
        return startTls ? { reply: '+OK Begin TLS negotiation.', next: 'tls' } : wrongState
      case 'USER':
        named = true
        return { reply: '+OK' }
      case 'PASS':
        return named ? badLogon : wrongState
      case 'QUIT':
        return { reply: '+OK Microsoft Exchange POP3 server signing off.', next: 'close' }
      case 'NOOP':
      case 'STAT':
      case 'LIST':
      case 'RETR':
      case 'DELE':
      case 'RSET':
      case 'TOP':
      case 'UIDL':
        return wrongState
      default:
        return { reply: '-ERR Protocol error. Unknown command.' }
    }
  }
  return {
    greeting: '+OK The Microsoft Exchange POP3 service is ready.',
    answer,
    tooLong: '-ERR Connection is closed.',
  }
}
