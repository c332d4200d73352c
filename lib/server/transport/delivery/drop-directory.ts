import { randomUUID } from 'node:crypto'
import { lstat, mkdir, open, readdir, realpath, rename, unlink } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { dropQuotaExceeded, type ForeignConnector, noDropDirectory } from '@/lib/exchange'

/** Where a Foreign connector's messages are left for the system that fetches them. */
export interface DropDirectory {
  /**
   * Leaves a message there: whole and on the disk before it has its name. A second one of that name takes the place of
   * the first.
   * @param again a process died with this message: what it may have left unfinished goes
   * @returns null, or why it does not lie there: LastError of the queue
   */
  leave(name: string, content: Uint8Array, again: boolean): Promise<string | null>
}

/** As on Windows: what its file system takes as one name, and no device. */
const simpleName = /^(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[^\p{Cc}\\/:*?"<>|]{1,100}(?<![. ])$/iu
const plainServer = /^[\w-]{1,63}$/

/**
 * The Drop directory of a connector: DATA_DIR/exchange/SERVER/Drop/NAME, where `Drop` stands for the server's
 * RootDropDirectoryPath, whatever that is called on the site. It is made when it is not there. DropDirectory has to be a
 * simple directory name, as Exchange documents it.
 * @param place the data folder
 * @returns null where the name is none, or leads out of the server's folder
 */
export async function openDropDirectory(
  place: string | undefined,
  server: string,
  { dropDirectory: name, dropDirectoryQuota }: Pick<ForeignConnector, 'dropDirectory' | 'dropDirectoryQuota'>,
): Promise<DropDirectory | null> {
  if (!place || !plainServer.test(server) || !simpleName.test(name)) return null
  const root = join(place, 'exchange', server, 'Drop')
  try {
    await mkdir(join(root, name), { recursive: true })
    const [within, path] = await Promise.all([realpath(root), realpath(join(root, name))])
    return path.startsWith(within + sep) ? dropDirectory(path, dropDirectoryQuota) : null
  } catch {
    return null
  }
}

/** @param quota bytes: when as much lies there, nothing more is left there */
function dropDirectory(path: string, quota: number | null): DropDirectory {
  let size: number | null = null
  return {
    async leave(name, content, again) {
      try {
        if (quota !== null) size ??= await sizeOf(path)
        if (quota !== null && size !== null && size >= quota) return dropQuotaExceeded
        if (again) await removeUnfinished(path, name)
        await leaveWhole(path, name, content)
        if (size !== null) size += content.length
        return null
      } catch (thrown) {
        return failure(thrown)
      }
    },
  }
}

/** What Exchange says of a Drop directory that cannot be used; a full disk is none of its reasons. */
function failure(thrown: unknown): string {
  const code = String(Object(thrown).code ?? 'an unknown error')
  return ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR'].includes(code)
    ? noDropDirectory
    : `444 4.4.4 The Drop Directory cannot be used: ${code}`
}

/** What lies there, in bytes. */
async function sizeOf(path: string): Promise<number> {
  let bytes = 0
  for (const entry of await readdir(path, { withFileTypes: true }))
    if (entry.isFile())
      // Whoever fetches the files may have taken this one meanwhile.
      bytes += await lstat(join(path, entry.name)).then(
        ({ size }) => size,
        () => 0,
      )
  return bytes
}

async function removeUnfinished(path: string, name: string): Promise<void> {
  for (const entry of await readdir(path))
    if (entry.startsWith(`${name}.`) && entry.endsWith('.tmp'))
      await unlink(join(path, entry)).catch(() => undefined)
}

async function leaveWhole(path: string, name: string, content: Uint8Array): Promise<void> {
  const unfinished = join(path, `${name}.${randomUUID()}.tmp`)
  try {
    await write(unfinished, content)
    await rename(unfinished, join(path, `${name}.eml`))
  } catch (thrown) {
    await unlink(unfinished).catch(() => undefined)
    throw thrown
  }
  await syncFolder(path)
}

async function write(path: string, content: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o640)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The name is on the disk, too. Windows opens no folders, and needs none of this. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null)
  await folder?.sync().catch(() => undefined)
  await folder?.close()
}
