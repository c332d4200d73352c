/** Where to look next on this site. */
export interface Check {
  readonly text: string
  /** A page of the dashboard. */
  readonly href: string
  /** The same as PowerShell. */
  readonly command: string
}

/** One way to a code on this site: Send-NonDeliveryTest plays the scenario. */
export interface Play {
  readonly scenario: ScenarioId
  /** The codes that are seen then, by version; the code itself where Exchange says the same. */
  readonly says: readonly string[]
}

/** How a code comes about on this site. */
export interface Here {
  /** The usual way first. */
  readonly plays: readonly [Play, ...Play[]]
  /** Why the site's own servers do not say it, where only a neighbor does. */
  readonly note?: string
  /** Another way, which changes the site first. */
  readonly after?: { readonly lines: readonly string[]; readonly next: string }
}

export type ScenarioId =
  | 'nobody'
  | 'unknown-domain'
  | 'null-mx'
  | 'mx-loop'
  | 'reserved-domain'
  | 'invalid-encapsulated'
  | 'too-large'
  | 'too-many-recipients'
  | 'full-mailbox'
  | 'deferred-mailbox'
  | 'full-server'
  | 'silent-server'
  | 'expired'
  | 'dropped-connection'
  | 'greylisted'
  | 'policy'
  | 'hop-count'
  | 'relay'
  | 'send-hello-first'
  | 'unrecognized-command'
  | 'invalid-domain'
  | 'size-declared'
  | 'wrong-password'
  | 'unicode-address'
  | 'signed-eight-bit'
  | 'answered-for-good'
  | 'answered-for-now'

/** An enhanced status code (RFC 3463) as administrators of Exchange meet it. */
export interface NonDeliveryCode {
  /** `5.1.1`; `5.1.x` is a whole family. */
  readonly code: string
  readonly title: string
  readonly meaning: string
  readonly cause: string
  readonly check: Check
  readonly here: Here
}

/** The checks that many codes share. */
export const checks = {
  recipient: {
    text: 'See who has the address.',
    href: '/users',
    command: 'Get-Recipient -ResultSize 20',
  },
  domains: {
    text: 'See which domains the site takes mail for.',
    href: '/email/domains',
    command: 'Get-AcceptedDomain',
  },
  queues: {
    text: 'See the queue, its last error and when it is tried next.',
    href: '/email/mail-flow',
    command: 'Get-Queue | Format-Table Identity, Status, MessageCount, NextRetryTime, LastError',
  },
  tracking: {
    text: 'Follow the message in the tracking log.',
    href: '/email/tracking?event=FAIL',
    command: 'Get-MessageTrackingLog -EventId FAIL',
  },
  send: {
    text: 'See the Send connectors: address space, smart hosts, what they greet as.',
    href: '/email/connectors',
    command: 'Get-SendConnector | Format-List Name, AddressSpaces, SmartHosts, DNSRoutingEnabled, Fqdn',
  },
  receive: {
    text: 'See the Receive connectors: who may connect, and what they may do.',
    href: '/email/connectors',
    command:
      'Get-ReceiveConnector | Format-List Name, Bindings, RemoteIPRanges, PermissionGroups, AuthMechanism',
  },
  limits: {
    text: 'See the limits of size and of recipients.',
    href: '/email/connectors',
    command: 'Get-TransportConfig | Format-List MaxSendSize, MaxReceiveSize, MaxRecipientEnvelopeLimit',
  },
  dns: {
    text: 'Ask for the domain’s mail servers.',
    href: '/network/connectivity',
    command: 'Resolve-DnsName fabrikam.com -Type MX',
  },
  services: {
    text: 'See which services run.',
    href: '/devices',
    command: 'Get-Service MSExchange*',
  },
  databases: {
    text: 'See whether the databases are mounted.',
    href: '/devices',
    command: 'Get-MailboxDatabase -Status | Format-Table Name, Server, Mounted',
  },
  quota: {
    text: 'See how full the mailbox is.',
    href: '/users',
    command: 'Get-Mailbox | Format-Table Name, ProhibitSendReceiveQuota, UseDatabaseQuotaDefaults',
  },
  groups: {
    text: 'See the groups, their managers and who may write to them.',
    href: '/email/shell',
    command:
      'Get-DistributionGroup | Format-List Name, RequireSenderAuthenticationEnabled, AcceptMessagesOnlyFrom',
  },
  spf: {
    text: 'See whether the site’s SPF record names the address that it sends from.',
    href: '/network/dns',
    command: 'Resolve-DnsName contoso.com -Type TXT',
  },
} as const satisfies Readonly<Record<string, Check>>

/** @param says the codes that are seen, where they are others than the code itself */
export const scenario =
  (id: ScenarioId, ...says: readonly string[]): Line =>
  (code) => ({
    plays: [{ scenario: id, says: says.length > 0 ? says : [code] }, ...neighborBeside(code, says)],
  })

/** The site's own servers do not say it, for a reason; another organization's may. */
export const answered =
  (note: string): Line =>
  (code) => ({ plays: [answer(code)], note })

/** Several ways to one code, the usual one first. */
export const either =
  (first: Line, ...others: readonly Line[]): Line =>
  (code) => {
    const one = first(code)
    return { ...one, plays: [...one.plays, ...others.flatMap((other) => other(code).plays)] }
  }

type Line = (code: string) => Here

/** A neighbor answers with any code that stands in the name of a mailbox. */
const answer = (code: string): Play => ({
  scenario: code.startsWith('4') ? 'answered-for-now' : 'answered-for-good',
  says: [code],
})

/** Where Exchange says another code, a neighbor still says this one; nobody says `5.1.x`. */
const neighborBeside = (code: string, says: readonly string[]): readonly Play[] =>
  says.length > 0 && !says.includes(code) && !code.endsWith('x') ? [answer(code)] : []

/** A line of the table: code, title, meaning, usual cause, check, how it comes about here. */
export type CodeLine = readonly [string, string, string, string, Check, Line]

export function codeOf([code, title, meaning, cause, check, here]: CodeLine): NonDeliveryCode {
  return { code, title, meaning, cause, check, here: here(code) }
}
