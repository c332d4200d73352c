import type { ReceiveConnector, SendConnector } from '@/lib/exchange'

export type KnownSendConnector = Omit<SendConnector, 'authenticationCredential'> & {
  readonly name: string
  /** What the smart host is told; null where no credential is kept. */
  readonly userName: string | null
}

/** What the wizard of send connectors knows of the site. */
export interface SendConnectorFacts {
  /** The connector that is changed, without its password; null for a new one. */
  readonly connector: KnownSendConnector | null
  /** Servers that can send. */
  readonly servers: readonly string[]
  readonly others: readonly {
    readonly name: string
    readonly enabled: boolean
    readonly addressSpaces: readonly string[]
  }[]
}

export interface ReceiveConnectorFacts {
  readonly connector: (ReceiveConnector & { readonly name: string }) | null
  readonly servers: readonly { readonly name: string; readonly fqdn: string; readonly modern: boolean }[]
}

export interface RemoveConnectorFacts {
  readonly kind: 'Send' | 'Receive'
  readonly name: string
  /** What it is for, such as `SMTP:*;1` or `0.0.0.0:25`. */
  readonly serves: readonly string[]
  /** Whether no other enabled connector is for one of these. */
  readonly last: boolean
}

export const backToConnectors = () => [
  { label: 'Back to the connectors', href: '/email/connectors' },
  { label: 'Watch the mail flow', href: '/email/mail-flow' },
]

/** After a change of how mail leaves: whether it does. */
export const tryConnector = () => [
  { label: 'Send a test message', href: '/email/mail-flow/send-test' },
  ...backToConnectors(),
]
