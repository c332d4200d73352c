import { int32, parsed } from '@/lib/shell'
import type { WithMore } from '../cmdlets/more-properties'
import type { Stored } from '../store'
import type { ExchangeServer } from '../topology/exchange-server'
import { define, settingsOf } from './definition'
import { parseBinding } from './ip-binding'
import { booleanKind, fqdn, listOf, oneOf, plain, textKind } from './kind'

/** How POP3 or IMAP4 answers on one server. Named as the server. */
export interface ProtocolSettings extends WithMore {
  readonly server: string
  readonly unencryptedOrTLSBindings: readonly string[]
  readonly sslBindings: readonly string[]
  readonly loginType: 'PlainTextLogin' | 'PlainTextAuthentication' | 'SecureLogin'
  /** The name by which the service finds its certificate. */
  readonly x509CertificateName: string
  readonly banner: string
  readonly maxConnections: number
  readonly proxyTargetPort: number
  readonly protocolLogEnabled: boolean
  readonly logFileLocation: string
}

export interface Protocol {
  readonly name: 'POP3' | 'IMAP4'
  readonly port: number
  readonly tlsPort: number
  /** Where the Mailbox role's own service listens, behind the Client Access role (2013 and later). */
  readonly backEndPort: number
}

export const pop3: Protocol = { name: 'POP3', port: 110, tlsPort: 995, backEndPort: 1995 }
export const imap4: Protocol = { name: 'IMAP4', port: 143, tlsPort: 993, backEndPort: 1993 }

const set = settingsOf<ProtocolSettings>()
const bindings = listOf(parsed('IPBinding', parseBinding))

function protocolSettings(className: string, { name }: Protocol) {
  return define<ProtocolSettings>(className, `${name} settings`, {
    columns: ['UnencryptedOrTLSBindings', 'SSLBindings', 'LoginType', 'X509CertificateName'],
    settings: {
      UnencryptedOrTLSBindings: set('unencryptedOrTLSBindings', bindings),
      SSLBindings: set('sslBindings', bindings),
      LoginType: set(
        'loginType',
        oneOf('LoginOptions', 'PlainTextLogin', 'PlainTextAuthentication', 'SecureLogin'),
      ),
      X509CertificateName: set('x509CertificateName', plain(fqdn)),
      Banner: set('banner', textKind),
      MaxConnections: set('maxConnections', plain(int32)),
      ProxyTargetPort: set('proxyTargetPort', plain(int32)),
      ProtocolLogEnabled: set('protocolLogEnabled', booleanKind),
      LogFileLocation: set('logFileLocation', textKind),
    },
    defaults: {
      AuthenticatedConnectionTimeout: '00:30:00',
      PreAuthenticatedConnectionTimeout: '00:01:00',
      MaxCommandSize: name === 'POP3' ? 512 : 10240,
      MaxConnectionFromSingleIP: 2_147_483_647,
      MaxConnectionsPerUser: 16,
      MessageRetrievalMimeFormat: 'BestBodyFormat',
      CalendarItemRetrievalOption: 'iCalendar',
      LogFileRollOverSettings: 'Daily',
      LogPerFileSizeQuota: '0 B (0 bytes)',
      ExtendedProtectionPolicy: 'None',
      EnableExactRFC822Size: false,
      EnableGSSAPIAndNTLMAuth: true,
      EnforceCertificateErrors: false,
      SuppressReadReceipt: false,
    },
    show: ({ properties }) => ({ Name: '1', ProtocolName: name, Server: properties.server }),
  })
}

export const popSettings = protocolSettings('PopSettings', pop3)
export const imapSettings = protocolSettings('ImapSettings', imap4)

/** As Setup leaves them. */
export function newProtocolSettings(
  { name, port, tlsPort, backEndPort }: Protocol,
  server: Stored<ExchangeServer>,
): ProtocolSettings {
  const on = (number: number) => [`[::]:${number}`, `0.0.0.0:${number}`]
  const { version, fqdn } = server.properties
  const title = `${name.charAt(0)}${name.slice(1).toLowerCase()}`
  return {
    server: server.name,
    unencryptedOrTLSBindings: on(port),
    sslBindings: on(tlsPort),
    loginType: 'SecureLogin',
    x509CertificateName: fqdn,
    banner: `The Microsoft Exchange ${name} service is ready.`,
    maxConnections: 2_147_483_647,
    proxyTargetPort: version === '2010' ? port : backEndPort,
    protocolLogEnabled: false,
    logFileLocation: `C:\\Program Files\\Microsoft\\Exchange Server\\${version === '2010' ? 'V14' : 'V15'}\\Logging\\${title}`,
  }
}
