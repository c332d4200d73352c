import type { NoAnswer, Vantage } from '@/lib/network'
import type { Asked } from './ask-server'

/** On this computer or, live, the address itself. */
export interface Place {
  readonly host: string
  readonly port: number
  /** What the connection comes from, where it plays a computer of the simulated world. */
  readonly localAddress?: string
}

/** All in which the simulated world and the real one differ for those who ask. */
export interface Reach {
  /** Where that address is reached from here, or why it is not. */
  place(protocol: 'tcp' | 'udp', address: string, port: number, from: Vantage): Place | NoAnswer
  /** Takes a turn among all connections, one to that address; what it gives ends the turn. */
  turn(address: string): Promise<(() => void) | NoAnswer>
  /** The address of the resolver that each vantage asks. */
  readonly resolvers: Readonly<Record<Vantage, string>>
  /** PEM of the roots that are trusted besides those of every computer. */
  readonly roots: readonly string[]
  /** For how long a connection is tried. */
  readonly timeoutMs: number
  /** For how long each answer is waited for, also that of a name server: somebody is there then, perhaps busy. */
  readonly answerMs: number
  /** What the resolver told of name servers while one burst of questions is asked. */
  readonly nameServers: Map<string, Promise<Asked>>
}

export function noAnswerWithin(ms: number): NoAnswer {
  const seconds = Math.max(1, Math.round(ms / 1000))
  return { kind: 'timeout', reason: `No answer within ${seconds === 1 ? '1 second' : `${seconds} seconds`}.` }
}
