/** A queue as its wizards know it. */
export interface QueueFacts {
  /** `EXCH01\435`. */
  readonly identity: string
  readonly server: string
  readonly nextHop: string
  readonly messages: number
  readonly lastError: string | null
}

/** A message in a queue as its wizards know it. */
export interface MessageFacts {
  /** `EXCH01\435\12`. */
  readonly identity: string
  readonly subject: string
  readonly from: string
  readonly recipients: readonly string[]
  readonly nextHop: string
  /** Whether a transport process works on it now. */
  readonly inHand: boolean
}

export const backToFlow = () => [{ label: 'Back to the mail flow', href: '/email/mail-flow' }]

export function counted(messages: number): string {
  return messages === 1 ? '1 message' : `${messages.toLocaleString('en-US')} messages`
}
