import { siteCommands } from '@/lib/runbooks/commands'
import { type Command, findCmdlet } from '@/lib/shell'
import type { Token } from '@/lib/shell/language'
import { RunSecrets, withoutLiterals } from './run-secrets'
import { ScriptRunKeeper, type ScriptRunState } from './script-run'
import { Transcript } from './transcript'

export interface Recorded {
  readonly actor: string
  /** What it is called in Activity; null for the first line of what was typed. */
  readonly title: string | null
  readonly source: string
  /** Of the source, as the shell's parser gives them. */
  readonly tokens: readonly Token[]
}

/** What is kept of a line or a script that somebody runs: nothing, as long as it only reads. */
export class RunRecord {
  readonly secrets = new RunSecrets()
  readonly #transcript = new Transcript()
  readonly #keeper: ScriptRunKeeper
  readonly #title: string
  readonly #source: string

  constructor({ actor, title, source, tokens }: Recorded) {
    this.#source = withoutLiterals(source, tokens)
    this.#title = title ?? this.#source.trim().split('\n', 1)[0]?.slice(0, 200) ?? ''
    this.#keeper = new ScriptRunKeeper({
      title: this.#title,
      source: this.#source,
      actor,
      startedAt: new Date(),
    })
  }

  /** Adds what stands on the screen. */
  add(text: string): void {
    this.#transcript.add(text)
  }

  /** Before each command. Gives the ScriptRun that it belongs to, where one is kept. */
  async begins(command: Command): Promise<string | undefined> {
    this.#keeper.commandCount++
    if (!findCmdlet(siteCommands, command)?.reads) return this.keep()
    return this.#keeper.isKept ? this.#keeper.id : undefined
  }

  keep(): Promise<string> {
    return this.#keeper.begin()
  }

  /** Gives where it is kept, or null. A database that is gone ends no run. */
  async finish(state: ScriptRunState): Promise<string | null> {
    const cover = (text: string) => this.secrets.cover(text)
    const texts = { title: cover(this.#title), source: cover(this.#source) }
    try {
      return await this.#keeper.finish(state, { ...texts, output: this.#transcript.text(cover) })
    } catch (thrown) {
      console.error('a run of the shell could not be kept:', thrown)
      return null
    }
  }
}
