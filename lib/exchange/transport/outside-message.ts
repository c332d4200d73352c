/** A message that another organization's server took, as whoever looks over its shoulder sees it. */
export interface OutsideMessage {
  readonly id: string
  readonly at: Date
  /** The computer that took it. */
  readonly host: string
  readonly sender: string
  readonly recipient: string
  readonly subject: string
  /** Bytes. */
  readonly size: number
  /** The header as it stands in the message, its beginning. */
  readonly header: string
  /** The first lines of its text. */
  readonly text: string
}

/** What neighbors took. */
export interface OutsideMessages {
  /** The newest first. */
  list(query: {
    readonly hosts: readonly string[]
    /** Address, without case. */
    readonly recipient?: string
    readonly limit: number
  }): Promise<readonly OutsideMessage[]>
  /** @returns how many were removed */
  remove(query: { readonly hosts: readonly string[]; readonly recipient?: string }): Promise<number>
}
