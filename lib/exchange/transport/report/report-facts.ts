import type { ExchangeVersion } from '../../topology/exchange-version'
import type { FailedRecipient, MailItem } from '../mail'
import type { ReportKind } from './report-kind'

/** The message that a report is about. */
export interface ReportedMail
  extends Pick<MailItem, 'messageId' | 'sender' | 'subject' | 'size' | 'origin' | 'receivedAt'> {
  /** When the transport gives it up. */
  readonly expiresAt: Date
  readonly content: Uint8Array
}

/** Who reports, and in what form: what Set-TransportConfig says for senders within or outside. */
export interface Reporter {
  readonly fqdn: string
  readonly version: ExchangeVersion
  /** Reporting-MTA, which Internal- or ExternalDsnReportingAuthority replaces. */
  readonly authority: string
  readonly from: { readonly name: string; readonly address: string }
  readonly sendsHtml: boolean
  /** Whether it tells of delays at all. */
  readonly tellsDelays: boolean
  /** Bytes; larger messages come back as headers alone. Null is unlimited. */
  readonly attachLimit: number | null
  /** New-SystemMessage: an administrator's own words, by code. */
  readonly ownTexts: ReadonlyMap<string, string>
}

export interface ReportFacts {
  readonly kind: ReportKind
  readonly mail: ReportedMail
  readonly recipients: readonly FailedRecipient[]
  readonly reporter: Reporter
  readonly now: Date
}
