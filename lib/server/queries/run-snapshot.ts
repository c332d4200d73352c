import type { Change } from '@/lib/runbooks/change'
import type { RunState, StepState } from '@/lib/runbooks/run'
import type { RunSnapshot, ShownStep } from '@/lib/runbooks/snapshot'
import { sourceInWords } from '@/lib/runbooks/source'
import { type Command, type ErrorRecord, printCommand } from '@/lib/shell'
import { Prisma, type RunStep as Row } from '@/prisma/generated/client'
import { db } from '../db'
import { isRowId } from './keyset'

const windowSize = 200
const mostOthers = 50

const doing = { create: 'Created', change: 'Changed', remove: 'Removed' } as const

/** `Changed mailbox FrankM: prohibitSendQuota 2 GB → 3 GB` */
function sentence({ action, what, properties }: Change): string {
  const changed = properties.map(
    ({ name, before, after }) => `${name} ${before ?? 'nothing'} → ${after ?? 'nothing'}`,
  )
  return action === 'change' && changed.length > 0
    ? `${doing[action]} ${what}: ${changed.join('; ')}`
    : `${doing[action]} ${what}`
}

/** What a command wrote, as `Format-List` would show it, cut where it becomes long. */
function outputText(output: unknown): string {
  const objects = Array.isArray(output) ? (output as Record<string, unknown>[]) : []
  const lists = objects.slice(0, 20).map((object) => {
    const width = Math.max(0, ...Object.keys(object).map((name) => name.length))
    return Object.entries(object)
      .map(
        ([name, value]) =>
          `${name.padEnd(width)} : ${Array.isArray(value) ? `{${value.join(', ')}}` : (value ?? '')}`,
      )
      .join('\n')
  })
  return lists.join('\n\n').slice(0, 4000)
}

function stepOf(row: Row): ShownStep {
  return {
    index: row.index,
    title: row.title,
    group: row.group,
    command: printCommand(row.command as unknown as Command),
    state: row.state as StepState,
    output: outputText(row.output),
    warnings: (row.warnings as string[] | null) ?? [],
    changes: ((row.changes as unknown as Change[] | null) ?? []).map(sentence),
    error: row.error as unknown as ErrorRecord | null,
    durationMs: row.startedAt && row.finishedAt ? row.finishedAt.getTime() - row.startedAt.getTime() : null,
  }
}

/** Whether a step of it left commands that take it back. */
async function canBeUndone(runId: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ can: boolean }[]>`
    select exists (select 1 from "RunStep" where "runId" = ${runId}::uuid and "state" = 'done'
      and "undo" is not null and "undo"::text <> '[]') as "can"`
  return row?.can ?? false
}

/** The commands that take a run back, as far as anybody reads them; of the rest it is said how much it is. */
async function undoLines(runId: string): Promise<readonly string[]> {
  const where = { runId, state: 'done', undo: { not: Prisma.DbNull }, NOT: { undo: { equals: [] } } }
  const [rows, count] = await Promise.all([
    db.runStep.findMany({ where, orderBy: { index: 'desc' }, take: windowSize, select: { undo: true } }),
    db.runStep.count({ where }),
  ])
  const lines = rows.flatMap(({ undo }) => (undo as unknown as readonly Command[]).map(printCommand))
  const more = count - rows.length
  return more > 0 ? [...lines, `# Then those of ${more} earlier steps, which are not shown here.`] : lines
}

/** A run and its steps from `since` on; the running and failed ones come from wherever they are. */
export async function runSnapshot(id: string, since = 0): Promise<RunSnapshot | null> {
  if (!isRowId(id)) return null
  // First the run, then its steps: of one that has ended, so that nobody asks again, every step's end is seen.
  const run = await db.run.findUnique({ where: { id } })
  if (!run) return null
  const [steps, others, skipped] = await Promise.all([
    db.runStep.findMany({
      where: { runId: id, index: { gte: since } },
      orderBy: { index: 'asc' },
      take: windowSize,
    }),
    db.runStep.findMany({
      where: { runId: id, state: { in: ['running', 'failed'] } },
      orderBy: { index: 'asc' },
      take: mostOthers,
    }),
    db.runStep.count({ where: { runId: id, state: 'skipped' } }),
  ])
  const ended = run.state === 'succeeded' || run.state === 'failed'
  const undoable = ended && (await canBeUndone(id))
  const all = new Map([...steps, ...others].map((step) => [step.index, step]))
  return {
    id: run.id,
    title: run.title,
    state: run.state as RunState,
    stepCount: run.stepCount,
    doneCount: run.doneCount + skipped,
    actor: run.actor,
    source: sourceInWords(run.source),
    startedAt: run.startedAt?.toISOString() ?? null,
    finishedAt: run.finishedAt?.toISOString() ?? null,
    undoable,
    ...(undoable ? { undo: await undoLines(id) } : {}),
    steps: [...all.values()].toSorted((a, b) => a.index - b.index).map(stepOf),
  }
}
