import type { Vantage } from '@/lib/network'
import type { Examined } from './examined'
import type { Step } from './step'

/** What an analysis has to be able to do; live mode offers those that it can. */
export type Need = 'dns' | 'connect' | 'inside'

/** One test: a walk from the name that people type to the answer of the server, a step after the other. */
export interface Analysis {
  /** In addresses of pages: 'inbound-smtp'. */
  readonly id: string
  /** In commands: `Test-SiteConnectivity -Test InboundSmtp`. */
  readonly name: string
  readonly title: string
  readonly lead: string
  /** From where it makes sense, the usual one first. */
  readonly from: readonly [Vantage, ...Vantage[]]
  readonly needs: readonly Need[]
  /** Whether signing in to a mailbox tells more. */
  readonly signsIn: boolean
  /** Gives each step as soon as it is known. Never throws on what the network answers. */
  run(examined: Examined, from: Vantage): AsyncGenerator<Step, void>
}

/** All steps of an analysis, once the last is known. */
export async function analyze(
  analysis: Analysis,
  examined: Examined,
  from: Vantage = analysis.from[0],
): Promise<readonly Step[]> {
  const steps: Step[] = []
  for await (const step of analysis.run(examined, from)) steps.push(step)
  return steps
}
