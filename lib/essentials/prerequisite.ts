import type { ExchangeServer, Stored } from '@/lib/exchange'
import type { Command } from '@/lib/shell'
import type { Procedure } from './server-runbooks'
import type { Server, SiteDescription } from './site'

/** One thing that has to be so before the dashboard can work with Exchange. */
export interface Prerequisite {
  readonly id: string
  readonly state: 'pass' | 'warn' | 'fail'
  readonly title: string
  /** Why it is not so, or what was found. */
  readonly reason?: string
  /** The commands that mend it on the site; absent when no command can. */
  readonly repair?: readonly Command[]
  /** What the button that runs them says. */
  readonly repairLabel?: string
}

/** What the checks look at, read once. */
export interface Facts {
  readonly description: SiteDescription
  readonly servers: readonly Stored<Server>[]
  readonly exchange: Stored<ExchangeServer> | null
  readonly caller: string
}

export function commandsOf({ steps }: Procedure): readonly Command[] {
  return steps.map(({ command }) => command)
}

export function pass(id: string, title: string, reason?: string): Prerequisite {
  return { id, state: 'pass', title, ...(reason ? { reason } : {}) }
}

export function fail(
  id: string,
  title: string,
  reason: string,
  repairLabel?: string,
  repair?: readonly Command[],
): Prerequisite {
  return { id, state: 'fail', title, reason, ...(repair ? { repairLabel, repair } : {}) }
}
