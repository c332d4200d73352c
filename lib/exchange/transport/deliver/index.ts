export { type AutoReply, autoReplyOf, type MailForOwner } from './auto-reply'
export { type DeliveringDatabase, deliveringDatabase } from './delivering-database'
export { dropQuotaExceeded, noDropDirectory } from './gateway-replies'
export { junkThreshold } from './junk-threshold'
export { connectionError, type FailedEndpoint, inBraces, lookupError, lookupFailed } from './last-error'
export {
  type DnsAnswer,
  type MailExchangers,
  mailExchangers,
  mxLoopback,
  noSuchDomain,
} from './mail-exchangers'
export { isFull, type QuotaNotice, quotaNotice, quotasOf } from './quota-notice'
export { readReply } from './read-reply'
export { inSevenBits } from './seven-bit'
export { hasEightBits } from './transfer-encoding'
