import type { ReceiveConnector } from '../../organization/receive-connector'
import { type ExchangeVersion, since } from '../../topology/exchange-version'
import { connectorMore } from './connector-number'

/** How far a session has come, as EHLO tells it. */
export interface EhloState {
  readonly secure: boolean
  /** Whether there is a certificate to encrypt with. */
  readonly offersTls: boolean
  readonly signedIn: boolean
}

/** Users may sign in with a name and a password: at once, or behind TLS (BasicAuthRequireTLS). */
export function takesPasswords(
  { authMechanism }: Pick<ReceiveConnector, 'authMechanism'>,
  { secure }: Pick<EhloState, 'secure'>,
): boolean {
  return authMechanism.includes('BasicAuthRequireTLS') ? secure : authMechanism.includes('BasicAuth')
}

/** The organization's servers sign in behind TLS alone, where the connector is for them (ExchangeServer). */
export function takesExchangeAuth(
  { authMechanism }: Pick<ReceiveConnector, 'authMechanism'>,
  { secure }: Pick<EhloState, 'secure'>,
): boolean {
  return secure && authMechanism.includes('ExchangeServer')
}

/**
 * The service extensions of a connector, in Exchange's order. CHUNKING, BINARYMIME, NTLM, GSSAPI and what else is
 * Exchange's own (XEXCH50, XRDST, X-ANONYMOUSTLS) are not there, and so are not said to be.
 */
export function ehloKeywords(
  connector: ReceiveConnector,
  version: ExchangeVersion,
  state: EhloState,
): readonly string[] {
  const on = (setting: string) => connectorMore(connector, setting) !== false
  return [
    ...sizeKeyword(connector),
    ...(on('PipeliningEnabled') ? ['PIPELINING'] : []),
    ...(on('DeliveryStatusNotificationEnabled') ? ['DSN'] : []),
    ...(on('EnhancedStatusCodesEnabled') ? ['ENHANCEDSTATUSCODES'] : []),
    ...(state.offersTls && !state.secure ? ['STARTTLS'] : []),
    ...(takesPasswords(connector, state) && !state.signedIn ? ['AUTH LOGIN'] : []),
    ...(takesExchangeAuth(connector, state) && !state.signedIn ? ['X-EXPS EXCHANGEAUTH'] : []),
    ...(on('EightBitMimeEnabled') ? ['8BITMIME'] : []),
    ...(takesUtf8Addresses(version) ? ['SMTPUTF8'] : []),
  ]
}

/** SMTPUTF8 (RFC 6531) came with 2016. */
export function takesUtf8Addresses(version: ExchangeVersion): boolean {
  return since('2016').includes(version)
}

function sizeKeyword(connector: ReceiveConnector): readonly string[] {
  const mode = String(connectorMore(connector, 'SizeEnabled') ?? 'Enabled').toLowerCase()
  if (mode === 'disabled') return []
  return [
    mode === 'enabled' && connector.maxMessageSize !== null ? `SIZE ${connector.maxMessageSize}` : 'SIZE',
  ]
}
