import type { ScriptParameter } from '@/lib/runbooks/console'
import type { ErrorRecord, Result } from '@/lib/shell'

/** A script on the site's drive. */
export interface ScriptFile {
  readonly path: string
  readonly size: number
}

/** What a script's text says of itself: its param block, or where it cannot be read. */
export type Described =
  | { readonly ok: true; readonly value: readonly ScriptParameter[] }
  | { readonly ok: false; readonly error: ErrorRecord; readonly line: number | null }

/** What the server does with the scripts of the drive. */
export interface ScriptActions {
  list(): Promise<Result<readonly ScriptFile[]>>
  read(path: string): Promise<Result<{ readonly source: string }>>
  save(path: string, source: string): Promise<Result<{ readonly path: string }>>
  remove(path: string): Promise<Result<unknown>>
  describe(source: string): Promise<Described>
}
