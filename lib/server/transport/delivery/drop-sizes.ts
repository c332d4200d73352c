import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** For so long a size is believed; what others write there or fetch meanwhile is not in it. */
const believedMs = 5000
const mostKept = 200

/** How much lies in the Drop directories, in bytes: counting reads a whole folder, so it is done now and then. */
export interface DropSizes {
  /** @param atLeast a size believed from before that reaches this is counted anew: files may have been fetched */
  of(path: string, atLeast: number): Promise<number>
  /** A file of so many bytes is there now, in the place of one of `replaced` bytes. */
  left(path: string, bytes: number, replaced: number): void
  /** Something went wrong there: what is believed of it goes. */
  forget(path: string): void
}

/** @param clock milliseconds of the computer, not of the site: those who fetch files know no other */
export function dropSizes(clock: () => number = () => performance.now(), count = countBytes): DropSizes {
  const kept = new Map<string, { bytes: number; readonly at: number }>()
  return {
    async of(path, atLeast) {
      const known = kept.get(path)
      if (known && known.bytes < atLeast && clock() - known.at < believedMs) return known.bytes
      if (kept.size >= mostKept) kept.clear()
      const bytes = await count(path)
      kept.set(path, { bytes, at: clock() })
      return bytes
    },
    left(path, bytes, replaced) {
      const known = kept.get(path)
      if (known) known.bytes += bytes - replaced
    },
    forget: (path) => void kept.delete(path),
  }
}

async function countBytes(path: string): Promise<number> {
  let bytes = 0
  for (const entry of await readdir(path, { withFileTypes: true }))
    if (entry.isFile()) bytes += await bytesOf(join(path, entry.name))
  return bytes
}

/** Of a file; 0 where there is none: whoever fetches the files may have taken it meanwhile. */
export const bytesOf = (path: string): Promise<number> =>
  lstat(path).then(
    ({ size }) => size,
    () => 0,
  )
