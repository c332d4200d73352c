import { type ConnectorLimits, type SmtpReply, sessionReplies } from '@/lib/exchange'

type Limits = Pick<ConnectorLimits, 'connections' | 'connectionsPerSource' | 'percentagePerSource'>

/**
 * MaxInboundConnection, MaxInboundConnectionPerSource and MaxInboundConnectionPercentagePerSource: how many connections
 * a connector has, and of whom.
 */
export class InboundConnections {
  readonly #counts = new Map<string, number>()

  /** @returns why another one is too many; null when it is counted, and `leave` has to follow */
  enter(connector: string, client: string, limits: Limits): SmtpReply | null {
    const ofSource = `${connector} ${client}`
    const open = this.#of(connector)
    if (open >= limits.connections) return sessionReplies.tooManyConnections
    if (this.#of(ofSource) >= mostOfSource(limits, open)) return sessionReplies.tooManyOfThisSource
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

/** The percentage is of the connections that are still free; one is always left for somebody who has none. */
function mostOfSource(
  { connections, connectionsPerSource, percentagePerSource }: Limits,
  open: number,
): number {
  const share = Math.floor(((connections - open) * percentagePerSource) / 100)
  return Math.min(connectionsPerSource, Math.max(1, share))
}
