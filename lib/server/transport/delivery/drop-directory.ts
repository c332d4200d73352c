import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, realpath, rename, unlink } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { ForeignConnector } from '@/lib/exchange'
import { bytesOf, type DropSizes } from './drop-sizes'
import {
  type DropTrouble,
  dropQuotaTrouble,
  fileTrouble,
  leadsElsewhere,
  noDataFolder,
  noSimpleName,
} from './drop-trouble'

/** Where a Foreign connector's messages are left for the system that fetches them. */
export interface DropDirectory {
  /**
   * Leaves a message there: whole and on the disk before it has its name. A second one of that name takes the place of
   * the first.
   * @param again a process died with this message: what it may have left unfinished goes
   * @returns null, or why it does not lie there
   */
  leave(name: string, content: Uint8Array, again: boolean): Promise<DropTrouble | null>
}

/** As on Windows: what its file system takes as one name, and no device. */
const simpleName = /^(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[^\p{Cc}\\/:*?"<>|]{1,100}(?<![. ])$/iu
const plainServer = /^[\w-]{1,63}$/

/** Opens the Drop directory of a connector of a server, or says why it cannot. */
export type OpenDropDirectory = (
  server: string,
  connector: Pick<ForeignConnector, 'dropDirectory' | 'dropDirectoryQuota'>,
) => Promise<DropDirectory | DropTrouble>

/**
 * The Drop directory of a connector: DATA_DIR/exchange/SERVER/Drop/NAME, where `Drop` stands for the server's
 * RootDropDirectoryPath, whatever that is called on the site. It is made when it is not there. DropDirectory has to be a
 * simple directory name, as Exchange documents it, and the folder may not lead out of the server's.
 * @param place the data folder
 */
export function openDropDirectories(place: () => string | undefined, sizes: DropSizes): OpenDropDirectory {
  return async (server, { dropDirectory: name, dropDirectoryQuota: quota }) => {
    const folder = place()
    if (!folder) return noDataFolder
    if (!plainServer.test(server) || !simpleName.test(name)) return noSimpleName
    const root = join(folder, 'exchange', server, 'Drop')
    try {
      await mkdir(join(root, name), { recursive: true })
      const [within, path] = await Promise.all([realpath(root), realpath(join(root, name))])
      return path.startsWith(within + sep) ? dropDirectory(path, quota, sizes) : leadsElsewhere
    } catch (thrown) {
      return fileTrouble(thrown)
    }
  }
}

/** @param quota bytes: when as much lies there, nothing more is left there */
function dropDirectory(path: string, quota: number | null, sizes: DropSizes): DropDirectory {
  return {
    async leave(name, content, again) {
      try {
        if (quota !== null && (await sizes.of(path, quota)) >= quota) return dropQuotaTrouble
        if (again) await removeUnfinished(path, name)
        const replaced = await bytesOf(join(path, `${name}.eml`))
        await leaveWhole(path, name, content)
        sizes.left(path, content.length, replaced)
        return null
      } catch (thrown) {
        sizes.forget(path)
        return fileTrouble(thrown)
      }
    },
  }
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
