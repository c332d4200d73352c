import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/**
 * One hash over files' names and contents. Times of change are left out: a clone or a checkout of the same
 * tree gives the same hash.
 * @param paths files or folders below `root`; those that do not exist count as such
 * @param skip files to leave out, by their path below `root`
 */
export function fingerprint(
  root: string,
  paths: string[],
  skip: (path: string) => boolean = () => false,
): string {
  const hash = createHash('sha256')
  for (const path of paths.flatMap((name) => filesOf(join(root, name)))) {
    const name = relative(root, path).replaceAll('\\', '/')
    if (!skip(name)) hash.update(`${name}\0`).update(createHash('sha256').update(readFileSync(path)).digest())
  }
  return hash.digest('hex')
}

function filesOf(path: string): string[] {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)))
}

/** Whether `stamp` says that what it stands beside was made from inputs with this fingerprint. */
export function isFresh(stamp: string, inputs: string): boolean {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs
}

/** Makes something and stamps it afterwards; an attempt that fails or is killed leaves no stamp. */
export async function makeAndStamp(stamp: string, inputs: string, make: () => Promise<void>): Promise<void> {
  rmSync(stamp, { force: true })
  await make()
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, inputs)
}
