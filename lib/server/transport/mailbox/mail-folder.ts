import { constants } from 'node:fs'
import { lstat, mkdir, open, readdir, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'

/** A file that was taken out of the reach of others. */
export interface TakenFile {
  /** As it was left there: `order.eml`. */
  readonly name: string
  readonly path: string
  /** Null: it cannot be read, or is larger than it may be. */
  readonly content: Buffer | null
}

/** 20261122094102 */
function stamp(at: Date): string {
  return at.toISOString().replace(/\D/g, '').slice(0, 14)
}

const exists = (path: string) =>
  lstat(path).then(
    () => true,
    () => false,
  )

/** Gives a file another extension; where that name is taken, the time is added to it. */
async function renamed(folder: string, name: string, extension: string, at: Date): Promise<string | null> {
  const base = name.replace(/\.[^.]*$/, '')
  const plain = join(folder, `${base}.${extension}`)
  const target = (await exists(plain)) ? join(folder, `${base}${stamp(at)}.${extension}`) : plain
  return rename(join(folder, name), target).then(
    () => target,
    () => null,
  )
}

/** A Pickup or Replay directory. Only one process at a time may work in it. */
export class MailFolder {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** What a process that died had taken is there to be taken again. */
  async restore(at: Date): Promise<void> {
    await mkdir(this.#folder, { recursive: true })
    for (const name of await this.#files('.tmp')) await renamed(this.#folder, name, 'eml', at)
  }

  /** Takes up to `most` messages of `mostBytes` together, the first by name first: `*.eml` becomes `*.tmp`. */
  async take(most: number, largest: number, at: Date): Promise<readonly TakenFile[]> {
    const taken: TakenFile[] = []
    let bytes = 0
    for (const name of (await this.#files('.eml')).slice(0, most)) {
      const size = await sizeOf(join(this.#folder, name))
      if (size <= largest) bytes += size
      if (bytes > mostBytes && taken.length > 0) break
      const path = await renamed(this.#folder, name, 'tmp', at)
      if (path !== null) taken.push({ name, path, content: await readBounded(path, largest) })
    }
    return taken
  }

  async remove({ path }: TakenFile): Promise<void> {
    await unlink(path).catch(() => undefined)
  }

  /** Leaves a message that cannot be sent there as `*.bad`. */
  async spoil({ path }: TakenFile, at: Date): Promise<void> {
    await renamed(this.#folder, path.slice(this.#folder.length + 1), 'bad', at)
  }

  async #files(extension: string): Promise<readonly string[]> {
    const entries = await readdir(this.#folder, { withFileTypes: true }).catch(() => [])
    return entries
      .filter((entry) => entry.isFile() && entry.name.toLowerCase().endsWith(extension))
      .map(({ name }) => name)
      .sort()
  }
}

/** What is read at once; a larger message is taken alone. */
const mostBytes = 16_000_000

async function sizeOf(path: string): Promise<number> {
  return lstat(path).then(
    ({ size }) => size,
    () => 0,
  )
}

/** A link that was put in the file's place is not followed. */
async function readBounded(path: string, largest: number): Promise<Buffer | null> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch(() => null)
  if (!file) return null
  try {
    const found = await file.stat()
    return found.isFile() && found.size <= largest ? await file.readFile() : null
  } catch {
    return null
  } finally {
    await file.close()
  }
}
