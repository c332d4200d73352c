import type { Change } from '@/lib/runbooks/change'
import { siteCommands } from '@/lib/runbooks/commands'
import {
  type Command,
  type ErrorRecord,
  findCmdlet,
  type Outcome,
  ok,
  printCommand,
  type Result,
} from '@/lib/shell'
import { Prisma, type PrismaClient } from '@/prisma/generated/client'
import { type Db, db } from './db'
import { ChangedMeanwhile } from './object-store'
import { runCommand } from './run-command'
import { openSite } from './site'

/** Who runs a command, and from where: a wizard's id, a screen's path, 'shell'. */
export interface Origin {
  readonly actor: string
  readonly source: string
  readonly runId?: string
  /** The script, or the line of the shell, that it stands in. */
  readonly scriptRunId?: string
}

export interface Done extends Outcome {
  readonly changes: readonly Change[]
  readonly durationMs: number
}

/** Thrown through Prisma to roll a transaction back; it carries what the caller is to get. */
export class RolledBack<T> extends Error {
  constructor(readonly carried: T) {
    super('rolled back')
  }
}

export const transactionLimits = { maxWait: 20_000, timeout: 120_000 } as const

const mostTries = 20

/** A transaction, done anew when somebody else changed what it had read and was to write. */
export async function inTransaction<T>(client: PrismaClient, work: (tx: Db) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await client.$transaction(work, transactionLimits)
    } catch (thrown) {
      if (!(thrown instanceof ChangedMeanwhile) || tries === mostTries) throw thrown
    }
  }
}

/** `$env:username` on the site: the part of the person's address before the @. */
export function callerOf(actor: string): string {
  return actor.split('@')[0] ?? actor
}

export function json(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue
}

/** One line of the activity log. */
export async function record(
  db: Db,
  origin: Origin,
  command: Command,
  durationMs: number,
  error: ErrorRecord | null,
): Promise<void> {
  await db.activity.create({
    data: {
      actor: origin.actor,
      source: origin.source,
      command: printCommand(command),
      name: command.name.split('\\').at(-1) ?? command.name,
      succeeded: error === null,
      error: error ? json(error) : Prisma.DbNull,
      durationMs,
      runId: origin.runId ?? null,
      scriptRunId: origin.scriptRunId ?? null,
    },
  })
}

/**
 * Runs commands in one transaction: all of them, or none. `alongside` writes into the same transaction what must
 * be kept with the effect. When a command fails, nothing of any remains, and only the failure is logged.
 */
export async function executeAll(
  commands: readonly Command[],
  origin: Origin,
  alongside: (db: Db, done: readonly Done[]) => Promise<void> = async () => {},
  client: PrismaClient = db,
): Promise<Result<readonly Done[]>> {
  let failing: { command: Command; started: number } | undefined
  try {
    const done = await inTransaction(client, async (tx) => {
      const { site, changes } = await openSite(tx, callerOf(origin.actor))
      const all: Done[] = []
      for (const command of commands) {
        failing = { command, started: performance.now() }
        const result = await runCommand(command, site)
        if (!result.ok) throw new RolledBack(result.error)
        const told = toldChanges(command, changes.splice(0))
        all.push({ ...result.value, changes: told, durationMs: since(failing.started) })
      }
      await alongside(tx, all)
      for (const [index, command] of commands.entries())
        await recordDone(tx, origin, command, all[index]?.durationMs ?? 0)
      return all
    })
    return ok(done)
  } catch (thrown) {
    if (!(thrown instanceof RolledBack) || !failing) throw thrown
    const error = thrown.carried as ErrorRecord
    await record(client, origin, failing.command, since(failing.started), error)
    return { ok: false, error }
  }
}

/** What a command changed, as far as it may be told. */
export function toldChanges(command: Command, changes: readonly Change[]): readonly Change[] {
  return findCmdlet(siteCommands, command)?.conceals ? [] : changes
}

const since = (started: number) => Math.round(performance.now() - started)

async function recordDone(db: Db, origin: Origin, command: Command, durationMs: number): Promise<void> {
  if (!findCmdlet(siteCommands, command)?.reads || command.into)
    await record(db, origin, command, durationMs, null)
}

/** `executeAll` for one command. */
export async function execute(
  command: Command,
  origin: Origin,
  alongside: (db: Db, done: Done) => Promise<void> = async () => {},
  client: PrismaClient = db,
): Promise<Result<Done>> {
  const result = await executeAll([command], origin, (tx, [done]) => alongside(tx, done as Done), client)
  return result.ok ? ok(result.value[0] as Done) : result
}
