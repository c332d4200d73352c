export { type Arrival, chooseReceiveConnector } from './choose-connector'
export { type ConnectionRate, connectionRate } from './connection-rate'
export { type ConnectorLimits, connectorLimits } from './connector-limits'
export { connectorMore } from './connector-number'
export {
  type EhloState,
  ehloKeywords,
  takesExchangeAuth,
  takesPasswords,
  takesUtf8Addresses,
} from './ehlo-keywords'
export { decodeWords } from './encoded-words'
export { type HeaderField, headerValue, type MessageHeader, readHeader } from './header-fields'
export { filterHeader } from './header-firewall'
export { type HopLimits, hopLimitsOf } from './hop-limits'
export { hasBareLineEnds, withCrlf } from './line-ends'
export { mailDate } from './mail-date'
export { hopRefusal, type Reception, receive } from './reception'
export { refuseWithReply, replyOfRefusal } from './refuse-with-reply'
export { forOutside, markedForRelay, wasProcessed } from './relay-marks'
export { queuedText, sendAsDenied, sessionReplies, unknownRecipient } from './session-replies'
export {
  rightsText,
  type SessionRight,
  type SessionRights,
  type Speaker,
  sessionRights,
} from './session-rights'
export { readTransportSettings, type TransportSettings } from './transport-settings'
