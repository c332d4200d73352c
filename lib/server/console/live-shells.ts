import type { ConsoleEvent } from '@/lib/runbooks/console'
import { ok, type Result, refuse } from '@/lib/shell'
import type { ConsoleRequest, ConsoleRun } from './console-run'
import { LiveShell } from './live-shell'

export interface ShellBounds {
  readonly eachPerson: number
  readonly all: number
  readonly idleMs: number
  /** How long a question waits for its answer. */
  readonly patienceMs?: number
}

const usualBounds: ShellBounds = { eachPerson: 3, all: 30, idleMs: 1_800_000 }

/** Who asks: an administrator of the dashboard. */
export interface ShellOwner {
  readonly id: string
  readonly email: string
}

interface Entry {
  readonly owner: string
  readonly opened: Promise<LiveShell>
  live: LiveShell | null
  usedAt: number
  busy: boolean
}

const busy = () =>
  refuse('ResourceUnavailable', 'ShellBusy', 'Something is running in this shell already.', {
    recommendedAction: 'Wait until it has ended, or stop it with Ctrl+C.',
  })
const tooMany = () =>
  refuse('ResourceUnavailable', 'TooManyShells', 'Too many shells are at work.', {
    recommendedAction: 'Wait until one of them has ended, or close one.',
  })

/** The shells that browsers have open in this process, by administrator and by the name that the browser chose. */
export class LiveShells {
  readonly #entries = new Map<string, Entry>()
  readonly #timer: NodeJS.Timeout

  constructor(
    private readonly bounds: ShellBounds = usualBounds,
    private readonly now: () => number = Date.now,
  ) {
    this.#timer = setInterval(() => this.closeIdle(), 60_000).unref()
  }

  get size(): number {
    return this.#entries.size
  }

  /**
   * Runs a line or a script in the owner's shell of this name; one that is not there is opened.
   * @returns the event that says why nothing runs, or the run that has begun
   */
  async run(
    owner: ShellOwner,
    name: string,
    request: ConsoleRequest,
  ): Promise<Result<ConsoleRun | ConsoleEvent>> {
    const entry = this.#entryOf(owner, name)
    if (!entry.ok) return entry
    if (entry.value.busy) return busy()
    entry.value.busy = true
    try {
      const live = await entry.value.opened
      if (!request.script && wantsMore(live, request.source)) return ok({ kind: 'incomplete' })
      const run = live.begin(request, this.bounds.patienceMs)
      void this.#carryOut(owner, name, entry.value, run)
      return ok(run)
    } finally {
      if (!entry.value.live?.run) entry.value.busy = false
    }
  }

  async #carryOut(owner: ShellOwner, name: string, entry: Entry, run: ConsoleRun): Promise<void> {
    const { exited } = await run.run()
    entry.busy = false
    entry.usedAt = this.now()
    if (entry.live) entry.live.run = null
    if (exited) this.close(owner, name)
  }

  /** The run that is at work in this shell, or null. */
  running(owner: ShellOwner, name: string): ConsoleRun | null {
    return this.#entries.get(keyOf(owner, name))?.live?.run ?? null
  }

  /** The shell of this name, opened where it is not there: for completion. */
  async open(owner: ShellOwner, name: string): Promise<Result<LiveShell>> {
    const entry = this.#entryOf(owner, name)
    return entry.ok ? ok(await entry.value.opened) : entry
  }

  close(owner: ShellOwner, name: string): void {
    const key = keyOf(owner, name)
    this.#entries.get(key)?.live?.run?.stop()
    this.#entries.delete(key)
  }

  /** Closes the shells that nobody has used for long. */
  closeIdle(): void {
    for (const [key, { busy: isBusy, usedAt }] of this.#entries)
      if (!isBusy && this.now() - usedAt > this.bounds.idleMs) this.#entries.delete(key)
  }

  /** Stops everything: for tests. */
  closeAll(): void {
    clearInterval(this.#timer)
    for (const { live } of this.#entries.values()) live?.run?.stop()
    this.#entries.clear()
  }

  #entryOf(owner: ShellOwner, name: string): Result<Entry> {
    this.closeIdle()
    const key = keyOf(owner, name)
    const known = this.#entries.get(key)
    if (known) {
      known.usedAt = this.now()
      return ok(known)
    }
    if (!this.#makeRoom(owner)) return tooMany()
    const entry: Entry = {
      owner: owner.id,
      opened: LiveShell.open(owner.email),
      live: null,
      usedAt: this.now(),
      busy: false,
    }
    this.#entries.set(key, entry)
    entry.opened.then(
      (live) => {
        entry.live = live
      },
      () => this.#entries.delete(key),
    )
    return ok(entry)
  }

  /** The longest unused of the shells that nothing runs in goes; false when all of them are at work. */
  #makeRoom({ id }: ShellOwner): boolean {
    const all = [...this.#entries]
    const own = all.filter(([, { owner }]) => owner === id)
    const crowd = own.length >= this.bounds.eachPerson ? own : all.length >= this.bounds.all ? all : null
    if (!crowd) return true
    const [oldest] = crowd.filter(([, one]) => !one.busy).sort(([, a], [, b]) => a.usedAt - b.usedAt)
    return oldest ? this.#entries.delete(oldest[0]) : false
  }
}

const keyOf = (owner: ShellOwner, name: string) => `${owner.id} ${name}`

/** The input is not whole yet; an empty line at its end says that nothing more comes. */
function wantsMore({ shell }: LiveShell, source: string): boolean {
  const checked = shell.check(source)
  return !checked.ok && checked.incomplete && !/\n[^\S\n]*$/.test(source)
}

const shared = globalThis as { essentialsShells?: LiveShells }

/** One registry a process: Next loads a route's modules more than once. */
export function liveShells(): LiveShells {
  shared.essentialsShells ??= new LiveShells()
  return shared.essentialsShells
}
