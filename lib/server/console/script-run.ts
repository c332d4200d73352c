import { randomUUID } from 'node:crypto'
import { db } from '../db'

export type ScriptRunState = 'running' | 'succeeded' | 'failed' | 'stopped'

export interface ScriptRunStart {
  readonly title: string
  readonly actor: string
  /** Without secrets. */
  readonly source: string
  readonly startedAt: Date
}

const storable = (text: string) => text.replaceAll('\0', '').toWellFormed()

/** A run of the shell as it is kept, from the moment on that something of it is worth keeping. */
export class ScriptRunKeeper {
  readonly id = randomUUID()
  commandCount = 0
  #begun: Promise<unknown> | null = null

  constructor(private readonly start: ScriptRunStart) {}

  get isKept(): boolean {
    return this.#begun !== null
  }

  /** Writes the row, once; gives its id. */
  async begin(): Promise<string> {
    const { actor, startedAt } = this.start
    // What it says comes with its end, when all secrets that it saw are known and can be covered.
    const data = {
      id: this.id,
      title: 'A script that runs',
      actor,
      source: '',
      startedAt,
      state: 'running',
    }
    this.#begun ??= db.scriptRun.create({ data, select: { id: true } })
    await this.#begun
    return this.id
  }

  /** Ends what was begun, without the secrets that it saw; gives where it is kept, or null. */
  async finish(
    state: ScriptRunState,
    { title, source, output }: { readonly title: string; readonly source: string; readonly output: string },
  ): Promise<string | null> {
    if (!this.#begun) return null
    await this.#begun
    const texts = { title: storable(title), source: storable(source), output: storable(output) }
    const data = { ...texts, state, commandCount: this.commandCount, finishedAt: new Date() }
    await db.scriptRun.updateMany({ where: { id: this.id }, data })
    return this.id
  }
}

/** Ends the runs of a process that died. Called when a process starts, before anybody can start one. */
export async function stopLostScriptRuns(): Promise<void> {
  await db.scriptRun.updateMany({
    where: { state: 'running' },
    data: { state: 'stopped', finishedAt: new Date(), output: 'The dashboard was stopped while this ran.' },
  })
}
