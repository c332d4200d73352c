import type { CertificateService } from '@/lib/exchange'
import type { Serve, WireSource } from '../source'
import { fullName } from './full-name'
import { imapProtocol } from './imap'
import { type LineProtocol, speakLines } from './line-dialogue'
import { perSnapshot } from './per-snapshot'
import { popProtocol } from './pop'
import { secureContextOf } from './server-certificate'

function access(
  source: WireSource,
  server: string,
  service: CertificateService,
  protocol: (hasCertificate: boolean) => LineProtocol,
  secure: boolean,
): Serve {
  return perSnapshot(
    source,
    () => secureContextOf(source.site(), server, service, fullName(source.world(), server)),
    (context, socket) => speakLines(socket, protocol(context !== null), context, secure),
  )
}

/** Exchange's POP3 service at 110, or with TLS from the first byte at 995. */
export function pop(source: WireSource, server: string, secure: boolean): Serve {
  return access(source, server, 'POP', popProtocol, secure)
}

/** Exchange's IMAP4 service at 143, or with TLS from the first byte at 993. */
export function imap(source: WireSource, server: string, secure: boolean): Serve {
  return access(source, server, 'IMAP', imapProtocol, secure)
}
