import type { ExchangeVersion } from '../../topology/exchange-version'
import type { ScenarioId } from '../codes/non-delivery-code'

/** What of the site a scenario is written by. */
export interface Stage {
  readonly version: ExchangeVersion
  /** The code that is wanted. */
  readonly code: string
  /** The site's own domain. */
  readonly domain: string
  /** Somebody with a mailbox, who writes. */
  readonly sender: string
  /** Bytes, and recipients of one message; null is unlimited. */
  readonly maxSendSize: number | null
  readonly maxRecipients: number | null
}

/** Where the code shows itself. */
export type Shows =
  | 'in a report to the sender'
  | 'in the last error of the queue'
  | 'in a report to the sender or in the last error of the queue'
  | 'in the SMTP session'

interface Described {
  readonly id: ScenarioId
  /** What a button for it says beside `Produce it here`. */
  readonly button?: string
  /** What is done, in a sentence. */
  readonly does: string
  readonly shows: Shows
  /** What has to be done after; nothing where it comes by itself. */
  readonly next?: string
}

/** A message that somebody at the site sends. */
export interface MessageScenario extends Described {
  readonly kind: 'message'
  /** Null where the site as it is set cannot bring it; `without` says why. */
  recipients(stage: Stage): readonly string[] | null
  readonly without?: string
  /** Who it says that it is from, where that is not who writes. */
  readonly from?: string
  /** MIME header fields and body in place of a line of text. */
  readonly body?: readonly string[]
  /** It asks for SMTPUTF8 (RFC 6531). */
  readonly smtputf8?: true
  /** Bytes of text beyond a few lines. */
  size?(stage: Stage): number
  /** Lines above the header, as servers on the way write them. */
  readonly hops?: number
}

/** Lines that are said to the site's server, as with telnet. */
export interface SessionScenario extends Described {
  readonly kind: 'session'
  readonly port: 25 | 587
  lines(stage: Stage): readonly string[]
}

export type Scenario = MessageScenario | SessionScenario
