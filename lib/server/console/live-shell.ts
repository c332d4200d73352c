import { type Limits, openShell, type Shell, usualLimits } from '@/lib/shell/language'
import { siteHost } from '../shell-host'
import { completeValue } from './complete-value'
import { type ConsoleRequest, ConsoleRun } from './console-run'

/** Longer than in a terminal: questions wait for people. The objects of a statement go to the browser, not to memory. */
const limits: Limits = { ...usualLimits, milliseconds: 3_600_000, kept: 0 }

/** An open shell of a browser, and what runs in it. */
export class LiveShell {
  run: ConsoleRun | null = null
  /** Milliseconds since 1970. */
  usedAt = Date.now()
  private constructor(
    readonly actor: string,
    readonly shell: Shell,
  ) {}

  static async open(actor: string): Promise<LiveShell> {
    const at: { live: LiveShell | null } = { live: null }
    const run = () => at.live?.run ?? null
    const host = await siteHost({
      actor,
      ask: async (question, signal) => (await run()?.ask(question, signal)) ?? { kind: 'none' },
      write: (record) => run()?.write(record),
      begins: async (command) => run()?.begins(command),
    })
    const shell = await openShell(
      {
        ...host,
        ready: () => run()?.ready() ?? null,
        complete: completeValue,
        seal(secret) {
          run()?.secrets.add(secret)
          return host.seal(secret)
        },
        drive: {
          ...host.drive,
          read: async (path) => sourceOf(run(), path) ?? host.drive.read(path),
          async write(path, content) {
            await run()?.keep()
            return host.drive.write(path, content)
          },
          async remove(path) {
            await run()?.keep()
            return host.drive.remove(path)
          },
        },
      },
      limits,
    )
    await host.refresh?.()
    at.live = new LiveShell(actor, shell)
    return at.live
  }

  /** Begins a run; its events come as they happen. Nothing else may run here. */
  begin(request: ConsoleRequest, patienceMs?: number): ConsoleRun {
    const run = new ConsoleRun(this.shell, request, this.actor, patienceMs)
    this.run = run
    return run
  }
}

/** The script as it stands in the editor, whether it was saved or not. */
function sourceOf(run: ConsoleRun | null, path: string): Uint8Array | null {
  const { script, source } = run?.request ?? { script: null, source: '' }
  return script && script.path.toLowerCase() === path.toLowerCase() ? new TextEncoder().encode(source) : null
}
