import { createHash, randomUUID } from 'node:crypto'
import { type BigIntStats, constants } from 'node:fs'
import { lstat, mkdir, open, readdir, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'

/** A file that was taken out of the reach of others. */
export interface TakenFile {
  /** As it was left there: `order.eml`. */
  readonly name: string
  readonly path: string
  /** Null: it cannot be read, or is larger than it may be. */
  readonly content: Buffer | null
  /** A UUID of this file and what is in it; the same after it was renamed, another for a copy of it. */
  readonly identity: string
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

  /** Takes up to `most` messages, the first by name first, one at a time: `*.eml` becomes `*.tmp`. */
  async *take(most: number, largest: number, at: Date): AsyncGenerator<TakenFile> {
    for (const name of (await this.#files('.eml')).slice(0, most)) {
      const path = await renamed(this.#folder, name, 'tmp', at)
      if (path !== null) yield { name, path, ...(await readBounded(path, largest)) }
    }
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

type Read = Pick<TakenFile, 'content' | 'identity'>

/** A link that was put in the file's place is not followed, and a pipe not waited for. */
async function readBounded(path: string, largest: number): Promise<Read> {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants
  const nothing = { content: null, identity: randomUUID() }
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch(() => null)
  if (!file) return nothing
  try {
    const found = await file.stat({ bigint: true })
    if (!found.isFile() || found.size > largest) return nothing
    const content = await file.readFile()
    return { content, identity: identityOf(found, content) }
  } catch {
    return nothing
  } finally {
    await file.close()
  }
}

/**
 * A UUID of our own making (RFC 9562, version 8). A new file may get the number of one that was deleted, and a copy the
 * time of what it was copied from: when it came into being is its own.
 */
function identityOf({ ino, birthtimeNs, mtimeNs }: BigIntStats, content: Buffer): string {
  const bytes = createHash('sha256')
    .update(`${ino} ${birthtimeNs} ${mtimeNs} `)
    .update(content)
    .digest()
    .subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
