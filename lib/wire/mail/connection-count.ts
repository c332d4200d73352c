import { type ConnectorLimits, type SmtpReply, sessionReplies } from '@/lib/exchange'

/** MaxInboundConnection and MaxInboundConnectionPerSource: how many connections a connector has, and of whom. */
export class InboundConnections {
  readonly #counts = new Map<string, number>()

  /** @returns why another one is too many; null when it is counted, and `leave` has to follow */
  enter(
    connector: string,
    client: string,
    limits: Pick<ConnectorLimits, 'connections' | 'connectionsPerSource'>,
  ): SmtpReply | null {
    const ofSource = `${connector} ${client}`
    if (this.#of(connector) >= limits.connections) return sessionReplies.tooManyConnections
    if (this.#of(ofSource) >= limits.connectionsPerSource) return sessionReplies.tooManyOfThisSource
    this.#add(connector, 1)
    this.#add(ofSource, 1)
    return null
  }

  leave(connector: string, client: string): void {
    this.#add(connector, -1)
    this.#add(`${connector} ${client}`, -1)
  }

  #of(key: string): number {
    return this.#counts.get(key) ?? 0
  }

  #add(key: string, by: number): void {
    const count = this.#of(key) + by
    if (count > 0) this.#counts.set(key, count)
    else this.#counts.delete(key)
  }
}
