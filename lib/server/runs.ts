import type { TriedStep } from '@/lib/runbooks/change'
import type { Runbook } from '@/lib/runbooks/runbook'
import { cannotBeUndone, undoRunbook } from '@/lib/runbooks/undo'
import { type Command, ok, printCommand, type Result, refuse } from '@/lib/shell'
import { db, isUniqueViolation } from './db'
import { callerOf, inTransaction, json, type Origin, RolledBack, toldChanges } from './execute'
import { runCommand } from './run-command'
import { keptStep } from './run-keeper'
import { runWorker } from './run-worker'
import { isId } from './sessions'
import { openSite } from './site'

/** The key of a form, of which anybody may have sent any: letters and digits, as newKey makes them. */
export function formKey(given: unknown): string {
  return String(given)
    .replace(/[^\w-]/g, '')
    .slice(0, 100)
}

/**
 * Keeps a runbook as a run and starts it.
 * @param key given by the form, so that a form sent twice gives the same run twice
 */
export async function startRun(
  runbook: Runbook,
  origin: Origin,
  more: { key?: string; undoOf?: string } = {},
): Promise<string> {
  const steps = runbook.steps.map(({ title, group, command }, index) => ({
    index,
    title,
    group: group ?? null,
    command: json(command),
    state: 'waiting',
  }))
  const data = {
    title: runbook.title,
    source: origin.source,
    actor: origin.actor,
    state: 'waiting',
    stepCount: steps.length,
    key: more.key ?? null,
    undoOf: more.undoOf ?? null,
  }
  try {
    const run = await db.run.create({
      data: { ...data, steps: { createMany: { data: steps } } },
      select: { id: true },
    })
    void runWorker().wake()
    return run.id
  } catch (thrown) {
    if (!more.key || !isUniqueViolation(thrown)) throw thrown
    const same = await db.run.findUniqueOrThrow({ where: { key: more.key }, select: { id: true } })
    return same.id
  }
}

/** Runs the whole runbook in one transaction and rolls it back: what each step would change, up to the first that fails. */
export async function tryRunbook({ steps }: Runbook, actor: string): Promise<readonly TriedStep[]> {
  const tried: TriedStep[] = []
  try {
    await inTransaction(db, async (tx) => {
      tried.length = 0
      const { site, changes } = await openSite(tx, callerOf(actor))
      for (const { title, command } of steps) {
        const result = await runCommand(command, site)
        const warnings = result.ok ? (result.value.warnings ?? []) : []
        tried.push({
          title,
          command: printCommand(command),
          warnings,
          changes: toldChanges(command, changes.splice(0)),
          error: result.ok ? null : result.error,
        })
        if (!result.ok) break
      }
      throw new RolledBack(null)
    })
  } catch (thrown) {
    if (!(thrown instanceof RolledBack)) throw thrown
  }
  return tried
}

/** Sets the failed steps, and those left out because of them, to be done again. */
export async function retryRun(runId: string): Promise<Result<void>> {
  if (!isId(runId)) return refuse('ObjectNotFound', 'RunNotFound', 'There is no such run.')
  if (await db.run.findFirst({ where: { undoOf: runId, state: { in: ['waiting', 'running'] } } }))
    return refuse('InvalidOperation', 'RunBeingUndone', 'This run is being undone at this moment.', {
      recommendedAction: 'Wait until that has ended.',
    })
  const again = await db.$transaction(async (tx) => {
    const { count } = await tx.run.updateMany({
      where: { id: runId, state: 'failed' },
      data: { state: 'waiting', finishedAt: null },
    })
    if (count > 0)
      await tx.runStep.updateMany({
        where: { runId, state: { in: ['failed', 'skipped'] } },
        data: { state: 'waiting' },
      })
    return count > 0
  })
  if (!again)
    return refuse('InvalidOperation', 'RunNotFailed', 'Only a run that has failed can be tried again.')
  void runWorker().wake()
  return ok(undefined)
}

/** Starts the run that takes this one back. */
export async function undoRun(
  runId: string,
  origin: Origin,
): Promise<Result<{ runId: string; left: readonly string[] }>> {
  if (!isId(runId)) return refuse('ObjectNotFound', 'RunNotFound', 'There is no such run.')
  const run = await db.run.findUnique({
    where: { id: runId },
    include: { steps: { orderBy: { index: 'asc' } } },
  })
  if (!run) return refuse('ObjectNotFound', 'RunNotFound', 'There is no such run.')
  if (run.state !== 'succeeded' && run.state !== 'failed')
    return refuse(
      'InvalidOperation',
      'RunNotEnded',
      'Only a run that has ended, and was not undone before, can be undone.',
    )
  const done = run.steps
    .filter(({ state }) => state === 'done')
    .map(({ title, undo }) => ({ title, undo: undo as unknown as readonly Command[] | null }))
  const runbook = undoRunbook(run.title, done)
  if (runbook.steps.length === 0)
    return refuse(
      'InvalidOperation',
      'NothingToUndo',
      'Nothing that this run did can be taken back by a command.',
    )
  const key = `undo:${runId}:${run.finishedAt?.getTime()}`
  return ok({ runId: await startRun(runbook, origin, { key, undoOf: runId }), left: cannotBeUndone(done) })
}

/** The runbook that a run was made of. */
export async function runbookOf(runId: string): Promise<Runbook | null> {
  if (!isId(runId)) return null
  const run = await db.run.findUnique({
    where: { id: runId },
    include: { steps: { orderBy: { index: 'asc' } } },
  })
  return run && { title: run.title, steps: run.steps.map(keptStep) }
}
