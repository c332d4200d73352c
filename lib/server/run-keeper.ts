import type { KeptStep, RunKeeper, StepState } from '@/lib/runbooks/run'
import { type Command, type ErrorRecord, errorRecord } from '@/lib/shell'
import { Prisma, type PrismaClient, type RunStep } from '@/prisma/generated/client'
import { execute, json, RolledBack } from './execute'

export function keptStep(row: RunStep): KeptStep {
  const { index, title, group, state } = row
  const step = { index, title, state: state as StepState, command: row.command as unknown as Command }
  return group === null ? step : { ...step, group }
}

/** Somebody else has done this step already: two workers never do one step twice. */
class AlreadyDone extends Error {}

const bug = (thrown: unknown): ErrorRecord =>
  errorRecord(
    'NotSpecified',
    'UnexpectedFailure',
    `The command stopped on an error of this program: ${String(thrown)}`,
    {
      recommendedAction:
        'Nothing of this step was kept. Retry it; if it fails again, report it with this text.',
    },
  )

/** One run, kept in the tables Run and RunStep. */
export function runKeeper(
  db: PrismaClient,
  run: { id: string; actor: string; source: string; undoOf: string | null },
): RunKeeper {
  const mine = { runId: run.id }

  async function perform(step: KeptStep): Promise<ErrorRecord | null> {
    const startedAt = new Date()
    await db.runStep.updateMany({
      where: { ...mine, index: step.index, state: 'waiting' },
      data: { state: 'running', startedAt },
    })
    try {
      const result = await execute(
        step.command,
        { actor: run.actor, source: run.source, runId: run.id },
        async (tx, done) => {
          const { count } = await tx.runStep.updateMany({
            where: { ...mine, index: step.index, state: { in: ['waiting', 'running'] } },
            data: {
              state: 'done',
              finishedAt: new Date(),
              output: json(done.output ?? []),
              warnings: json(done.warnings ?? []),
              changes: json(done.changes),
              undo: done.undo ? json(done.undo) : Prisma.DbNull,
              error: Prisma.DbNull,
            },
          })
          if (count === 0) throw new AlreadyDone()
          await tx.run.update({
            where: { id: run.id },
            data: { doneCount: { increment: 1 } },
            select: { id: true },
          })
        },
        db,
      )
      return result.ok ? null : await failed(step, result.error)
    } catch (thrown) {
      if (thrown instanceof AlreadyDone) return null
      if (thrown instanceof RolledBack) throw thrown
      return failed(step, bug(thrown))
    }
  }

  /** A step that another worker did meanwhile has not failed, whatever it made of the same command here. */
  async function failed(step: KeptStep, error: ErrorRecord): Promise<ErrorRecord | null> {
    const { count } = await db.runStep.updateMany({
      where: { ...mine, index: step.index, state: { not: 'done' } },
      data: { state: 'failed', error: json(error), finishedAt: new Date() },
    })
    return count > 0 ? error : null
  }

  return {
    async begin() {
      await db.runStep.updateMany({ where: { ...mine, state: 'running' }, data: { state: 'waiting' } })
      await db.run.updateMany({ where: { id: run.id, state: 'waiting' }, data: { state: 'running' } })
      await db.run.updateMany({ where: { id: run.id, startedAt: null }, data: { startedAt: new Date() } })
    },
    async waiting(limit) {
      const rows = await db.runStep.findMany({
        where: { ...mine, state: 'waiting' },
        orderBy: { index: 'asc' },
        take: limit,
      })
      return rows.map(keptStep)
    },
    perform,
    async skipGroup(group) {
      await db.runStep.updateMany({ where: { ...mine, group, state: 'waiting' }, data: { state: 'skipped' } })
    },
    failures: () => db.runStep.count({ where: { ...mine, state: 'failed' } }),
    async end(state) {
      const ended = db.run.update({ where: { id: run.id }, data: { state, finishedAt: new Date() } })
      if (!run.undoOf || state !== 'succeeded') return void (await ended)
      const undone = db.run.updateMany({ where: { id: run.undoOf }, data: { state: 'undone' } })
      await db.$transaction([ended, undone])
    },
  }
}
