import type { ConsoleAnswer, ConsoleQuestion } from '@/lib/runbooks/console'
import type { ConsoleRequests, ScriptCall } from './console-requests'
import type { RunEnd } from './console-run'
import type { LineHistory } from './line-history'
import type { Screen } from './line-painter'
import type { Piece } from './line-rows'

/** A script that the page runs: its questions are answered there, and not in the terminal. */
export interface ScriptRun extends ScriptCall {
  readonly source: string
  ask(question: ConsoleQuestion): Promise<ConsoleAnswer | null>
  ended(end: RunEnd): void
}

/** What the page shows beside the terminal. */
export interface ConsoleState {
  readonly doing: 'reading' | 'running' | 'asking'
  /** What stands before the field of a phone: the shell's prompt, or the question's. */
  readonly prompt: string
  readonly secret: boolean
}

export interface ConsoleOptions {
  readonly screen: Screen
  readonly requests: ConsoleRequests
  readonly history: LineHistory
  readonly location: string
  paint(text: string): readonly Piece[]
  log(text: string): void
  say(words: string): void
  changed(state: ConsoleState): void
  moved(location: string): void
}

export interface ConsoleSession {
  /** What the terminal sent. */
  type(data: string): void
  press(name: string): void
  /** Puts a text into the line, and does not run it. */
  put(text: string): void
  /** Runs a line, or answers what is asked. */
  submit(text: string): void
  /** False where something else runs. */
  runScript(run: ScriptRun): boolean
  stop(): void
  resized(): void
  /** Stops what runs and shows nothing any more. */
  close(): void
}
