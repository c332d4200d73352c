/** What the test messages know of the site. */
export interface SendTestFacts {
  /** A user with a mailbox: alias and address; empty where nobody has one. */
  readonly sender: { readonly alias: string; readonly address: string } | null
  /** Another one, or the same. */
  readonly recipient: string
  /** The Exchange server's name in the office. */
  readonly server: string
}

export const follow = () => [
  { label: 'Watch the mail flow', href: '/email/mail-flow' },
  { label: 'Track the message', href: '/email/tracking' },
]
