import type { Site } from '@/lib/exchange'
import { type Command, type CommandTable, invoke, type Outcome, type Result } from '@/lib/shell'

export interface Rehearsal {
  readonly site: Site
  /** Runs a command that has to succeed. */
  run(command: Command): Promise<Outcome>
  /** Runs a command that may be refused. */
  attempt(command: Command): Promise<Result<Outcome>>
}

class TakenBack extends Error {}

/** Does something on a site in a transaction and takes it back, so that each test begins with the same site. */
export function rehearsals(
  place: () => { inTransaction<T>(work: (site: Site) => Promise<T>): Promise<T> },
  table: CommandTable<Site>,
): (work: (on: Rehearsal) => Promise<void>) => Promise<void> {
  return async (work) => {
    const inside = async (site: Site) => {
      const attempt = (one: Command) => invoke(table, one, site)
      await work({
        site,
        attempt,
        async run(one) {
          const result = await attempt(one)
          if (!result.ok) throw new Error(`${one.name}: ${result.error.message}`)
          return result.value
        },
      })
      throw new TakenBack()
    }
    try {
      await place().inTransaction(inside)
    } catch (thrown) {
      if (!(thrown instanceof TakenBack)) throw thrown
    }
  }
}
